"""Comments in a Word document."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import count

import msgspec
from lxml import etree

from lint.model import Span
from lint.word.cutting import run_of, text_element, within
from lint.word.edits import touched
from lint.word.names import CHANGED, PARAGRAPH, PRODUCT, RUN, WORD, w
from lint.word.package import Package, relate, serialised
from lint.word.text import Stretch

INITIALS = "ml"


class Note(msgspec.Struct, frozen=True):
    """What is to be said of a place in the text."""

    span: Span
    text: str


class Comments:
    """The comments of a document, old and new."""

    def __init__(self, package: Package, author: str, date: str) -> None:
        self._package, self._author, self._date = package, author, date
        self._part = package.related.get("comments") or posixpath.join(posixpath.dirname(package.main), "comments.xml")
        found = package.tree(self._part)
        self._is_new = found is None
        self._tree = etree.Element(w("comments"), nsmap={"w": WORD}) if found is None else found
        taken = [comment.get(w("id"), "") for comment in self._tree]
        self._numbers = count(max((int(number) for number in taken if number.isdecimal()), default=-1) + 1)
        self._added = False

    def takes(self, stretches: Sequence[Stretch], note: Note) -> bool:
        """Whether Word takes a comment there: in the body, and not in a text box."""
        places = [stretches[number] for number in touched(stretches, note.span)]
        return bool(places) and all(
            stretch.part == self._package.main and next(stretch.element.iterancestors(w("txbxContent")), None) is None
            for stretch in places
        )

    def add(self, stretches: list[Stretch], note: Note) -> None:
        """Write a note at its place, whose runs are cut out."""
        number = str(next(self._numbers))
        runs = [run_of(stretch) for stretch in within(stretches, note.span)]
        if not runs:
            near = [stretches[i] for i in touched(stretches, note.span)]
            runs = [run_of(near[0])]
        start, end = _outside(runs[0]), _outside(runs[-1])
        start.addprevious(_numbered("commentRangeStart", number))
        reference = etree.Element(RUN)
        reference.append(_numbered("commentReference", number))
        end.addnext(reference)
        end.addnext(_numbered("commentRangeEnd", number))
        self._tree.append(self._comment(number, note.text))
        self._added = True

    def _comment(self, number: str, text: str) -> etree._Element:
        comment = _numbered("comment", number)
        for name, value in (("author", self._author), ("date", self._date), ("initials", INITIALS)):
            comment.set(w(name), value)
        for line in text.split("\n"):
            run = etree.SubElement(etree.SubElement(comment, PARAGRAPH), RUN)
            run.append(text_element(line))
        return comment

    def parts(self) -> dict[str, bytes]:
        """The parts that are changed by what was added."""
        if not self._added:
            return {}
        made = {self._part: serialised(self._tree)}
        return made | relate(self._package, self._part, "comments", f"{PRODUCT}.comments+xml") if self._is_new else made


def _numbered(name: str, number: str) -> etree._Element:
    made = etree.Element(w(name))
    made.set(w("id"), number)
    return made


def _outside(run: etree._Element) -> etree._Element:
    """The run, or the tracked change around it: who takes the change back is not to take the comment with it."""
    while (holder := run.getparent()) is not None and holder.tag in (*CHANGED, w("del")):
        run = holder
    return run
