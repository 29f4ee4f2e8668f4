"""The texts of UD English-GUM with their gold trees and gold coreference."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ENTITY = re.compile(r"\((?P<opens>[^()]+)(?P<alone>\))?|(?P<closes>[^()]+)\)")
FIELDS = 7
"""Dashes in an opening bracket after which the rest is the identity, which may hold dashes itself."""


class Token(NamedTuple):
    """A word; `head` is its number in the text, its own for a root; offsets are code points of the text."""

    form: str
    lemma: str
    tag: str
    features: str
    head: int
    relation: str
    start: int
    end: int
    sentence: int
    paragraph: int


class Mention(NamedTuple):
    """A stretch of words that speaks of an entity; `first`, `last` and `head` are numbers of tokens."""

    entity: str
    kind: str
    """Person, organization, place, object, abstract and so on."""
    first: int
    last: int
    head: int


@dataclass(frozen=True)
class Text:
    """One document, laid out as paragraphs."""

    name: str
    genre: str
    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]

    @property
    def words(self) -> int:
        """Words separated by white space."""
        return len(self.text.split())

    @cached_property
    def chains(self) -> dict[str, list[Mention]]:
        """The mentions of each entity, in order."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity, []).append(mention)
        return found

    @cached_property
    def at(self) -> dict[int, Mention]:
        """The mention of one word alone that stands at a token."""
        return {m.first: m for m in self.mentions if m.first == m.last}

    @cached_property
    def headed(self) -> dict[int, Mention]:
        """The widest mention that a token heads."""
        return {m.head: m for m in sorted(self.mentions, key=lambda m: m.last - m.first)}

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that hang on each token, in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if token.head != number:
                below[token.head].append(number)
        return below


def read(path: Path) -> list[Text]:
    """The documents of a gzipped treebank."""
    return list(parse(gzip.decompress(path.read_bytes()).decode("utf-8")))


def parse(source: str) -> Iterator[Text]:
    """The documents of CoNLL-U text."""
    for part in re.split(r"^(?=# newdoc id)", source, flags=re.MULTILINE):
        if part.strip():
            yield _document(part)


def _document(source: str) -> Text:
    name = re.search(r"^# newdoc id = (.+)$", source, re.MULTILINE)
    genre = re.search(r"^# meta::genre = (.+)$", source, re.MULTILINE)
    pieces: list[str] = []
    tokens: list[Token] = []
    marks: list[str] = []
    length, paragraph = 0, -1
    for number, block in enumerate(re.split(r"\n\s*\n", source.strip())):
        lines = block.split("\n")
        sentence = next(line[len("# text = ") :] for line in lines if line.startswith("# text = "))
        opens = paragraph < 0 or any(line.startswith("# newpar") for line in lines)
        paragraph += opens
        gap = "" if not pieces else "\n\n" if opens else " "
        pieces += [gap, sentence]
        length += len(gap)
        rows = [line.split("\t") for line in lines if line[:1].isdigit() and line.split("\t")[0].isdigit()]
        tokens += _tokens(rows, sentence, length, len(tokens), (number, paragraph))
        marks += [_value(row[9], "Entity") for row in rows]
        length += len(sentence)
    found = tuple(_mentions(marks, tokens))
    return Text(name[1] if name else "", genre[1] if genre else "", "".join(pieces), tuple(tokens), found)


def _tokens(
    rows: Iterable[list[str]], sentence: str, offset: int, base: int, place: tuple[int, int]
) -> Iterator[Token]:
    at = 0
    for number, row in enumerate(rows, base):
        at = sentence.index(row[1], at)
        head = base + int(row[6]) - 1 if row[6] != "0" else number
        end = at + len(row[1])
        yield Token(row[1], row[2], row[4], row[5], head, row[7], offset + at, offset + end, *place)
        at = end


def _value(field: str, key: str) -> str:
    return next((part.partition("=")[2] for part in field.split("|") if part.startswith(f"{key}=")), "")


def _mentions(marks: Iterable[str], tokens: list[Token]) -> list[Mention]:
    open_: dict[str, list[tuple[int, str]]] = {}
    found: list[Mention] = []
    for number, mark in enumerate(marks):
        for piece in ENTITY.finditer(mark):
            if piece["closes"]:
                first, kind = open_[piece["closes"]].pop()
                found.append(_mention(piece["closes"], kind, first, number, tokens))
                continue
            entity, kind, *_ = piece["opens"].split("-", FIELDS)
            if piece["alone"]:
                found.append(_mention(entity, kind, number, number, tokens))
            else:
                open_.setdefault(entity, []).append((number, kind))
    return sorted(found, key=lambda m: (m.first, -m.last))


def _mention(entity: str, kind: str, first: int, last: int, tokens: list[Token]) -> Mention:
    inside = range(first, last + 1)
    head = next((n for n in inside if tokens[n].head not in inside or tokens[n].head == n), first)
    return Mention(entity, kind, first, last, head)
