"""LanguageTool as second opinion: what it says of a batch, judged by a policy, added to what mtlint found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

import msgspec
import numpy as np

from lint.backends.joining import Match
from lint.backends.policy import FAMILY, Choice
from lint.catalogue import DEFAULT_KINDS
from lint.engine import Checked, Second, is_quoted, ordered, placed, unsafe
from lint.errors import LintError
from lint.language.batch import Batch
from lint.language.frequency import is_english
from lint.language.people import is_known_name
from lint.language.vocabulary import Shape
from lint.match.gate import rows_at
from lint.model import Finding, Fix, Safety, Severity, Span
from lint.source import PLACEHOLDER

Ask = Callable[[Sequence[str]], Sequence[Sequence[Match]]]
"""What LanguageTool says of each of some texts; AnswerError where it cannot be had."""
SPELLER = "MORFOLOGIK"
"""So begin the ids of its spellers, which take foreign names for errors."""
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
    rule: str
    """LanguageTool's own id."""
    category: str
    """LanguageTool's own category."""
    finding: Finding
    said: bool
    """Whether mtlint found something at that place."""
    signs: tuple[str, ...]


def second(ask: Ask, choice: Choice) -> Second:
    """What adds the opinions that a policy lets pass to the findings of a batch."""

    def add(batch: Batch, results: Sequence[Checked]) -> list[Checked]:
        try:
            answers = ask([batch.text[slice(*batch.segments.span(row))] for row in read_rows(batch)])
        except AnswerError as problem:
            empty = [not len(batch.segments_of(number)) for number in range(len(results))]
            return [
                checked if nothing else msgspec.structs.replace(checked, unread=str(problem))
                for checked, nothing in zip(results, empty, strict=True)
            ]
        found: list[list[Finding]] = [[] for _ in results]
        for opinion in opinions(batch, results, answers):
            if not opinion.said and choice.hears(opinion.rule, opinion.signs):
                found[opinion.document].append(_judged(opinion, choice))
        return [
            msgspec.structs.replace(checked, findings=ordered((*checked.findings, *more), {})) if more else checked
            for checked, more in zip(results, found, strict=True)
        ]

    return add


def read_rows(batch: Batch) -> list[int]:
    """The segments that LanguageTool is asked about: those that most rules of mtlint read."""
    return [row for row in range(len(batch.segments)) if batch.segments.kind_name(row) in DEFAULT_KINDS]


def opinions(batch: Batch, results: Sequence[Checked], answers: Sequence[Sequence[Match]]) -> Iterator[Opinion]:
    """The matches in the segments that are read, at their places; none in quoted speech or on what is not prose."""
    for row, matches in zip(read_rows(batch), answers, strict=True):
        base = int(batch.segments.start[row])
        for match in matches:
            start, end = base + match.start, base + match.end
            if is_quoted(batch, start, end) or PLACEHOLDER in batch.text[start:end]:
                continue
            if match.rule.startswith(SPELLER) and is_name(batch, start, end):
                continue
            yield _opinion(batch, results, match, start, end)


def _opinion(batch: Batch, results: Sequence[Checked], match: Match, start: int, end: int) -> Opinion:
    number, span = batch.place(start, end)
    document = batch.documents[number]
    place = document.source_span(span)
    own = [finding.span for finding in results[number].findings]
    finding = Finding(
        rule=f"{FAMILY}/{match.rule}", span=place, message=match.message,
        severity=Severity.NOTE if _is_style(match) else Severity.WARNING,
        category=CATEGORIES.get(match.category, OTHER), part=document.part, fixes=_fixes(batch, match, start, end),
        link=match.link,
    )  # fmt: skip
    said = any(other.overlaps(place) for other in own)
    return Opinion(number, match.rule, match.category, finding, said, signs(batch, own, start, end))


def _is_style(match: Match) -> bool:
    return CATEGORIES.get(match.category, OTHER).startswith("Style/")


def _judged(opinion: Opinion, choice: Choice) -> Finding:
    """The finding of an opinion, with what the policy knows of its rule."""
    fixes = opinion.finding.fixes if choice.cures(opinion.rule) else ()
    return msgspec.structs.replace(opinion.finding, confidence=choice.confidence(opinion.rule), fixes=fixes)


def _fixes(batch: Batch, match: Match, start: int, end: int) -> tuple[Fix, ...]:
    """One fix, to be asked for, or only shown where it would change a number, a name or a negation."""
    if not match.replacements or match.replacements[0] == batch.text[start:end]:
        return ()
    edits = ((start, end, match.replacements[0]),)
    made = placed(batch, edits)
    if made is None:
        return ()
    return (Fix(made, Safety.SHOW if unsafe(batch, edits, quoted=False) else Safety.ASK),)


def signs(batch: Batch, own: Sequence[Span], start: int, end: int) -> tuple[str, ...]:
    """What else speaks for a match: a finding of mtlint in its sentence, a word that is none, an estimate."""
    tokens, rows = batch.tokens, rows_at(batch.tokens, start, end)
    if not len(tokens.form[rows]):
        return ()
    found = []
    first, stop = tokens.sentence_rows(rows.start)
    number, sentence = batch.place(tokens.span(first)[0], tokens.span(stop - 1)[1])
    around = batch.documents[number].source_span(sentence)
    if any(span.overlaps(around) for span in own):
        found.append("finding")
    if any(_is_no_word(batch, row) for row in range(rows.start, rows.stop)):
        found.append("word")
    if batch.estimated and tokens.suspicion[rows].max() >= SUSPECT:
        found.append("estimate")
    return tuple(found)


def _is_no_word(batch: Batch, row: int) -> bool:
    """Whether a token is written as a common word and is neither one nor a name."""
    bits = int(batch.tokens.shape[row])
    word = batch.tokens.lower_word(row)
    plain = bool(bits & Shape.LOWER and bits & Shape.ALPHA) and word.isalpha()
    return plain and not is_english(word) and not is_known_name(word)


def is_name(batch: Batch, start: int, end: int) -> bool:
    """Whether a place holds a name: by its capital, its tag, or since it is known as one."""
    tokens, rows = batch.tokens, rows_at(batch.tokens, start, end)
    if bool(np.any(tokens.shape[rows] & (Shape.TITLE | Shape.UPPER | Shape.MIXED))):
        return True
    names = tokens.has_tag("NNP", "NNPS")[rows]
    return bool(names.any()) or any(is_known_name(tokens.lower_word(row)) for row in range(rows.start, rows.stop))
