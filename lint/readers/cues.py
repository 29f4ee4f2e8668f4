"""Subtitles cut into cues: when each is shown, and where its lines stand (SubRip and WebVTT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lint.model import Span
from lint.source import LINE_END

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,:](\d{1,3})"
# Players take more than the formats allow, and nobody wants a time read as prose.
_TIMING = re.compile(rf"[ \t]*{_CLOCK}[ \t]*--?>[ \t]*{_CLOCK}")
_NUMBER = re.compile(r"[ \t]*\d+[ \t]*\Z")
_NOTE = re.compile(r"NOTE(?=\s|\Z)")


class Cue(NamedTuple):
    """Text that is shown together: from when to when, in milliseconds, and its lines in the source."""

    begins: int
    ends: int
    lines: tuple[Span, ...]


class Sheet(NamedTuple):
    """The cues of a source, and its notes, which nobody is shown."""

    cues: tuple[Cue, ...]
    notes: tuple[Span, ...]


def sheet(source: str, *, notes: bool) -> Sheet:
    """Cut a source; with `notes` as WebVTT, where what stands apart from a cue is no text, else as SubRip."""
    cues: list[tuple[int, int, list[Span]]] = []
    found: list[Span] = []
    cued = noted = blank = False
    for line in _lines(source):
        text = source[line.start : line.end]
        timing = _TIMING.match(text)
        if timing:
            if cues and cues[-1][2] and _NUMBER.match(source, *_ends(cues[-1][2][-1])):
                cues[-1][2].pop()
            cues.append((_time(timing, 1), _time(timing, 5), []))
            cued, noted = True, False
        elif not text.strip():
            # A cue of SubRip may have a blank line in it.
            cued, noted = cued and not notes, False
        elif cued and blank and _NUMBER.match(text):
            # Another cue begins, and if no time follows that can be read, it is not read either.
            cued = False
        elif cued:
            cues[-1][2].append(line)
        elif noted:
            found[-1] = Span(found[-1].start, line.end)
        elif notes and blank and _NOTE.match(text):
            found.append(line)
            noted = True
        blank = not text.strip()
    return Sheet(tuple(Cue(begins, ends, tuple(lines)) for begins, ends, lines in cues), tuple(found))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _lines(source: str) -> Iterator[Span]:
    start = 0
    for found in LINE_END.finditer(source):
        yield Span(start, found.start())
        start = found.end()
    if start < len(source):
        yield Span(start, len(source))


def _time(timing: re.Match[str], group: int) -> int:
    hours, minutes, seconds, rest = (timing[group + place] or "0" for place in range(4))
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))
