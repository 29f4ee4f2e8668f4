"""Names for findings that stay the same while the text around them moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from lint.engine import Checked
from lint.model import Finding

NEAR = 3
"""Words on either side of a finding that its fingerprint knows."""
WORD = re.compile(r"\w+(?:['’-]\w+)*")
SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[^\sa-z])|\n\s*\n")
REACH = 2000
"""Code points that are searched for the ends of a sentence."""


class Fingerprint(msgspec.Struct, frozen=True):
    """Two names of a finding, each of rule and words alone: by its sentence, and by the words nearby.

    One of them survives where the other does not: the sentence a change of words beside it, the words nearby a change
    elsewhere in the sentence. Neither knows of lines, spaces, punctuation and case.
    """

    sentence: str
    near: str


def fingerprints(checked: Checked, findings: Sequence[Finding]) -> tuple[Fingerprint, ...]:
    """The fingerprints of findings of a document, in their order; the second of a kind differs from the first."""
    source = checked.document.source
    seen: dict[str, int] = {}
    return tuple(_fingerprint(source, finding, seen) for finding in findings)


def _fingerprint(source: str, finding: Finding, seen: dict[str, int]) -> Fingerprint:
    sentence = f"{_words(_sentence(source, finding))}|{_words(_text(source, finding))}"
    return Fingerprint(
        _named(seen, f"{finding.rule}|{sentence}"), _named(seen, f"{finding.rule}|{_nearby(source, finding)}")
    )


def _named(seen: dict[str, int], content: str) -> str:
    """A name of 16 hexadecimal digits, with the number of the finding where there are more of the kind."""
    number = seen[content] = seen.get(content, 0) + 1
    digest = blake2b(f"{content}|{number}".encode("utf-8", "replace"), digest_size=8)
    return digest.hexdigest()


def _text(source: str, finding: Finding) -> str:
    return source[finding.span.start : finding.span.end]


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _nearby(source: str, finding: Finding) -> str:
    before = WORD.findall(source[max(0, finding.span.start - 200) : finding.span.start].lower())[-NEAR:]
    after = WORD.findall(source[finding.span.end : finding.span.end + 200].lower())[:NEAR]
    return f"{' '.join(before)}<{_words(_text(source, finding))}>{' '.join(after)}"


def _sentence(source: str, finding: Finding) -> str:
    """The sentence around a finding; where it cannot be told, what stands within reach."""
    start, end = finding.span.start, finding.span.end
    first = max(0, start - REACH)
    ends = [match.end() for match in SENTENCE_END.finditer(source, first, start)]
    stop = SENTENCE_END.search(source, end, end + REACH)
    return source[ends[-1] if ends else first : stop.start() if stop else end + REACH]
