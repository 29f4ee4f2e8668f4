"""Glossaries: the terms of a house, what stands for them wrongly, and the tables of phrases that follow from them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from io import StringIO

import msgspec

from lint.errors import UsageError, unknown
from lint.language.inflection import plural
from lint.language.tokenizer import pieces

COLUMNS = ("term", "avoid", "translate", "note")
DELIMITERS = (",", ";", "\t")
PARTICLES = frozenset("up down in out on off away over back through around along apart ahead together".split())
PREPOSITIONS = frozenset("of in for to by with at on from under de du".split())
RESERVED = re.compile(r"^#|(?:^|\s)\*(?:\s|$)|[<>\t]")
"""Marks of the tables of phrases."""
LEMMA = "<{}>".format
WORD = re.compile(r"\w+")


class Entry(msgspec.Struct, frozen=True):
    """A term as it is to be written, what is not to stand for it, and where the glossary says so."""

    term: str
    place: str
    avoid: tuple[str, ...] = ()
    fixed: bool = False
    """The term stays as it is: it is not translated."""
    note: str = ""


def read_csv(text: str, place: str) -> Iterator[Entry]:
    """The entries of a glossary with a header row; UsageError with its line where something in it is wrong."""
    rows = _rows(text, place)
    first = next(rows, None)
    if first is None:
        raise UsageError(f"{place}: is empty; begin it with a header row: {','.join(COLUMNS)}")
    columns = _header(first[1], f"{place}:{first[0]}")
    for line, cells in rows:
        where = f"{place}:{line}"
        if any(cells[len(columns) :]):
            sizes = f"has {len(cells)} cells where the header has {len(columns)}"
            raise UsageError(f"{where}: {sizes}; put a cell that holds the delimiter in quotes")
        yield _entry(dict(zip(columns, cells, strict=False)), where)


def _rows(text: str, place: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with the lines on which they begin."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{place}:{line}: is no row of a table: {error}; check its quotation marks") from None


def _header(cells: Sequence[str], where: str) -> list[str]:
    names = [cell.lower() for cell in cells]
    for name in names:
        if name not in COLUMNS:
            otherwise = f"the columns are {', '.join(COLUMNS)}"
            raise UsageError(f"{where}: {unknown('column', name, COLUMNS, otherwise)}")
    if "term" not in names or len(set(names)) < len(names):
        raise UsageError(f"{where}: the header needs the column term, and each column once: {','.join(COLUMNS)}")
    return names


def _entry(row: Mapping[str, str], where: str) -> Entry:
    translate = row.get("translate", "").lower()
    if translate not in ("", "yes", "no"):
        raise UsageError(
            f'{where}: translate is "{row["translate"]}"; write no for a term that stays as it is, or nothing'
        )
    avoid = tuple(filter(None, (name.strip() for name in row.get("avoid", "").split("|"))))
    if not row.get("term"):
        raise UsageError(f"{where}: has no term; name the one to use")
    return Entry(row["term"], where, avoid, translate == "no", " ".join(row.get("note", "").split()))


def checked(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries that do not speak against each other; UsageError with both places where two do."""
    made: list[Entry] = []
    terms: dict[str, str] = {}
    avoided: dict[str, str] = {}
    for entry in entries:
        _new(entry, entry.term, terms, "is also a term in {}; join the two entries")
        for name in entry.avoid:
            _new(entry, name, avoided, "is also to be avoided in {}; keep it in one entry")
        made.append(entry)
    for name, place in avoided.items():
        if name in terms:
            raise UsageError(
                f"{place}: “{name}” is to be avoided, but is a term in {terms[name]}; take one of them out"
            )
    return tuple(made)


def _new(entry: Entry, name: str, seen: dict[str, str], problem: str) -> None:
    if RESERVED.search(name) or not any(char.isalnum() for char in name):
        raise UsageError(
            f"{entry.place}: “{name}” is no term that can be looked for; write it without <, > and a * or # of its own"
        )
    if name in seen:
        raise UsageError(f"{entry.place}: “{name}” {problem.format(seen[name])}")
    seen[name] = entry.place


def avoided(entries: Sequence[Entry]) -> str:
    """The table of phrases to be avoided: phrase, what to write, where that is said.

    A term that holds a phrase to be avoided is in the table too, as itself, so that it is left alone.
    """
    lines: list[str] = []
    wrong: set[tuple[str, ...]] = set()
    for entry in entries:
        for name in entry.avoid:
            parts = _parts(name)
            wrong.add(tuple(part.lower() for part in parts))
            said = entry.place + (f": {entry.note}" if entry.note else "")
            lines += [f"{phrase}\t{instead}\t{said}\n" for phrase, instead in _phrases(parts, entry.term)]
    known = {word for words in wrong for word in words}
    for entry in entries:
        parts = _parts(entry.term) if not known.isdisjoint(WORD.findall(entry.term.lower())) else []
        if _holds([part.lower() for part in parts], wrong):
            lines += [f"{phrase}\t{phrase}\t\n" for phrase in (" ".join(parts), " ".join(_at_head(parts, LEMMA)))]
    return "".join(lines)


def _holds(words: Sequence[str], wrong: Set[tuple[str, ...]]) -> bool:
    """Tell whether some words, not all, are a phrase to be avoided."""
    runs = ((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1) if j - i < len(words))
    return any(tuple(words[i:j]) in wrong for i, j in runs)


def _phrases(parts: Sequence[str], term: str) -> Iterator[tuple[str, str]]:
    """A phrase with what to write: as it is, with its head in every form, and a name in the plural as well."""
    yield " ".join(parts), term
    yield " ".join(_at_head(parts, LEMMA)), " ".join(_at_head(term.split(), LEMMA))
    if not all(part.islower() for part in parts):
        yield " ".join(_at_head(parts, plural)), in_plural(term)


def _parts(name: str) -> list[str]:
    """The words and marks of a term, as texts are cut."""
    return [chunk[a:b] for chunk in name.split() for a, b in pieces(chunk)]


def _at_head(parts: Sequence[str], change: Callable[[str], str]) -> list[str]:
    at = head(parts)
    return [*parts[:at], change(parts[at]), *parts[at + 1 :]]


def head(parts: Sequence[str]) -> int:
    """Which word of a term is inflected: carry in “carry out”, letter in “letter of intent”, else the last one."""
    if len(parts) > 1 and parts[-1].lower() in PARTICLES:
        return 0
    at = next((i for i, part in enumerate(parts[1:]) if part.lower() in PREPOSITIONS), len(parts) - 1)
    while at and not parts[at][-1].isalnum():
        at -= 1
    return at


def fixed(entries: Sequence[Entry]) -> str:
    """The table of terms that stay as they are: term, its plural, where that is said."""
    return "".join(f"{e.term}\t{in_plural(e.term)}\t{e.place}\n" for e in entries if e.fixed)


def in_plural(term: str) -> str:
    """A term with its head in the plural: “letters of intent”."""
    return " ".join(_at_head(term.split(" "), plural))
