"""The site written back as the curriculum's files: what is imported from them again changes nothing."""
