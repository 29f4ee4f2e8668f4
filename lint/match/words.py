"""The matcher kind `words`: a table of phrases with what should stand in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from lint.language.inflection import plural, verb_form
from lint.language.tokenizer import pieces
from lint.language.tokens import Tokens
from lint.match.case import like
from lint.match.fixes import Bound
from lint.match.kinds import Find, Tables, WordsSpec
from lint.match.predicate import Reading
from lint.match.template import Capture

CONTEXT = frozenset({"match", "instead", "entry", "note"})
GAP = "*"
WIDEST = 3
"""Words that may stand in a gap, which is that between a verb and its object."""
OPENERS = frozenset(("DT", "PRP$", "WP$", "CD", "PDT"))
MODIFIERS = frozenset(("JJ", "JJR", "JJS", "CD", "VBN", "VBG"))


class Part(msgspec.Struct, frozen=True):
    """A word of an entry, in its very form or as a lemma; or a gap."""

    word: str
    lemma: bool = False
    capitals: tuple[int, ...] = ()
    """Where letters must be capitals."""

    def fits(self, tokens: Tokens, row: int) -> bool:
        """Tell whether a row is that word."""
        if (tokens.lemma_word(row) if self.lemma else tokens.lower_word(row)) != self.word:
            return False
        return not self.capitals or all(tokens.word(row)[at : at + 1].isupper() for at in self.capitals)


class Phrase(msgspec.Struct, frozen=True):
    """The parts of an entry, as it is written, and the replacement (None: flagged alone)."""

    entry: str
    parts: tuple[Part, ...]
    instead: str | None
    note: str = ""
    cased: bool = False
    """The capitals of the text are kept where the entry has none."""

    @property
    def right(self) -> bool:
        """True if the entry stands for itself."""
        return self.instead == self.entry


class Match(msgspec.Struct, frozen=True):
    """Where a phrase was found: for each part its first row and the one behind its last."""

    phrase: Phrase
    rows: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """The first row."""
        return self.rows[0][0]

    @property
    def stop(self) -> int:
        """The row behind the last."""
        return self.rows[-1][1]


def compile_words(spec: WordsSpec, tables: Tables) -> Find:
    """What finds the phrases; of overlapping ones the leftmost, then the longest."""
    phrases = _phrases(spec, tables)
    if not (phrases or spec.table):
        raise ValueError("neither `entries` nor `table` names a phrase")
    by_word: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    for phrase in phrases:
        anchor = max(range(len(phrase.parts)), key=lambda k: (phrase.parts[k].lemma, len(phrase.parts[k].word)))
        by_word[phrase.parts[anchor].word].append((anchor, phrase))
    anchors = frozenset(by_word)

    def find(reading: Reading) -> Iterator[Bound]:
        tokens = reading.batch.tokens
        known = tokens.vocabulary.numbers(anchors)
        mask = tokens.within("lower", known) | tokens.within("lemma", known)
        found: list[Match] = []
        for row in np.flatnonzero(mask).tolist():
            for word in dict.fromkeys((tokens.lower_word(row), tokens.lemma_word(row))):
                found += [m for a, p in by_word.get(word, ()) if (m := _match(tokens, row, a, p))]
        last = -1
        for match in sorted(found, key=lambda m: (m.first, -m.stop, not m.phrase.right)):
            if match.first >= last:
                last = match.stop
                if not match.phrase.right:
                    yield _bound(reading, match)

    return find


def _phrases(spec: WordsSpec, tables: Tables) -> list[Phrase]:
    rows: list[tuple[str, str | None, str, str]] = [
        (phrase, instead, "", "`entries`") for phrase, instead in spec.entries.items()
    ]
    if spec.table:
        if spec.table not in tables:
            raise ValueError(f"no table “{spec.table}” beside the rule")
        for number, line in enumerate(tables[spec.table].splitlines(), 1):
            if line and not line.startswith("#"):
                phrase, instead, note, *_ = [*line.split("\t"), "", ""]
                rows.append((phrase, instead or None, note, f"{spec.table}:{number}"))
    return [_phrase(*row, capitals=spec.capitals) for row in rows]


def _phrase(text: str, instead: str | None, note: str, place: str, *, capitals: bool) -> Phrase:
    parts: list[Part] = []
    for chunk in text.replace("’", "'").split():
        if chunk.startswith("<") and chunk.endswith(">"):
            parts.append(_part(chunk[1:-1], capitals, lemma=True))
        elif chunk == GAP:
            parts.append(Part(GAP))
        else:
            parts += [_part(chunk[a:b], capitals) for a, b in pieces(chunk)]
    if not parts or GAP in (parts[0].word, parts[-1].word):
        raise ValueError(f"{place}: a phrase needs a word at both ends; “{text}” has none")
    if any(a.word == b.word == GAP for a, b in pairwise(parts)):
        raise ValueError(f"{place}: two gaps in a row in “{text}”; one takes up to {WIDEST} words")
    if instead and instead.split().count(GAP) > sum(part.word == GAP for part in parts):
        raise ValueError(f"{place}: “{instead}” has more gaps than “{text}”")
    return Phrase(text, tuple(parts), instead, note, capitals and text.islower())


def _part(word: str, capitals: bool, *, lemma: bool = False) -> Part:
    return Part(word.lower(), lemma, tuple(at for at, c in enumerate(word) if c.isupper()) if capitals else ())


def _match(tokens: Tokens, row: int, anchor: int, phrase: Phrase) -> Match | None:
    parts = phrase.parts
    if not parts[anchor].fits(tokens, row):
        return None
    left = _walk(tokens, row - 1, parts[:anchor][::-1], -1)
    right = _walk(tokens, row + 1, parts[anchor + 1 :], 1)
    if left is None or right is None:
        return None
    match = Match(phrase, (*left[::-1], (row, row + 1), *right))
    if tokens.sentence[match.first] != tokens.sentence[match.stop - 1]:
        return None
    gaps = [number for number, part in enumerate(phrase.parts) if part.word == GAP]
    if gaps and match.stop < len(tokens) and tokens.tag_name(match.stop).startswith("NN"):
        # “make photo albums”: the object is another noun.
        return None
    return match if all(_is_object(tokens, match.first, *match.rows[number]) for number in gaps) else None


def _is_object(tokens: Tokens, verb: int, first: int, stop: int) -> bool:
    """A verb before a gap, in which adjectives come behind the article; “rising prices” has no object."""
    tags = tokens.tag_names(first, stop)
    openers = 0
    while openers < len(tags) and tags[openers] in OPENERS:
        openers += 1
    participle = tokens.tag_name(verb) in ("VBG", "VBN") and not tags
    return tokens.tag_name(verb).startswith("VB") and not participle and MODIFIERS.issuperset(tags[openers:])


def _walk(tokens: Tokens, row: int, parts: Sequence[Part], step: int) -> list[tuple[int, int]] | None:
    """The rows of the parts one after the other in one direction; a gap is as narrow as can be."""
    found: list[tuple[int, int]] = []
    at = row
    for number, part in enumerate(parts):
        begin = at
        if part.word == GAP:
            after = parts[number + 1]
            while abs(at - begin) < WIDEST and _fills(tokens, at) and not after.fits(tokens, at):
                at += step
        elif 0 <= at < len(tokens) and part.fits(tokens, at):
            at += step
        else:
            return None
        found.append((begin, at) if step > 0 else (at + 1, begin + 1))
    return found


def _fills(tokens: Tokens, row: int) -> bool:
    return 0 <= row < len(tokens) and tokens.tag_name(row) in OPENERS | MODIFIERS


def _bound(reading: Reading, match: Match) -> Bound:
    batch, tokens = reading.batch, reading.batch.tokens
    start, end = int(tokens.start[match.first]), int(tokens.end[match.stop - 1])
    written, phrase = batch.text[start:end], match.phrase
    captures = {"match": Capture(written), "entry": Capture(phrase.entry), "note": Capture(phrase.note)}
    if phrase.instead is not None:
        instead = _inflected(reading, match)
        captures["instead"] = Capture(like(written, instead) if phrase.cased else instead)
    return Bound(start, end, {"match": (start, end)}, captures)


def _inflected(reading: Reading, match: Match) -> str:
    """The replacement: its lemmas inflected like those of the phrase, in order, and its gaps filled as they were."""
    tokens = reading.batch.tokens
    parts = list(zip(match.phrase.parts, match.rows, strict=True))
    models = [rows[0] for part, rows in parts if part.lemma]
    gaps = [rows for part, rows in parts if part.word == GAP]
    words = []
    for word in (match.phrase.instead or "").split(" "):
        if word == GAP:
            first, stop = gaps.pop(0)
            words += [reading.batch.between(first, stop - 1)] if stop > first else []
        elif word.startswith("<") and word.endswith(">"):
            tag = tokens.tag_name(models.pop(0)) if models else "VB"
            lemma = word[1:-1]
            words.append(verb_form(lemma, tag) if tag.startswith("VB") else plural(lemma) if tag == "NNS" else lemma)
        else:
            words.append(word)
    return " ".join(words)
