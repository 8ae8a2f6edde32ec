"""What the editor's pages hold of this room: the questions of a check in and out, and how they behave."""
