"""LanguageTool as second opinion: what it says of a batch, judged by a policy, added to what mtlint found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

import msgspec
import numpy as np

from lint.backends.joining import SPELLER, Match
from lint.backends.policy import FAMILY, Choice
from lint.catalogue import DEFAULT_KINDS
from lint.checked import Checked
from lint.engine import Second, is_quoted, ordered, placed, unsafe
from lint.errors import LintError
from lint.language.batch import Batch
from lint.language.frequency import is_english
from lint.language.people import is_known_name
from lint.language.tokens import Int
from lint.language.vocabulary import Shape
from lint.language.wordbuilding import is_built
from lint.match.gate import rows_at
from lint.model import Finding, Fix, Safety, Severity, Span
from lint.source import PLACEHOLDER


class Ask(Protocol):
    """How LanguageTool is asked."""

    def __call__(self, texts: Sequence[str], *, spelling: bool) -> Sequence[Sequence[Match]]:
        """What it says of each of some texts: its speller, or all but the speller; AnswerError where it cannot."""


SUSPECT = 0.5
"""From this on an estimate supports a match."""
OTHER = "Linguistic conventions/Grammar"
CATEGORIES = MappingProxyType(
    {
        "CASING": "Linguistic conventions/Capitalization",
        "COLLOCATIONS": "Style/Unidiomatic style",
        "COLLOQUIALISMS": "Style/Language register",
        "COMPOUNDING": "Linguistic conventions/Spelling",
        "CONFUSED_WORDS": "Accuracy/Mistranslation",
        "CREATIVE_WRITING": "Style/Awkward style",
        "FALSE_FRIENDS": "Accuracy/Mistranslation",
        "GENDER_NEUTRALITY": "Style/Language register",
        "GRAMMAR": "Linguistic conventions/Grammar",
        "MISC": "Linguistic conventions/Grammar",
        "MISUSED_TERMS_EU_PUBLICATIONS": "Terminology/Wrong term",
        "NONSTANDARD_PHRASES": "Style/Unidiomatic style",
        "PLAIN_ENGLISH": "Style/Awkward style",
        "PROPER_NOUNS": "Linguistic conventions/Capitalization",
        "PUNCTUATION": "Linguistic conventions/Punctuation",
        "REDUNDANCY": "Style/Awkward style",
        "REPETITIONS": "Style/Awkward style",
        "REPETITIONS_STYLE": "Style/Awkward style",
        "SEMANTICS": "Accuracy/Mistranslation",
        "STYLE": "Style/Awkward style",
        "TEXT_ANALYSIS": "Style/Awkward style",
        "TYPOGRAPHY": "Linguistic conventions/Punctuation",
        "TYPOS": "Linguistic conventions/Spelling",
        "WIKIPEDIA": "Style/Organizational style",
    }
)
"""LanguageTool's categories and those of MQM."""


class AnswerError(LintError):
    """LanguageTool could not be asked, or gave no answer; the message says why."""


class Opinion(msgspec.Struct, frozen=True):
    """A match at its place in a document, and what speaks for it."""

    document: int
    match: Match
    finding: Finding
    said: bool
    """Whether mtlint found something at that place."""
    signs: tuple[str, ...]


def second(ask: Ask, choice: Choice) -> Second:
    """What adds the opinions that a policy lets pass to the findings of a batch."""

    def add(batch: Batch, results: Sequence[Checked]) -> list[Checked]:
        try:
            matches = heard(ask, batch)
        except AnswerError as problem:
            empty = [not len(batch.segments_of(number)) for number in range(len(results))]
            return [
                checked if nothing else msgspec.structs.replace(checked, unread=str(problem))
                for checked, nothing in zip(results, empty, strict=True)
            ]
        found: list[list[Finding]] = [[] for _ in results]
        for opinion in opinions(batch, results, matches):
            if not opinion.said and choice.hears(opinion.match.rule, opinion.signs):
                found[opinion.document].append(_judged(opinion, choice))
        return [
            msgspec.structs.replace(checked, findings=ordered((*checked.findings, *more), {})) if more else checked
            for checked, more in zip(results, found, strict=True)
        ]

    return add


def heard(ask: Ask, batch: Batch) -> list[Match]:
    """What LanguageTool says of a batch, in offsets of its text.

    It reads the kinds of segments that most rules of mtlint read. Its speller, which takes foreign names for errors, is
    asked about coined words and no others.
    """
    rows = [row for row in range(len(batch.segments)) if batch.segments.kind_name(row) in DEFAULT_KINDS]
    spans = [batch.segments.span(row) for row in rows]
    found = [
        _moved(match, start)
        for (start, _), matches in zip(spans, ask([batch.text[a:b] for a, b in spans], spelling=False), strict=True)
        for match in matches
    ]
    tokens = batch.tokens
    read = frozenset(rows)
    coined = [row for row in coined_words(batch).tolist() if int(tokens.segment[row]) in read]
    words = sorted({tokens.word(row) for row in coined})
    replies = ask(words, spelling=True) if words else ()
    said = {word: _misspelt(word, matches) for word, matches in zip(words, replies, strict=True)}
    return found + [_moved(match, tokens.span(row)[0]) for row in coined for match in said[tokens.word(row)]]


