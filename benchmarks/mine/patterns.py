"""Patterns that a change may hang on: which properties of which words, and where in the table each pattern stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.mine.table import BORDER, Table

Keys = NDArray[np.uint64]
Feature = tuple[int, str]
"""The distance of a word from the first one that changes, and one of its columns."""

COLUMNS = {
    "w": "lower",
    "l": "lemma",
    "t": "tag",
    "r": "relation",
    "hl": "head.lemma",
    "ht": "head.tag",
    "hs": "head.side",
}
LEVELS = ("form", "lemma", "tree")

# What of which words: `-1w 0w` is the form of the word before and the form of the first word that changes.
TEMPLATES: dict[tuple[str, int], tuple[str, ...]] = {
    ("form", 0): ("-1w 0w", "-2w -1w 0w", "-1w 0w 1w", "-1w", "0w 1w", "-2w -1w 0w 1w", "-1w 0w 1w 2w", "-2w -1w"),
    ("form", 1): ("0w", "-1w 0w", "0w 1w", "-1w 0w 1w", "-2w -1w 0w", "0w 1w 2w"),
    ("form", 2): ("0w 1w", "-1w 0w 1w", "0w 1w 2w"),
    ("lemma", 0): (
        "-1l 0t", "-1t 0l", "-1l 0w", "-1w 0t", "-1t 0w", "-1t 0t", "-1l 0t 1t", "-1w 0t 1t", "-2t -1w 0t",
        "-2t -1t 0w", "-1t 0w 1t", "-1t 0t 1w", "-1l 0t 1w", "-2w -1t 0t", "-1t 0t 1t",
        "-2t -1t 0t 1t", "-1t 0t 1t 2t", "-2t -1l 0t 1t", "-1l 0t 1t 2t", "-2w -1w 0t", "-2w -1t 0t 1t",
        "-1t 0w 1t 2t",
    ),
    ("lemma", 1): (
        "0l", "0l 1w", "0l 1t", "-1l 0w", "-1l 0l", "-1t 0l", "0w 1t", "-1t 0w", "-1t 0w 1t", "-1l 0w 1t", "-1w 0t",
        "0t 1w", "-1w 0t 1t", "-1t 0t 1w", "-1w 0w 1t", "-1t 0w 1w", "0w 1t 2t", "-2t -1t 0w", "-1l 0w 1l", "-1t 0t 1t",
        "-1w 0t 1w", "0t 1w 2t", "-1t 0w 1t 2t", "-2t -1t 0w 1t", "-1w 0w 1t 2t", "-2w -1t 0t", "0w 1t 2w",
    ),
    ("lemma", 2): ("0l 1w", "0l 1l", "0w 1t", "0t 1w", "-1t 0w 1w", "0w 1w 2t", "0l 1w 2t", "-1t 0l 1w", "0w 1l"),
    ("tree", 0): (
        "0t 0r 0hl", "0l 0r 0ht", "-1l 0r", "-1w 0r 0ht", "-1t 0t 0r 0hl", "-1w 0t 0r 0hs", "-1r 0w", "-1t -1r 0w",
        "-1l -1r 0t 0r", "0t 0r 0ht 0hs -1t",
    ),
    ("tree", 1): (
        "0w 0hl", "0w 0r 0hl", "0l 0r 0hl", "0w 0r 0ht", "0w 0r 0ht 1t", "0t 0r 0hl", "0w 0r 0hs", "-1t 0w 0r 0ht",
        "0l 0r 0ht 0hs", "0w 1r 1hl", "0w 0hl 1t", "0t 0r 0hl 1t", "0w 0r",
    ),
    ("tree", 2): ("0w 1w 0hl", "0w 1w 1hl", "0w 1w 0r 0ht", "0w 1w 1r 1ht", "0l 1w 1hl"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """A level, the size of what changes, and the properties that a pattern fixes."""

    level: str
    size: int
    features: tuple[Feature, ...]


def templates() -> Iterator[Template]:
    """All templates of the table above."""
    for (level, size), lines in TEMPLATES.items():
        for line in lines:
            yield Template(level, size, tuple(_feature(word) for word in line.split()))


def _feature(word: str) -> Feature:
    name = word.lstrip("-0123456789")
    return int(word[: len(word) - len(name)]), COLUMNS[name]


def keys(table: Table, template: Template) -> Keys:
    """One number for each row; rows have the same number where the template finds the same properties."""
    made = np.full(len(table.part), 1469598103934665603, np.uint64)
    with np.errstate(over="ignore"):
        for distance, column in template.features:
            values = table.near(column, distance).astype(np.int64).astype(np.uint64)
            # FNV-1a with a shuffle: 64 bits over some thousand patterns do not collide.
            made = (made ^ (values + np.uint64(0x9E3779B97F4A7C15))) * np.uint64(1099511628211)
            made ^= made >> np.uint64(29)
    return made


def describe(table: Table, template: Template, row: int, new: str) -> str:
    """A pattern in words: its words in order, the place of the change in brackets, the tree behind a bar."""
    words: dict[int, list[str]] = {}
    tree: list[str] = []
    for distance, column in template.features:
        number = int(table.near(column, distance)[row])
        value = "BORDER" if number == BORDER else table.strings[number]
        if column in ("lower", "lemma", "tag"):
            words.setdefault(distance, []).append(value if column != "lemma" else f"<{value}>")
        else:
            which = f"{distance}." if distance or template.size > 1 else ""
            tree.append(f"{which}{column}={value}")
    return _words(words, template.size, new) + (f" | {' '.join(tree)}" if tree else "")


def _words(words: dict[int, list[str]], size: int, new: str) -> str:
    shown: list[str] = []
    inside = [".".join(words.get(i, ["*"])) for i in range(size)]
    places = sorted({*words, 0})
    for place in places:
        if place == 0:
            shown.append(f"[{' '.join(inside)} => {new or '∅'}]" if size else f"[=> {new}]")
        if place in words and not 0 <= place < size:
            shown.append(".".join(words[place]))
    return " ".join(shown)
