"""Pages that must be checked again: which, whose, and who was told."""
