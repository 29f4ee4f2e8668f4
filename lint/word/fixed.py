"""A Word document with edits of its text made in its runs."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from lint.model import Edit
from lint.word.edits import refined, touched
from lint.word.names import SPACE
from lint.word.package import opened, rebuilt, serialised
from lint.word.text import projected


def fixed(name: str, data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a document with edits of its text; parts in which nothing changes stay as they are."""
    package = opened(name, data)
    found = projected(package)
    texts: dict[int, str] = {}
    # From the end, so that the places before an edit stay where they are.
    for edit in reversed(refined(found.text, found.stretches, edits)):
        new = edit.text
        # The new text goes where the old one begins.
        for number in touched(found.stretches, edit.span):
            stretch = found.stretches[number]
            text = texts.get(number, stretch.text)
            start = max(0, edit.span.start - stretch.start)
            end = min(stretch.end, edit.span.end) - stretch.start
            texts[number] = text[:start] + new + text[end:]
            new = ""
    for number, text in texts.items():
        set_text(found.stretches[number].element, text)
    parts = dict.fromkeys(found.stretches[number].part for number in texts)
    return rebuilt(package, {part: serialised(package.trees[part]) for part in parts}) if parts else data


def set_text(element: etree._Element, text: str) -> None:
    """Give a `w:t` a text, whose outer blanks count."""
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")
