"""Names for findings that stay the same while the text around them moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from lint.model import Finding, Span
from lint.source import Document

NEAR = 2
"""Words of its sentence, on either side of a finding, that its fingerprint knows."""
WORD = re.compile(r"\w+(?:['’-]\w+)*")
# The mark of a heading or a list item parts sentences too: items of a list often end without a full stop.
SENTENCE_END = re.compile(
    r"[.!?…]['\"”’)\]*_]*\s+(?=[^\sa-z])|(?:\r\n?|\n)(?:[ \t>]*(?:\r\n?|\n))+|[\r\n][ \t>]*(?:[-*+•]|\#+|\d+[.)])[ \t]"
)
REACH = 2000
"""Code points that are searched for the ends of a sentence."""


class Fingerprint(msgspec.Struct, frozen=True):
    """Two names of a finding, each of rule and words alone: by its sentence, and by the words nearby.

    One of them survives where the other does not: the sentence a change of words beside it, the words nearby a change
    elsewhere in the sentence. Neither knows of other sentences, of lines, spaces, punctuation and case.
    """

    sentence: str
    near: str


def fingerprints(document: Document, findings: Sequence[Finding]) -> tuple[Fingerprint, ...]:
    """The fingerprints of findings of a document, in their order; the second of a kind differs from the first."""
    source = document.source
    seen: dict[str, int] = {}
    return tuple(_fingerprint(source, finding, seen) for finding in findings)


def _fingerprint(source: str, finding: Finding, seen: dict[str, int]) -> Fingerprint:
    sentence = _sentence(source, finding.span)
    found = _words(source[finding.span.start : finding.span.end])
    before = _words(source[sentence.start : finding.span.start])
    after = _words(source[finding.span.end : sentence.end])
    return Fingerprint(
        _named(seen, f"{finding.rule}|{' '.join((*before, *found, *after))}|{' '.join(found)}"),
        _named(seen, f"{finding.rule}|{' '.join(before[-NEAR:])}<{' '.join(found)}>{' '.join(after[:NEAR])}"),
    )


def _named(seen: dict[str, int], content: str) -> str:
    """A name of 16 hexadecimal digits, with the number of the finding where there are more of the kind."""
    number = seen[content] = seen.get(content, 0) + 1
    digest = blake2b(f"{content}|{number}".encode("utf-8", "replace"), digest_size=8)
    return digest.hexdigest()


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _sentence(source: str, span: Span) -> Span:
    """The sentence around a finding; where it cannot be told, what stands within reach."""
    first = max(0, span.start - REACH)
    ends = [match.end() for match in SENTENCE_END.finditer(source, first, span.start)]
    stop = SENTENCE_END.search(source, span.end, span.end + REACH)
    return Span(ends[-1] if ends else first, stop.start() if stop else min(len(source), span.end + REACH))
