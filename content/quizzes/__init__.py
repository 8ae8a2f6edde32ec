"""Questions outside a page: how numbers are read, what each type must have, how pools travel."""
