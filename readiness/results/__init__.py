"""What the pages of a result show, as plain values: sums of frozen scores, no database, no request."""
