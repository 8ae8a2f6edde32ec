"""The words and pictures that editors own."""
