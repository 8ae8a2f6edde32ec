"""Doors and pages of the assessment: gate, form, action, redirect."""
