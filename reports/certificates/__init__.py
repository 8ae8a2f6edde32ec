"""Certificates of completed modules, and the credentials that say the same to machines (Open Badges 3.0)."""
