"""The pages of an organisation, and the doors through which its people act."""
