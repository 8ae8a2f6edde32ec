"""Exercises that compute: figures in, a choice under a limit, consequences by stated formulas."""
