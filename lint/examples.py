"""Examples in rule files: one line shows the text, the place of the fault, and the text once cured."""

from __future__ import annotations

import re

import msgspec

from lint.model import Span

MARK = re.compile(r"\{\{|\}\}|<<|\{(?P<old>[^{}]*?)(?:=>(?P<new>[^{}]*))?\}|<(?P<far>[^<>{}]*)=>(?P<cure>[^<>{}]*)>")


class Example(msgspec.Struct, frozen=True):
    """A text with the spans that must be flagged in it, and the text with all cures applied."""

    text: str
    cured: str
    spans: tuple[Span, ...]


def parse_example(line: str) -> Example:
    """Read `{old=>new}` (a finding and its cure), `{old}` (a finding alone) and `<old=>new>` (a further edit)."""
    text: list[str] = []
    cured: list[str] = []
    spans: list[Span] = []
    at, length = 0, 0
    for match in MARK.finditer(line):
        plain = line[at : match.start()]
        old, new = _sides(match)
        text += plain, old
        cured += plain, new
        length += len(plain)
        if match["old"] is not None:
            spans.append(Span(length, length + len(old)))
        length += len(old)
        at = match.end()
    return Example("".join([*text, line[at:]]), "".join([*cured, line[at:]]), tuple(spans))


def _sides(match: re.Match[str]) -> tuple[str, str]:
    if match["old"] is not None:
        return match["old"], match["old"] if match["new"] is None else match["new"]
    if match["far"] is not None:
        return match["far"], match["cure"]
    return match[0][0], match[0][0]
