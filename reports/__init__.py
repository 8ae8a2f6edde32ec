"""Measuring and learning, taken into the boardroom: one briefing, its files, and who may have them."""
