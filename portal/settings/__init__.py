"""Settings: base for all, then dev, embedded (./run), production, test."""
