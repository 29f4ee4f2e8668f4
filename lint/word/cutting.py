"""Runs cut where something begins or ends, so that what lies between is whole runs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from lint.model import Span
from lint.word.fixed import set_text
from lint.word.names import RUN, RUN_LOOK, T
from lint.word.text import Stretch


def cut(stretches: Iterable[Stretch], places: Iterable[int]) -> list[Stretch]:
    """The stretches once their runs are cut at some places of the text."""
    ordered = sorted(set(places))
    made: list[Stretch] = []
    for stretch in stretches:
        first = bisect_left(ordered, stretch.start)
        while first < len(ordered) and ordered[first] <= stretch.end:
            place = ordered[first]
            first += 1
            if place == stretch.start:
                _split_run(stretch.element)
            elif place < stretch.end:
                made.append(
                    Stretch(stretch.start, stretch.text[: place - stretch.start], stretch.element, stretch.part)
                )
                stretch = _split_text(stretch, place)
                _split_run(stretch.element)
            else:
                _split_after(stretch.element)
        made.append(stretch)
    return made


def _split_text(stretch: Stretch, place: int) -> Stretch:
    """The right part of a stretch, now in an element of its own behind the left one."""
    right = deepcopy(stretch.element)
    right.tail = None
    stretch.element.addnext(right)
    for element, text in (
        (stretch.element, stretch.text[: place - stretch.start]),
        (right, stretch.text[place - stretch.start :]),
    ):
        set_text(element, text)
    return Stretch(place, stretch.text[place - stretch.start :], right, stretch.part)


def _split_after(element: etree._Element) -> None:
    following = element.getnext()
    if following is not None:
        _split_run(following)


def _split_run(element: etree._Element) -> None:
    """Cut a run before one of its elements, unless nothing stands before that."""
    run = element.getparent()
    if (
        run is None
        or run.tag != RUN
        or not any(child.tag != RUN_LOOK for child in element.itersiblings(preceding=True))
    ):
        return
    right = like(run)
    run.addnext(right)
    right.extend([element, *element.itersiblings()])


def like(run: etree._Element) -> etree._Element:
    """An empty run with the look of another."""
    made = shell(run)
    look = run.find(RUN_LOOK)
    if look is not None:
        made.append(deepcopy(look))
    return made


def shell(element: etree._Element) -> etree._Element:
    """An empty element of the same name and attributes."""
    made = etree.Element(element.tag)
    for name, value in element.items():
        made.set(name, value)
    return made


def run_of(stretch: Stretch) -> etree._Element:
    """The run that a stretch stands in."""
    run = stretch.element.getparent()
    assert run is not None
    return run


def within(stretches: list[Stretch], span: Span) -> list[Stretch]:
    """The stretches that a span is made of, once they are cut at its ends."""
    first = bisect_left(stretches, span.start, key=lambda stretch: stretch.start)
    stop = bisect_left(stretches, span.end, key=lambda stretch: stretch.start)
    return stretches[first:stop]


def text_element(text: str, tag: str = T) -> etree._Element:
    """A `w:t` or its like."""
    made = etree.Element(tag)
    set_text(made, text)
    return made
