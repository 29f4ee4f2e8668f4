"""What the styles of a Word document say of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from lint.source import SegmentKind
from lint.word.names import RUN_LOOK, VAL, w

_HEADLINE = re.compile(r"heading \d|title|subtitle|toc heading|toc \d|index heading")
_ITEM = re.compile(r"list\b(?! table)")
_CODE = frozenset(
    {"html preformatted", "html code", "html keyboard", "html sample", "macro", "macro text", "source code",
     "verbatim char", "code"}
)  # fmt: skip
_BODY = "9"
"""The outline level of running text."""
_OFF = ("0", "false", "off")


class Look(msgspec.Struct, frozen=True):
    """What is said of text, by a style or directly; None and "" where nothing is."""

    hidden: bool | None = None
    bold: bool | None = None
    unproofed: bool | None = None
    language: str = ""

    def over(self, other: Look) -> Look:
        """This look, and another where it says nothing."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            other.bold if self.bold is None else self.bold,
            other.unproofed if self.unproofed is None else self.unproofed,
            self.language or other.language,
        )

    @property
    def foreign(self) -> bool:
        """Whether it is marked as another language than English."""
        return bool(self.language) and not self.language.lower().startswith("en")


class Style(msgspec.Struct, frozen=True):
    """What a style comes to, with those that it is based on."""

    look: Look = Look()
    kind: SegmentKind | None = None
    code: bool = False


PLAIN = Style()


def look_of(properties: etree._Element | None) -> Look:
    """What the properties of a run say themselves."""
    if properties is None:
        return Look()
    language = properties.find(w("lang"))
    return Look(
        _switch(properties, "vanish"),
        _switch(properties, "b"),
        _switch(properties, "noProof"),
        language.get(VAL, "") if language is not None else "",
    )


def _switch(properties: etree._Element, name: str) -> bool | None:
    found = properties.find(w(name))
    return None if found is None else found.get(VAL, "1") not in _OFF


def numbered(properties: etree._Element | None) -> bool | None:
    """Whether the properties of a paragraph make it an item of a list; None where they say nothing."""
    found = properties.find(f"{w('numPr')}/{w('numId')}") if properties is not None else None
    return None if found is None else found.get(VAL) != "0"


def outlined(properties: etree._Element | None) -> bool:
    """Whether the properties of a paragraph give it a place in the outline."""
    found = properties.find(w("outlineLvl")) if properties is not None else None
    return found is not None and found.get(VAL, _BODY) != _BODY


class Styles:
    """The styles of a document by their ids, each worked out once."""

    def __init__(self, tree: etree._Element | None) -> None:
        found = tree.iter(w("style")) if tree is not None else iter(())
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self._known: dict[str, Style] = {}

    def style(self, name: str | None) -> Style:
        """A style by its id; the plain one where there is none of that id."""
        if name is None or name not in self._styles:
            return PLAIN
        if name not in self._known:
            made = PLAIN
            for style in reversed(list(self._chain(name))):
                made = _based(style, made)
            self._known[name] = made
        return self._known[name]

    def _chain(self, name: str) -> Iterator[etree._Element]:
        """A style, and those that it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn") or ""


def _based(style: etree._Element, base: Style) -> Style:
    name = (value(style, "name") or "").lower()
    properties = style.find(w("pPr"))
    kind = base.kind
    if _HEADLINE.fullmatch(name) or outlined(properties):
        kind = SegmentKind.HEADLINE
    elif name == "caption":
        kind = SegmentKind.CAPTION
    elif _ITEM.match(name) or numbered(properties):
        kind = base.kind or SegmentKind.ITEM
    return Style(look_of(style.find(RUN_LOOK)).over(base.look), kind, base.code or name in _CODE)


def value(element: etree._Element | None, name: str) -> str | None:
    """The value of a child, where there is one."""
    found = element.find(w(name)) if element is not None else None
    return None if found is None else found.get(VAL)
