"""Pages of the report: gate, form, action, redirect."""
