"""A Word document with edits of its text as tracked changes, and with comments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import count

import msgspec
from lxml import etree

from lint.model import Edit
from lint.word.comments import Comments, Note
from lint.word.cutting import cut, like, run_of, shell, text_element, within
from lint.word.edits import refined
from lint.word.names import CHANGED, RUN_LOOK, T, w
from lint.word.package import Package, opened, rebuilt, serialised
from lint.word.text import Stretch, projected


class Author(msgspec.Struct, frozen=True):
    """Who changes a document, and when: `2024-05-01T10:00:00Z`."""

    name: str
    date: str


class Tracked(msgspec.Struct, frozen=True):
    """A document with its changes tracked, and how many notes stand where Word takes no comments."""

    data: bytes
    unplaced: int


def tracked(name: str, data: bytes, edits: Iterable[Edit], notes: Sequence[Note], author: Author) -> Tracked:
    """The bytes of a document in which edits of its text wait to be accepted, with notes at places of its text."""
    package = opened(name, data)
    found = projected(package)
    changes = refined(found.text, found.stretches, edits)
    comments = Comments(package, author.name, author.date)
    placed = [note for note in notes if comments.takes(found.stretches, note)]
    places = [
        place for span in [*(e.span for e in changes), *(n.span for n in placed)] for place in (span.start, span.end)
    ]
    stretches = cut(found.stretches, places)
    pen = _Pen(package, author)
    for change in changes:
        pen.write(stretches, change)
    for note in placed:
        comments.add(stretches, note)
    parts = dict.fromkeys([*pen.parts, *([package.main] if placed else [])])
    changed = {part: serialised(package.trees[part]) for part in parts} | comments.parts()
    return Tracked(rebuilt(package, changed) if changed else data, len(notes) - len(placed))


class _Pen:
    """What writes changes, each under its own number."""

    def __init__(self, package: Package, author: Author) -> None:
        taken = (element.get(w("id"), "") for tree in package.trees.values() for element in tree.iter())
        self._numbers = count(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)
        self._author = author
        self.parts: dict[str, None] = {}

    def write(self, stretches: list[Stretch], edit: Edit) -> None:
        """Take out what an edit takes out, and put in behind it what it puts in."""
        gone = within(stretches, edit.span)
        at, behind = (gone[0], True) if gone else _beside(stretches, edit.span.start)
        self.parts[at.part] = None
        run = run_of(at)
        taken = self._take_out(dict.fromkeys(map(run_of, gone)))
        if edit.text:
            self._put_in(run if taken is None else taken, like(run), edit.text, behind=behind)

    def _take_out(self, runs: Iterable[etree._Element]) -> etree._Element | None:
        """Mark runs as deleted, those together that stand side by side; the first mark."""
        marks: list[etree._Element] = []
        for run in runs:
            if not marks or run.getprevious() is not marks[-1]:
                marks.append(self._mark("del"))
                run.addprevious(marks[-1])
            for text in run.iter(T):
                text.tag = w("delText")
            marks[-1].append(run)
        return marks[0] if marks else None

    def _put_in(self, place: etree._Element, run: etree._Element, text: str, *, behind: bool) -> None:
        """Put text in behind a place, or before it; within what another put in, that is parted."""
        look = run.find(RUN_LOOK)
        for change in look.findall(w("rPrChange")) if look is not None else ():
            change.getparent().remove(change)  # type: ignore[union-attr]
        run.append(text_element(text))
        mark = self._mark("ins")
        mark.append(run)
        holder = place.getparent()
        while holder is not None and holder.tag in CHANGED:
            place, behind = _parted(holder, place, behind=behind)
            holder = place.getparent()
        place.addnext(mark) if behind else place.addprevious(mark)

    def _mark(self, name: str) -> etree._Element:
        made = etree.Element(w(name))
        made.set(w("id"), str(next(self._numbers)))
        made.set(w("author"), self._author.name)
        made.set(w("date"), self._author.date)
        return made


def _beside(stretches: Sequence[Stretch], place: int) -> tuple[Stretch, bool]:
    """The stretch behind which a place lies, else the one before which it does; whether it lies behind it."""
    row = bisect_left(stretches, place, key=lambda stretch: stretch.start)
    behind = row > 0 and stretches[row - 1].end == place
    return stretches[row - 1 if behind else row], behind


def _parted(holder: etree._Element, place: etree._Element, *, behind: bool) -> tuple[etree._Element, bool]:
    """Part an element behind or before one of its children; where to put something between, and on which side."""
    rest = [] if behind else [place]
    rest += place.itersiblings()
    if len(rest) == len(holder):
        return holder, False
    if rest:
        right = shell(holder)
        holder.addnext(right)
        right.extend(rest)
    return holder, True
