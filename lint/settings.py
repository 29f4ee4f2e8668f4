"""What a project asks for in pyproject.toml or mtlint.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from lint.errors import UsageError, unknown
from lint.sources import parse_source

KEYS = ("select", "ignore", "per-path-ignores", "source", "estimate")


class Settings(msgspec.Struct, frozen=True):
    """Which rules a project wants; `place` is the file that says so, empty where none does."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    place: str = ""
    source: str = ""
    """The language that the texts were translated from, or `auto`; empty where nothing is known of it."""
    estimate: bool = False
    """Whether the learned reader is to read along."""


def read(text: str, place: str, *, table: tuple[str, ...] = ()) -> Settings | None:
    """The settings in a TOML file, under `table`; None where the file has no such table."""
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(_broken(str(error), place)) from None
    for name in table:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return None
    if not isinstance(value, dict):
        raise UsageError(f"{place}: {'.'.join(table)} must be a table")
    return parse(value, place, text=text)


def parse(table: Mapping[str, Any], place: str, *, text: str = "") -> Settings:
    """The settings in a table; `text`, where given, is the file that lines are looked up in."""
    for key in table:
        if key not in KEYS:
            problem = unknown("key", key, KEYS, f"known keys: {', '.join(KEYS)}")
            raise UsageError(f"{_at(place, key, text)}: {problem}")
    ignores = table.get("per-path-ignores", {})
    if not isinstance(ignores, dict):
        raise UsageError(f"{_at(place, 'per-path-ignores', text)}: per-path-ignores must be a table of glob = [rules]")
    return Settings(
        _strings(table, "select", place, text),
        _strings(table, "ignore", place, text),
        tuple((glob, _strings(ignores, glob, place, text)) for glob in ignores),
        place,
        _source(table.get("source", "none"), place, text),
        _estimate(table.get("estimate", False), place, text),
    )


def _source(value: Any, place: str, text: str) -> str:
    at = _at(place, "source", text)
    if not isinstance(value, str):
        raise UsageError(f'{at}: source must be a language code, such as "ru", or "auto"')
    try:
        return parse_source(value)
    except UsageError as error:
        raise UsageError(f"{at}: {error}") from None


def _estimate(value: Any, place: str, text: str) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{_at(place, 'estimate', text)}: estimate must be true or false")
    return value


def _strings(table: Mapping[str, Any], key: str, place: str, text: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UsageError(f'{_at(place, key, text)}: {key} must be a list of strings, such as ["spacing", "numbers"]')
    return tuple(value)


def _at(place: str, key: str, text: str) -> str:
    """The place of a key: the TOML reader keeps no lines, so the key is looked up as it is written."""
    found = re.search(rf"""^[ \t]*(?:\[.*)?["']?{re.escape(key)}["']?[ \t]*[=\]]""", text, re.MULTILINE)
    return f"{place}:{text.count(chr(10), 0, found.start()) + 1}" if found else place


def _broken(problem: str, place: str) -> str:
    found = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", problem)
    return f"{place}:{found[2]}: {found[1]}" if found else f"{place}: {problem}"
