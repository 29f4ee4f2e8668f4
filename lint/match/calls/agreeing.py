"""The edits that make a verb agree with a subject of another number."""

from __future__ import annotations

from lint.language.batch import Batch
from lint.language.inflection import verb_form
from lint.match.case import like
from lint.match.hit import Edits

SUBJECT = ("nsubj", "nsubj:pass")
PLURAL = {"was": "were", "is": "are", "has": "have", "does": "do", "'s": "'re"}
SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does", "'re": "'s", "'ve": "'s"}


def agreeing_edits(batch: Batch, row: int, *, plural: bool) -> Edits:
    """The edit of the finite verb whose subject a pronoun is, to a number; none where the verb shows none."""
    tokens = batch.tokens
    if tokens.relation_name(row) not in SUBJECT:
        return ()
    verb = int(tokens.head[row])
    for each in (*tokens.children(verb), verb):
        changed = _changed(batch, each, plural=plural) if each > row else None
        if changed is not None:
            return ((*tokens.span(each), like(tokens.word(each), changed)),)
    return ()


def _changed(batch: Batch, row: int, *, plural: bool) -> str | None:
    tokens = batch.tokens
    word, tag = tokens.lower_word(row), tokens.tag_name(row)
    if plural:
        return PLURAL.get(word) or (verb_form(tokens.lemma_word(row), "VB") if tag == "VBZ" else None)
    return SINGULAR.get(word) or (verb_form(tokens.lemma_word(row), "VBZ") if tag == "VBP" else None)
