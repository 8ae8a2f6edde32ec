"""Rounds of an organisation: opened, invited to, closed; and the pages of those who are asked."""
