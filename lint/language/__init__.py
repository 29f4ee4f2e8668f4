"""The English language: text to a table of tokens."""
