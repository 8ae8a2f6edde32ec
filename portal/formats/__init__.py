"""How dates are written; what a language does not say here is Django's own."""
