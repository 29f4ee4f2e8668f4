"""What stands around each “he”, “she”, “it” and “they”, as numbers, without a look at the word itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language.batch import Batch
from lint.language.lexicon import words_in
from lint.language.tagset import TAGS
from lint.match.calls.clauses import FINITE
from lint.match.calls.events import CLASS, CLASSES, FORMS, HE, NONE, SHE, SUBJECTS, Events, Rows, events
from lint.match.calls.mentions import Cast

Codes = NDArray[np.int64]

ROLES = {"nsubj": 1, "nsubj:pass": 1, "expl": 1, "obj": 2, "iobj": 2, "obl": 3, "nmod:poss": 4}
OTHER_ROLE, ROLE_COUNT = 5, 6
REFLEXIVES = tuple(forms[-1] if "self" in forms[-1] else "themselves" for forms in FORMS)
EARLY = 4
"""Up to this sentence an antecedent may stand before the text, or in its headline."""
SENTENCE, PARAGRAPH, BEFORE, FAR, NEVER_EARLY, NEVER = 0, 3, 4, 5, 6, 7
"""How far back: in the sentence, 1, 2 or more in the paragraph, in the paragraphs before, farther, nowhere."""
WITHIN = 4
"""So many sentences back another paragraph is still near."""
HEADS = (
    "speech_verb", "motion_verb", "link_verb", "kinship", "person", "body_noun", "abstract_noun", "time_noun",
    "place_noun", "organisation",
)  # fmt: skip
GROUPS = {
    "single": ("man", "woman", "person", "name", "he", "she"),
    "neutral": ("thing", "body", "country", "it"),
    "plural": ("people", "things", "bodies", "names", "both", "they"),
    "all": tuple(name for name in CLASSES if name not in ("i", "you", "this")),
}
PRESENT = (
    ("he", "man"), ("she", "woman"), ("person", "name"), ("it", "thing", "body", "country"), ("they", "people"),
    ("things", "bodies", "both"),
)  # fmt: skip


class Surroundings(msgspec.Struct, frozen=True, eq=False, dict=True):
    """The personal pronouns of a batch: row and class of each, and the events around them."""

    batch: Batch
    events: Events
    row: Rows
    shown: Rows

    @cached_property
    def sentence(self) -> Codes:
        """The sentence of each pronoun."""
        return self.batch.tokens.sentence[self.row].astype(np.int64)

    @cached_property
    def floor(self) -> Codes:
        """The first row of each pronoun's document."""
        return np.searchsorted(self.batch.tokens.start, self.batch.offsets[self._document]).astype(np.int64)

    @cached_property
    def ceiling(self) -> Codes:
        """The row behind the last of each pronoun's document."""
        return np.searchsorted(self.batch.tokens.start, self.batch.offsets[self._document + 1]).astype(np.int64)

    @cached_property
    def _document(self) -> Codes:
        starts = self.batch.tokens.start[self.row]
        return np.searchsorted(self.batch.offsets, starts, side="right").astype(np.int64) - 1

    @cached_property
    def nth(self) -> Codes:
        """The number of each pronoun's sentence in its document."""
        return self.sentence - self.batch.tokens.sentence[self.floor]

    @cached_property
    def role(self) -> Codes:
        """What each pronoun does in its clause."""
        relation = self.batch.tokens.relation_name
        return np.array([ROLES.get(relation(row), OTHER_ROLE) for row in self.row.tolist()], np.int64)

    @cached_property
    def paragraph(self) -> tuple[Codes, Codes]:
        """The first row of each pronoun's paragraph, and the row behind its last."""
        segment = self.batch.tokens.segment
        own = segment[self.row]
        return np.searchsorted(segment, own).astype(np.int64), np.searchsorted(segment, own, "right").astype(np.int64)

    @cached_property
    def classes(self) -> Mapping[int, int]:
        """The class of the event at a row."""
        return dict(zip(self.events.row.tolist(), self.events.kind.tolist(), strict=True))

    def rows_of(self, *names: str, subject: bool = False) -> Rows:
        """The rows of the events of some classes."""
        wanted = np.isin(self.events.kind, [CLASS[name] for name in names])
        return self.events.row[wanted & self.events.subject if subject else wanted]

    def back(self, rows: Rows) -> Codes:
        """How far back the last of some rows before each pronoun stands."""
        never = np.where(self.nth < EARLY, NEVER_EARLY, NEVER)
        if not len(rows):
            return never
        at = np.searchsorted(rows, self.row) - 1
        near = rows[np.maximum(at, 0)]
        apart = self.sentence - self.batch.tokens.sentence[near]
        same = self.batch.tokens.segment[self.row] == self.batch.tokens.segment[near]
        code = np.where(same, np.minimum(apart, PARAGRAPH), np.where(apart <= WITHIN, BEFORE, FAR))
        return np.where((at < 0) | (near < self.floor), never, code)

    def ahead(self, rows: Rows) -> Codes:
        """How far ahead the next of some rows stands: 0 in the sentence, 1 in the next, 2 farther, 3 nowhere."""
        if not len(rows):
            return np.full(len(self.row), 3)
        at = np.searchsorted(rows, self.row, side="right")
        near = rows[np.minimum(at, len(rows) - 1)]
        apart = np.minimum(self.batch.tokens.sentence[near] - self.sentence, 2)
        return np.where((at == len(rows)) | (near >= self.ceiling), 3, apart)


