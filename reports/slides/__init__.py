"""The report as slides that stay editable: native charts and tables on a master of our own."""
