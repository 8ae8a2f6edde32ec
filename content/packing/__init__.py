"""One module in a signed archive, to travel from one installation to another."""