def surroundings(batch: Batch, casts: Iterable[Cast]) -> Surroundings:
    """The personal pronouns of a batch."""
    found = events(batch, casts)
    own = found.kind < len(FORMS)
    return Surroundings(batch, found, found.row[own], found.kind[own])


def features(here: Surroundings) -> dict[str, Codes]:
    """A number for each feature and pronoun."""
    return {name: code for work in FEATURES for name, code in work(here).items()}


def _clauses(here: Surroundings) -> dict[str, Codes]:
    """The subjects of the clauses that a pronoun stands in, from the inside out."""
    found = np.full((3, len(here.row)), NONE, np.int64)
    for number, row in enumerate(here.row.tolist()):
        classes = list(_subjects_above(here, row))
        if here.role[number] == ROLES["nsubj"]:
            classes.insert(0, NONE)
        found[: len(classes[:2]), number] = classes[:2]
        found[2, number] = next((each for each in classes if each != NONE), NONE)
    return {
        "own_subject": found[0] * ROLE_COUNT + here.role,
        "above_subject": found[1] * ROLE_COUNT + here.role,
        "any_subject": found[2] * ROLE_COUNT + here.role,
    }


def _subjects_above(here: Surroundings, row: int) -> Iterator[int]:
    tokens = here.batch.tokens
    at = row
    while int(tokens.head[at]) != at:
        at = int(tokens.head[at])
        found = _subject_class(here, at, row)
        if found != NONE or tokens.relation_name(at) in ("ccomp", "advcl", "acl:relcl"):
            yield found


def _subject_class(here: Surroundings, verb: int, own: int) -> int:
    """The class of a verb's subject; a relative pronoun is its noun."""
    tokens = here.batch.tokens
    for child in tokens.children(verb):
        if child != own and tokens.relation_name(child) in SUBJECTS:
            relative = tokens.lower_word(child) in ("who", "which", "that") and tokens.head[verb] != verb
            return here.classes.get(int(tokens.head[verb]) if relative else child, NONE)
    return NONE


def _opening_subjects(here: Surroundings) -> dict[str, Codes]:
    """The first and the last subject of the sentence so far, and of the one and two before it."""
    starts = here.batch.tokens.sentence_starts
    rows, kinds = here.events.row[here.events.subject], np.append(here.events.kind[here.events.subject], NONE)
    found: dict[str, Codes] = {}
    for back in (0, 1, 2):
        number = np.maximum(here.sentence - back, 0)
        stop = here.row if back == 0 else starts[number + 1]
        first, last = np.searchsorted(rows, starts[number]), np.searchsorted(rows, stop) - 1
        there = (last >= first) & (starts[number] >= here.floor)
        for name, at in (("first", first), ("last", last)):
            kind = np.where(there, kinds[at], NONE).astype(np.int64)
            found[f"{name}_subject_{back}"] = kind * 2 + (here.role == ROLES["nsubj"])
    return found


def _nearest(here: Surroundings) -> dict[str, Codes]:
    """How far back the nearest event of each class stands, subjects apart, and how far ahead the next ones."""
    found: dict[str, Codes] = {}
    for name in CLASSES:
        found[f"back_{name}"] = here.back(here.rows_of(name))
        if name not in ("both", "this"):
            found[f"back_subject_{name}"] = here.back(here.rows_of(name, subject=True))
    for name in ("he", "she", "it", "they", "man", "woman", "person", "name", "people", "things"):
        found[f"ahead_{name}"] = here.ahead(here.rows_of(name))
    return found


def _last_events(here: Surroundings) -> dict[str, Codes]:
    """The class of the nearest events of each group and how far back they stand."""
    found: dict[str, Codes] = {}
    for group, names in GROUPS.items():
        wanted = np.isin(here.events.kind, [CLASS[name] for name in names])
        rows, kinds = np.append(here.events.row[wanted], -1), np.append(here.events.kind[wanted], NONE)
        behind = np.searchsorted(rows[:-1], here.row)
        turns = [np.where(behind >= turn, behind - turn, -1) for turn in ((1, 2, 3) if group == "all" else (1, 2))]
        kept = [np.where(rows[at] >= here.floor, kinds[at], NONE).astype(np.int64) for at in turns]
        for turn, (at, kind) in enumerate(zip(turns, kept, strict=True), 1):
            apart = np.minimum(here.sentence - here.batch.tokens.sentence[rows[at]], 3)
            found[f"last_{group}_{turn}"] = kind * 4 + np.where(kind == NONE, 0, apart)
        if group == "all":
            found["last_two"] = kept[0] * (NONE + 1) + kept[1]
    return found


