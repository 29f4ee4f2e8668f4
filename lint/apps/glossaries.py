"""The glossaries of an order: read once, and put into the rules that wait for them; imported where there are some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from lint import glossary
from lint.apps.lists import ListFile, data_of, text_of
from lint.catalogue import Rule
from lint.errors import UsageError
from lint.glossary import Entry

TABLES = {"glossary.tsv": glossary.avoided, "terms.tsv": glossary.fixed}
"""The tables of the family `glossary`, and what makes them."""
SUFFIXES = (".csv", ".tsv", ".tbx")


@lru_cache(maxsize=16)
def entries(files: tuple[ListFile, ...]) -> tuple[Entry, ...]:
    """The entries of glossaries; UsageError with file and line where something in them is wrong."""
    return glossary.checked(entry for one in files for entry in _filled(one))


def _filled(one: ListFile) -> tuple[Entry, ...]:
    found = tuple(_read(one))
    if not found:
        raise UsageError(f"{one.place}: holds no English term; fill it in, or take it out of the settings")
    return found


def _read(one: ListFile) -> Iterable[Entry]:
    suffix = next((suffix for suffix in SUFFIXES if one.path.lower().endswith(suffix)), "")
    if not suffix:
        raise UsageError(f"{one.place}: is no glossary by its name; it must end in {', '.join(SUFFIXES)}")
    if suffix != ".tbx":
        return glossary.read_csv(text_of(one), one.place)
    from lint.tbx import read_tbx  # XML is read by few

    return read_tbx(data_of(one), one.place)


def with_glossaries(rules: Sequence[Rule], files: tuple[ListFile, ...]) -> tuple[Rule, ...]:
    """Rules with the terms of glossaries in those that wait for some."""
    tables = _tables(files)
    return tuple(
        msgspec.structs.replace(rule, tables={**rule.tables, **tables}) if rule.asked.glossary == "given" else rule
        for rule in rules
    )


@lru_cache(maxsize=16)
def _tables(files: tuple[ListFile, ...]) -> dict[str, str]:
    return {name: make(entries(files)) for name, make in TABLES.items()}
