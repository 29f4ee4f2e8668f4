"""Text cut for showing: where findings and their evidence lie, what a fix takes out, and what it puts in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from lint.fixing import plan
from lint.match.edits import trimmed
from lint.model import Edit, Finding, Safety, Span

GAP = re.compile(r"(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+")
"""What parts two paragraphs."""
LONG = 4000
"""Code points after which a paragraph is cut at the next end of a sentence, so that what was found stays beside it."""
REACH = 1000
"""Code points in which that end must stand; else it is cut at a space, and where there is none in the midst."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
SPACE = re.compile(r"\s+")


class Run(msgspec.Struct, frozen=True):
    """A stretch of text that is shown in one way; findings are named by their numbers."""

    text: str
    found: tuple[int, ...] = ()
    """The findings that flag it."""
    bears: tuple[int, ...] = ()
    """The findings that it is evidence for."""
    deleted: int = 0
    """The finding whose fix takes it out; 0 where it stays."""
    inserted: int = 0
    """The finding whose fix puts it in; 0 where it stands in the source."""
    begin: tuple[int, ...] = ()
    """The findings that begin here."""


class Block(msgspec.Struct, frozen=True):
    """A paragraph, and the numbers of the findings that begin in it."""

    runs: tuple[Run, ...]
    found: tuple[int, ...]
    span: Span
    """Where it stands in the source."""
    cut: bool = False
    """Whether it goes on with the paragraph before, which is too long."""


class Numbered(msgspec.Struct, frozen=True):
    """Findings of one source by number, and the edits of those whose fixes are proposed together."""

    source: str
    findings: Mapping[int, Finding]
    taken: Mapping[int, tuple[Edit, ...]]
    reach: tuple[Span, ...] = ()
    """Where edits may come to stand, which parts no paragraphs; empty where those that are proposed are all."""

    @classmethod
    def of(cls, source: str, findings: Sequence[Finding], level: Safety, first: int = 1) -> Numbered:
        """Number findings by place, the first as told."""
        numbers = dict(enumerate(findings, first))
        chosen = {id(finding) for finding in plan(findings, level)}
        taken = {
            number: least(source, finding.fix.edits)
            for number, finding in numbers.items()
            if finding.fix and id(finding) in chosen
        }
        return cls(source, numbers, taken)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in their order, those made one that overlap or touch."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return tuple(made)