def _present(here: Surroundings) -> dict[str, Codes]:
    """Which classes there are in the sentence so far, in the one before, and in the paragraph so far."""
    starts = here.batch.tokens.sentence_starts
    before = np.maximum(starts[np.maximum(here.sentence - 1, 0)], here.floor)
    places = {"sentence": starts[here.sentence], "near": before, "paragraph": here.paragraph[0], "text": here.floor}
    found = {f"present_{name}": np.zeros(len(here.row), np.int64) for name in places}
    for bit, classes in enumerate(PRESENT):
        rows = here.rows_of(*classes)
        behind = np.searchsorted(rows, here.row)
        for name, first in places.items():
            found[f"present_{name}"] += (behind > np.searchsorted(rows, first)).astype(np.int64) << bit
    found["present_text"] = found["present_text"] * 2 + (here.nth < EARLY)
    return found


def _shares(here: Surroundings) -> dict[str, Codes]:
    """How many other pronouns of each class there are in the paragraph and in the document."""
    found: dict[str, Codes] = {}
    counts: list[Codes] = []
    first, stop = here.paragraph
    for number, forms in enumerate(FORMS):
        rows = here.events.row[here.events.kind == number]
        own = here.shown == number
        near = np.searchsorted(rows, stop) - np.searchsorted(rows, first) - own
        counts.append(np.searchsorted(rows, here.ceiling) - np.searchsorted(rows, here.floor) - own)
        found[f"paragraph_{forms[0]}"] = np.minimum(near, 4)
        found[f"document_{forms[0]}"] = _scale(counts[number], 9)
    he, she = counts[HE], counts[SHE]
    share = np.round(8 * (he + 0.5) / (he + she + 1)).astype(np.int64)
    found["he_or_she"] = share * 4 + _scale(he + she, 7) // 2
    found["near_he_or_she"] = found["paragraph_he"] * 5 + found["paragraph_she"]
    return found


def _scale(counts: Codes, most: int) -> Codes:
    """Counts in steps that grow."""
    return np.minimum((2 * np.log2(counts + 1)).astype(np.int64), most)


def _place(here: Surroundings) -> dict[str, Codes]:
    """What the pronoun does in its sentence, what it hangs on, and how much text goes before it."""
    tokens = here.batch.tokens
    reflexive = tokens.has_lower(*REFLEXIVES)[here.row]
    heads = tokens.head[here.row].tolist()
    kinds = np.array([_kinds_of_head().get(tokens.lemma_word(head), 0) for head in heads], np.int64)
    built = np.array([_build(here, head) for head in heads], np.int64)
    return {
        "role": here.role * 4 + 2 * tokens.opens[here.row] + reflexive,
        "nth": np.minimum(here.nth, 6) * 2 + tokens.quoted[here.row],
        "head_kind": kinds * ROLE_COUNT + here.role,
        "head_tag": _bare_tags()[tokens.tag[heads]] * ROLE_COUNT + here.role,
        "head_build": built * ROLE_COUNT + here.role,
    }


@cache
def _kinds_of_head() -> dict[str, int]:
    """The number of the class of a word that a pronoun may hang on; 0 is for all others."""
    return {word: number for number, name in reversed(list(enumerate(HEADS, 1))) for word in words_in(name)}


@cache
def _bare_tags() -> Codes:
    """The number of each tag; finite verbs share one, since they agree with the pronoun whatever it should be."""
    finite = TAGS.index("VBD")
    return np.array([finite if tag in FINITE else number for number, tag in enumerate(TAGS)], np.int64)


def _build(here: Surroundings, head: int) -> int:
    """Whether a predicate has a copula, and a clause: “it is clear that”."""
    relations = [here.batch.tokens.relation_name(child) for child in here.batch.tokens.children(head)]
    clause = any(name in ("ccomp", "xcomp", "csubj", "acl:relcl", "advcl:relcl") for name in relations)
    return 2 * ("cop" in relations) + clause


def head_words(here: Surroundings) -> Sequence[str]:
    """What each pronoun hangs on, and how, in one word: say/1."""
    tokens = here.batch.tokens
    heads = tokens.head[here.row].tolist()
    return [f"{tokens.lemma_word(h)}/{role}" for h, role in zip(heads, here.role.tolist(), strict=True)]


FEATURES: tuple[Callable[[Surroundings], dict[str, Codes]], ...] = (
    _clauses,
    _opening_subjects,
    _nearest,
    _last_events,
    _present,
    _shares,
    _place,
)
