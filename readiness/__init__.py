"""One organisation, measuring itself."""