def _misspelt(word: str, matches: Sequence[Match]) -> Sequence[Match]:
    """What the speller says of a word, unless it would have it as another country spells it."""
    return [] if any(_british(word) == _british(r) for m in matches for r in m.replacements) else matches[:1]


def _british(word: str) -> str:
    return word.replace("z", "s")


def _moved(match: Match, by: int) -> Match:
    return msgspec.structs.replace(match, start=match.start + by, end=match.end + by)


def coined_words(batch: Batch) -> Int:
    """The rows of words in small letters that are no names, are in no list, and are built as English builds words.

    Those that nothing explains are for the rule spelling/unknown-word, which knows better where to be silent.
    """
    tokens, letters = batch.tokens, np.uint8(Shape.LOWER | Shape.ALPHA)
    rows = np.flatnonzero(((tokens.shape & letters) == letters) & ~tokens.has_tag("NNP", "NNPS"))
    words = tokens.lower[rows]
    strings = tokens.vocabulary.strings
    coined = [number for number in np.unique(words).tolist() if _is_coined(strings[number])]
    return rows[np.isin(words, np.array(coined, np.int32))].astype(np.int32)


@lru_cache(maxsize=65536)
def _is_coined(word: str) -> bool:
    return word.isalpha() and not is_english(word) and not is_known_name(word) and is_built(word)


def opinions(batch: Batch, results: Sequence[Checked], matches: Sequence[Match]) -> Iterator[Opinion]:
    """Matches with what speaks for each; none on what is not prose."""
    coined = coined_words(batch)
    for match in matches:
        if PLACEHOLDER not in batch.text[match.start : match.end]:
            yield _opinion(batch, results, match, coined)


def _opinion(batch: Batch, results: Sequence[Checked], match: Match, coined: Int) -> Opinion:
    number, span = batch.place(match.start, match.end)
    document = batch.documents[number]
    place = document.source_span(span)
    own = [finding.span for finding in results[number].findings]
    category = CATEGORIES.get(match.category, OTHER)
    finding = Finding(
        rule=f"{FAMILY}/{match.rule}", span=place, message=match.message,
        severity=Severity.NOTE if category.startswith("Style/") else Severity.WARNING,
        category=category, part=document.part, fixes=_fixes(batch, match), link=match.link,
    )  # fmt: skip
    said = any(other.overlaps(place) for other in own)
    return Opinion(number, match, finding, said, signs(batch, own, match, coined))


def _fixes(batch: Batch, match: Match) -> tuple[Fix, ...]:
    """One fix, to be asked for, or only shown where it would change a number, a name, a negation or quoted speech."""
    if not match.replacements or match.replacements[0] == batch.text[match.start : match.end]:
        return ()
    edits = ((match.start, match.end, match.replacements[0]),)
    made = placed(batch, edits)
    if made is None:
        return ()
    quoted = is_quoted(batch, match.start, match.end)
    return (Fix(made, Safety.SHOW if unsafe(batch, edits, quoted) else Safety.ASK),)


def _judged(opinion: Opinion, choice: Choice) -> Finding:
    """The finding of an opinion, with what the policy knows of its rule."""
    rule = opinion.match.rule
    fixes = opinion.finding.fixes if choice.cures(rule) else ()
    return msgspec.structs.replace(opinion.finding, confidence=choice.confidence(rule), fixes=fixes)


def signs(batch: Batch, own: Sequence[Span], match: Match, coined: Int) -> tuple[str, ...]:
    """What else speaks for a match: a finding of mtlint in its sentence, a coined word, an estimate."""
    tokens, rows = batch.tokens, rows_at(batch.tokens, match.start, match.end)
    if rows.start == rows.stop:
        return ()
    found = []
    first, stop = tokens.sentence_rows(rows.start)
    number, sentence = batch.place(tokens.span(first)[0], tokens.span(stop - 1)[1])
    around = batch.documents[number].source_span(sentence)
    if any(span.overlaps(around) for span in own):
        found.append("finding")
    if match.rule != SPELLER and np.any((coined >= rows.start) & (coined < rows.stop)):
        found.append("word")
    if batch.estimated and tokens.suspicion[rows].max() >= SUSPECT:
        found.append("estimate")
    return tuple(found)
