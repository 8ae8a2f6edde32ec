"""A language begun by those who publish, where it stands, and the way back."""
