"""Papers about a person's learning, as PDF: the record, a certificate, an organisation's evidence pack."""
