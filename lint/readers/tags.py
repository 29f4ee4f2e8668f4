"""HTML cut into tags, comments and text, each with its place; read as the HTML standard reads it, however broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKUP = re.compile(r"<(?=[a-zA-Z!?]|/.)", re.DOTALL)
_LETTER = re.compile(r"[a-zA-Z]")
_NAME = re.compile(r"[^\s/>]+")
_BEFORE = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"[^\s/>][^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_COMMENT_END = re.compile(r"--!?>")
_PHP = re.compile(r"<\?(?:php\b|=)", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\s")

_TEXT_ONLY = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp", "plaintext"}
)
"""Elements in which nothing is a tag but their own end."""


class Tag(NamedTuple):
    """A tag: where it stands, its name in lower case, and what of its attributes is asked for."""

    start: int
    end: int
    name: str
    closes: bool
    empty: bool
    attributes: dict[str, str]


class Comment(NamedTuple):
    """A comment, a declaration or an instruction."""

    start: int
    end: int


class Run(NamedTuple):
    """A run of characters; entities in it are not decoded."""

    start: int
    end: int


Token = Tag | Comment | Run


def tokens(source: str) -> Iterator[Token]:
    """All tokens of a source, in their order; what stands between them belongs to a tag that never ends."""
    xml = _XML.match(source) is not None
    at = 0
    while at < len(source):
        found = _MARKUP.search(source, at)
        start = found.start() if found else len(source)
        if start > at:
            yield Run(at, start)
        if found is None:
            return
        token = _markup(source, start, xml)
        if token is None:
            return
        yield token
        at = token.end
        if isinstance(token, Tag) and token.name in _TEXT_ONLY and not token.closes and not (xml and token.empty):
            end = _text_end(source, at, token.name)
            if end > at:
                yield Run(at, end)
            at = end


def _markup(source: str, start: int, xml: bool) -> Token | None:
    """The tag or the like at a place; None where it does not end."""
    opens = source[start + 1]
    if opens == "!":
        return Comment(start, _comment_end(source, start, xml))
    closes = opens == "/"
    if opens == "?":
        # PHP, whose code may have any number of these.
        return Comment(start, _after(source, "?>" if _PHP.match(source, start) else ">", start))
    if closes and not _LETTER.match(source, start + 2):
        return Comment(start, _after(source, ">", start))
    found = _NAME.match(source, start + 1 + closes)
    return _tag(source, start, found.end(), found.group().lower(), closes) if found else None


def _tag(source: str, start: int, at: int, name: str, closes: bool) -> Tag | None:
    attributes: dict[str, str] = {}
    while True:
        gap = _BEFORE.match(source, at)
        at = gap.end() if gap else at
        if at >= len(source):
            return None
        if source[at] == ">":
            return Tag(start, at + 1, name, closes, bool(gap and gap.group().endswith("/")), attributes)
        key = _ATTRIBUTE.match(source, at)
        assert key is not None
        equals = _EQUALS.match(source, key.end())
        value, at = _value(source, equals.end()) if equals else ("", key.end())
        attributes.setdefault(key.group().lower(), value)


def _value(source: str, at: int) -> tuple[str, int]:
    """The value of an attribute, and where it ends; one whose quote is never closed takes in all that follows."""
    quote = source[at : at + 1]
    if quote in ('"', "'"):
        end = source.find(quote, at + 1)
        return (source[at + 1 : end], end + 1) if end >= 0 else (source[at + 1 :], len(source))
    found = _UNQUOTED.match(source, at)
    return (found.group(), found.end()) if found else ("", at)


def _comment_end(source: str, start: int, xml: bool) -> int:
    if source.startswith("<!--", start):
        for short in (">", "->"):
            if source.startswith(short, start + 4):
                return start + 4 + len(short)
        found = _COMMENT_END.search(source, start + 4)
        return found.end() if found else len(source)
    if xml and source.startswith("<![CDATA[", start):
        return _after(source, "]]>", start)
    return _after(source, ">", start)


def _after(source: str, mark: str, start: int) -> int:
    end = source.find(mark, start)
    return end + len(mark) if end >= 0 else len(source)


def _text_end(source: str, at: int, name: str) -> int:
    """Where the text of an element ends in which nothing is a tag but its own end."""
    if name == "plaintext":
        return len(source)
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)
