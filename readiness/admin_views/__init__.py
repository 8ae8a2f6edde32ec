"""What authors see of the instrument in the editor: its versions, and how its questions behave."""
