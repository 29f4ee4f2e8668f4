"""How the data on source languages is made: python -m training.sources."""
