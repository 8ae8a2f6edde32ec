"""Rounds to report on: one person's view, and a panel of twenty-four with the round before it."""
