"""One learner, learning."""
