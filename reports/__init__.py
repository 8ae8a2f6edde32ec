"""Measuring and learning, taken into the boardroom: one briefing, the files made from it, who may have them."""
