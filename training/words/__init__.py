"""Make the word tables of lint/language/data from packages of open licences: python -m training.words."""
