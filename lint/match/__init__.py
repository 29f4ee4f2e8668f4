"""Matchers: what a rule looks for, as operations on the columns of a batch."""
