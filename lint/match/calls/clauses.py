"""Ways through the tree: a verb and its subjects, the clause of an auxiliary, the first word of a phrase."""

from __future__ import annotations

from lint.language.tokens import Tokens

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "expl")
AUXILIARIES = ("aux", "aux:pass", "cop")
FINITE = ("VBD", "VBP", "VBZ", "MD")


def children_by(tokens: Tokens, row: int, *relations: str) -> list[int]:
    """The children of a row that hang on it by one of these relations, in order."""
    return [child for child in tokens.children(row) if tokens.relation_name(child) in relations]


def subjects_of(tokens: Tokens, verb: int) -> list[int]:
    """The subjects of a verb or predicate, in order; clauses and “there” count."""
    return children_by(tokens, verb, *SUBJECTS)


def clause_of(tokens: Tokens, row: int) -> int:
    """The head of the clause that a finite word belongs to: its main verb or predicate, or the word itself."""
    return int(tokens.head[row]) if tokens.relation_name(row) in AUXILIARIES else row


def first_of_phrase(tokens: Tokens, row: int) -> int:
    """The first row of the phrase that a row heads, marks left out."""
    while True:
        below = (child for child in tokens.children(row) if tokens.relation_name(child) != "punct")
        first = min([row, *below])
        if first == row:
            return row
        row = first
