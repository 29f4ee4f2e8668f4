"""Lemmas of words, given their part of speech and tag (a placeholder until the tables are made)."""


def lemma(lower: str, pos: str, tag: str) -> str:
    """Return the lemma of a word in lower case."""
    return lower
