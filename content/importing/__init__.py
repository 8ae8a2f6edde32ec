"""The shipped curriculum put into Wagtail, as often as one likes; what editors changed stays theirs."""
