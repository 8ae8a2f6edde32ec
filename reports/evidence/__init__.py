"""What an organisation may keep as evidence that its people learn: by consent, or counts of five and more."""
