"""How fast the portal is: measured by `python bench/run.py`, no part of the tests."""
