"""The commands of the whole."""
