"""How the data files of the linter are made."""