def least(source: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits without the words that they leave as they are."""
    return tuple(_least(source, edit) for edit in edits)


def _least(source: str, edit: Edit) -> Edit:
    old, new = source[edit.span.start : edit.span.end], edit.text
    if old == new:
        return edit
    start, end, _ = trimmed(source, edit.span.start, edit.span.end, new)
    head, tail = start - edit.span.start, edit.span.end - end
    # Whole words are easier to read than the letters in which they differ.
    while head and (_within(old, head) or _within(new, head)):
        head -= 1
    while tail and (_within(old, len(old) - tail) or _within(new, len(new) - tail)):
        tail -= 1
    return Edit(Span(edit.span.start + head, edit.span.end - tail), new[head : len(new) - tail], edit.part)


def _within(text: str, place: int) -> bool:
    """Tell whether a place lies inside a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def blocks(numbered: Numbered) -> Iterator[Block]:
    """The paragraphs of a source, in order."""
    outlines = tuple(_outlines(numbered))
    for outline, numbers in zip(outlines, near(numbered, outlines), strict=True):
        yield drawn(numbered, outline, numbers)


def near(numbered: Numbered, blocks: Sequence[Block]) -> tuple[tuple[int, ...], ...]:
    """Of each paragraph the numbers of the findings that it shows anything of, whatever of their fixes is taken."""
    starts, ends = [block.span.start for block in blocks], [block.span.end for block in blocks]
    # What begins in the gap before a paragraph is shown with it.
    made: list[dict[int, None]] = [dict.fromkeys(block.found) for block in blocks]
    for number, finding in numbered.findings.items():
        edits = (edit.span for edit in finding.fix.edits) if finding.fix else ()
        for span in (finding.span, *(item.span for item in finding.evidence), *edits):
            for place in range(bisect_left(ends, span.start), bisect_right(starts, span.end)):
                made[place][number] = None
    return tuple(tuple(sorted(numbers)) for numbers in made)


def drawn(numbered: Numbered, block: Block, numbers: Iterable[int]) -> Block:
    """A paragraph of a source with its runs; `numbers` are those of all findings that it shows anything of, sorted."""
    start, stop = block.span.start, block.span.end
    findings = {number: numbered.findings[number] for number in numbers}
    taken = {number: numbered.taken[number] for number in findings if number in numbered.taken}
    events = _Events.of(Numbered(numbered.source, findings, taken))
    begins: dict[int, list[int]] = {}
    for number in block.found:
        begins.setdefault(max(start, findings[number].span.start), []).append(number)
    active: dict[_Mark, None] = {}
    places = sorted({start, stop, *events.borders})
    runs: list[Run] = []
    for here, following in zip(places, [*places[1:], stop], strict=True):
        events.step(here, active)
        if not start <= here <= stop:
            continue
        # What is put in where a long paragraph is cut stands with what it replaces.
        if here > start or not block.cut:
            runs += (Run(text, inserted=number) for number, text in events.inserts.get(here, ()) if text)
        begin = tuple(begins.get(here, ()))
        if here < stop:
            runs.append(_run(numbered.source[here:following], active, begin))
        elif begin:
            runs.append(Run("", begin=begin))
    return Block(tuple(runs), block.found, block.span, block.cut)


def _outlines(numbered: Numbered) -> Iterator[Block]:
    """Where the paragraphs of a source stand, and what begins in each; none has its runs yet."""
    end = len(numbered.source)
    begins = sorted((finding.span.start, number) for number, finding in numbered.findings.items())
    start = row = 0
    cut = False
    for stop, following in [*_gaps(numbered.source, _Events.of(numbered)), (end, end)]:
        first, cuts = row, stop == following < end
        # What begins at a cut is shown behind it.
        while row < len(begins) and (begins[row][0] < stop or (begins[row][0] == stop and not cuts)):
            row += 1
        yield Block((), tuple(number for _, number in begins[first:row]), Span(start, stop), cut)
        start, cut = following, cuts


def _gaps(source: str, events: _Events) -> Iterator[tuple[int, int]]:
    """What parts two blocks: blank lines that no edit reaches into, and where a paragraph is too long, a bare place."""
    at = 0
    for gap in GAP.finditer(source):
        if not events.touched(gap.start(), gap.end()):
            yield from _cuts(source, events, at, gap.start())
            yield gap.start(), gap.end()
            at = gap.end()
    yield from _cuts(source, events, at, len(source))


def _cuts(source: str, events: _Events, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONG + REACH:
        first = start + LONG
        found = SENTENCE_END.search(source, first, first + REACH) or SPACE.search(source, first, first + REACH)
        start = found.end() if found else first
        if not events.touched(start, start):
            yield start, start


_Mark = tuple[Span, str, int]


class _Events(msgspec.Struct, frozen=True):
    """What begins and ends at which offset."""

    opens: Mapping[int, list[_Mark]]
    closes: Mapping[int, list[_Mark]]
    inserts: Mapping[int, list[tuple[int, str]]]
    begins: Mapping[int, list[int]]
    edits: tuple[Span, ...]

    @classmethod
    def of(cls, numbered: Numbered) -> _Events:
        marks: list[_Mark] = []
        inserts: dict[int, list[tuple[int, str]]] = {}
        begins: dict[int, list[int]] = {}
        for number, finding in numbered.findings.items():
            begins.setdefault(finding.span.start, []).append(number)
            marks.append((finding.span, "found", number))
            marks += ((item.span, "bears", number) for item in finding.evidence)
            for edit in numbered.taken.get(number, ()):
                marks.append((edit.span, "deleted", number))
                inserts.setdefault(edit.span.end, []).append((number, edit.text))
        opens: dict[int, list[_Mark]] = {}
        closes: dict[int, list[_Mark]] = {}
        for mark in marks:
            opens.setdefault(mark[0].start, []).append(mark)
            closes.setdefault(mark[0].end, []).append(mark)
        edits = numbered.reach or tuple(sorted(span for span, kind, _ in marks if kind == "deleted"))
        return cls(opens, closes, inserts, begins, edits)

    @property
    def borders(self) -> Iterator[int]:
        """Every offset at which the way of showing changes."""
        yield from self.opens
        yield from self.closes

    def step(self, here: int, active: dict[_Mark, None]) -> None:
        """Bring what is active up to an offset."""
        for mark in self.closes.get(here, ()):
            active.pop(mark, None)
        for mark in self.opens.get(here, ()):
            if mark[0].end > here:
                active[mark] = None

    def touched(self, start: int, end: int) -> bool:
        """Tell whether an edit reaches into a gap, so that it parts no paragraphs."""
        # They do not overlap: only the last that begins before the end can reach in.
        last = bisect_left(self.edits, end, key=lambda span: span.start) - 1
        return last >= 0 and (self.edits[last].end > start or self.edits[last].start > start)


def _run(text: str, active: Mapping[_Mark, None], begin: tuple[int, ...]) -> Run:
    by_kind = {kind: tuple(n for _, one, n in active if one == kind) for kind in ("found", "bears", "deleted")}
    return Run(text, by_kind["found"], by_kind["bears"], next(iter(by_kind["deleted"]), 0), begin=begin)
