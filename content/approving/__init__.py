"""Subject review by mail: asking, the link's page, the decision."""
