"""Numbers, drawn: pure geometry, SVG and table rows."""
