"""Everything that a batch speaks of, in order: mentions and pronouns, each with its class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language.batch import Batch
from lint.language.places import country_of
from lint.language.pronouns import Gender
from lint.language.tokens import Bool, Tokens
from lint.match.calls.mentions import Cast, Kind, Mention

Rows = NDArray[np.int32]
Event = tuple[int, int, bool, int, int]
"""Row, class, whether it is a subject, first and last row."""

HE, SHE, IT, THEY = range(4)
FORMS = (
    ("he", "him", "his", "himself"),
    ("she", "her", "hers", "herself"),
    ("it", "its", "itself"),
    ("they", "them", "their", "theirs", "themselves"),
)
"""The forms of the pronouns that are judged, by class."""
OTHERS = {
    "i": ("i", "me", "my", "mine", "myself", "we", "us", "our", "ours"),
    "you": ("you", "your", "yours", "yourself"),
    "anyone": ("someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "whoever", "each", "one"),
    "this": ("this", "that", "these", "those"),
}
PAIRS = ("both", "two", "three", "four")
"""Numbers that stand alone: “the two live together”."""
CLASSES = (
    "he", "she", "it", "they", "man", "woman", "person", "people", "name", "names", "body", "bodies", "country",
    "thing", "things", "both", *OTHERS,
)  # fmt: skip
"""What a place in a text speaks of; the first four are the pronouns, “both” is a list of nouns."""
CLASS = {name: number for number, name in enumerate(CLASSES)}
NONE = len(CLASSES)
"""No class at all."""
LOCATIVES = frozenset("in at near into across throughout outside inside around within via".split())
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
SEXES = {Gender.MASCULINE: "man", Gender.FEMININE: "woman", Gender.NEUTER: "person", None: "person"}


class Events(msgspec.Struct, frozen=True, eq=False):
    """Columns, one row an event: the token, its class and whether it is a subject; the words that it takes up."""

    row: Rows
    kind: Rows
    subject: Bool
    first: Rows
    last: Rows


def events(batch: Batch, casts: Iterable[Cast]) -> Events:
    """The mentions and pronouns of a batch, by place."""
    found = sorted(
        {event[0]: event for event in (*sorted(_nouns(batch, casts), key=_is_list), *_pronouns(batch.tokens))}.values()
    )
    columns = np.array(found, np.int32).reshape(-1, 5).T
    return Events(columns[0], columns[1], columns[2].astype(bool), columns[3], columns[4])


def _is_list(event: Event) -> bool:
    return event[1] == CLASS["both"]


def _nouns(batch: Batch, casts: Iterable[Cast]) -> Iterator[Event]:
    for cast in casts:
        places = {batch.tokens.word(m.last) for m in cast.all if m.kind is Kind.NAME and _is_place(batch.tokens, m)}
        for mention in cast.all:
            kind = class_of(batch, mention)
            if kind == CLASS["name"] and batch.tokens.word(mention.last) in places:
                kind = CLASS["body"]
            yield mention.row, kind, mention.subject, mention.first, mention.last
            end = _list_end(batch.tokens, mention.row)
            if end is not None:
                # The last noun of a list stands for all; alone it would be an antecedent that nobody takes it for.
                yield end, CLASS["both"], mention.subject, mention.first, end


def _pronouns(tokens: Tokens) -> Iterator[Event]:
    personal, subjects = tokens.has_tag("PRP", "PRP$"), tokens.has_relation(*SUBJECTS)
    wanted = [(number, tokens.has_lower(*forms) & personal) for number, forms in enumerate(FORMS)]
    any_ = personal | tokens.has_tag("NN", "DT", "WP")
    wanted += [(CLASS[name], tokens.has_lower(*forms) & any_) for name, forms in OTHERS.items()]
    counted = tokens.has_lower(*PAIRS) & ~tokens.has_relation("nummod", "det", "cc:preconj")
    wanted.append((CLASS["both"], counted))
    for number, mask in wanted:
        for row in np.flatnonzero(mask).tolist():
            yield row, number, bool(subjects[row]), row, row


def class_of(batch: Batch, mention: Mention) -> int:
    """The class of a mention."""
    match mention.kind:
        case Kind.PERSON:
            return CLASS["people" if mention.plural else SEXES[mention.sex]]
        case Kind.NAME:
            return CLASS["names" if mention.plural else "name"]
        case Kind.BODY:
            if batch.tokens.tag_name(mention.last) == "NNP" and country_of(batch.between(mention.first, mention.last)):
                return CLASS["country"]
            return CLASS["bodies" if mention.plural else "body"]
        case Kind.THING:
            return CLASS["things" if mention.plural else "thing"]


def _is_place(tokens: Tokens, mention: Mention) -> bool:
    """Tell whether a name stands where a place does: in Lund, near Lund."""
    before = mention.first - 1
    return before >= 0 and tokens.lower_word(before) in LOCATIVES and not tokens.opens[mention.first]


def _list_end(tokens: Tokens, row: int) -> int | None:
    """The last noun of a list joined by “and” that begins with a noun."""
    ends = [c for c in tokens.children(row) if tokens.relation_name(c) == "conj" and tokens.tag_name(c)[0] == "N"]
    joined = any(tokens.lower_word(c) == "and" for end in ends for c in tokens.children(end))
    return ends[-1] if joined else None
