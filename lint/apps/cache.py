"""Loading the catalogue: read and verified once, kept decoded between runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import regex

from lint import catalogue, patterns
from lint.apps.shelves import Shelf, contents, families, path_of, shelves, shipped, write
from lint.catalogue import Rule, RuleSource
from lint.confidence import Weights
from lint.errors import RuleError, UsageError
from lint.record import Record

T = TypeVar("T")
TABLES = (".tsv", ".txt")
WRITERS = {"measured.json": "quality", "confidence.json": "confidence", "languagetool.json": "languagetool"}
"""What lies beside the rules, and the benchmark that writes it."""
MOST_EXPRESSIONS = 5000
"""Expressions of rules that are no more are dropped with all others when there are so many."""


class Kept(msgspec.Struct):
    """The catalogue as it lies in the cache: what it was made from, and the decoded files."""

    listing: str
    sources: list[tuple[str, str, Any, dict[str, str]]]


def load_rules(extra: Sequence[str] = (), *, cached: bool = True) -> tuple[Rule, ...]:
    """All rules, sorted by id."""
    places = shelves(extra)
    records = {rule: record for shelf in places for rule, record in measured(shelf).items()}
    weights = _weights(places[0])
    if not cached:
        return _load_verified(places, records, weights)[0]
    patterns.recall(_decoded(_expressions_path(), dict[str, bytes]) or {})
    listing = contents(places)
    path = path_of("catalogue", "\n".join(str(shelf.folder.resolve()) for shelf in places))
    kept = _decoded(path, Kept)
    if kept is not None and kept.listing == listing:
        # What was kept was verified when it was kept; lines are for errors only.
        return catalogue.load((RuleSource(*fields[:3], {}, fields[3]) for fields in kept.sources), records, weights)
    rules, sources = _load_verified(places, records, weights)
    write(path, msgspec.msgpack.encode(Kept(listing, [(s.id, s.place, s.data, dict(s.tables)) for s in sources])))
    return rules


def keep_expressions() -> None:
    """Keep the expressions that this run compiled, for the next one."""
    path = _expressions_path()
    if path is None or not patterns.made():
        return
    before = _decoded(path, dict[str, bytes]) or {}
    kept = {**(before if len(before) < MOST_EXPRESSIONS else {}), **patterns.made()}
    write(path, msgspec.msgpack.encode(kept))


def rule_sources(shelf: Shelf) -> Iterator[RuleSource]:
    """The decoded rule files of a folder, each with the tables of its family that it names."""
    for family in families(shelf.folder):
        tables = _tables(family)
        for path in sorted(family.glob("*.yaml")):
            yield _source(path, family.name, f"{shelf.name}/{family.name}/{path.name}", tables)


def load_rule(path: Path) -> Rule:
    """The verified rule of one file, wherever it lies."""
    place, family = path.as_posix(), path.resolve().parent
    if not path.is_file():
        raise UsageError(f"{place}: no such rule file; name a YAML file such as rules/article/twice.yaml")
    source = _source(path, family.name, place, _tables(family))
    rule = catalogue.parse(source)
    catalogue.verify(rule, source)
    return rule


def _tables(family: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(family.iterdir()) if path.suffix in TABLES}


def _source(path: Path, family: str, place: str, tables: Mapping[str, Path]) -> RuleSource:
    text = _read(path, place)
    named = {name: _read(table, place) for name, table in tables.items() if name in text}
    return catalogue.decode(f"{family}/{path.stem}", place, text, named)


def measured(shelf: Shelf) -> Mapping[str, Record]:
    """What was measured of the rules of a folder."""
    return _written(shelf, "measured.json", dict[str, Record]) or {}


def _weights(shelf: Shelf) -> Weights | None:
    """How the estimate of a place joins the record of a rule."""
    return _written(shelf, "confidence.json", Weights)


def beside_rules(name: str, kind: type[T]) -> T | None:
    """What a benchmark wrote beside the rules of this installation."""
    return _written(shipped(), name, kind)


def _written(shelf: Shelf, name: str, kind: type[T]) -> T | None:
    """What a benchmark wrote beside the rules; None where it did not."""
    try:
        return msgspec.json.decode((shelf.folder / name).read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        writer = f"benchmarks/{WRITERS[name]}"
        raise RuleError(f"{shelf.name}/{name}", 1, f"{error}; {writer} writes it") from None


def _load_verified(
    places: Sequence[Shelf], records: Mapping[str, Record], weights: Weights | None
) -> tuple[tuple[Rule, ...], tuple[RuleSource, ...]]:
    sources = tuple(source for shelf in places for source in rule_sources(shelf))
    seen: dict[str, str] = {}
    for source in sources:
        if source.id in seen:
            raise RuleError(
                source.place, 1, f"the rule {source.id} is also in {seen[source.id]}; rename one of the files"
            )
        seen[source.id] = source.place
    rules = catalogue.load(sources, records, weights)
    by_id = {source.id: source for source in sources}
    for rule in rules:
        catalogue.verify(rule, by_id[rule.id])
    return rules, sources


def _read(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(
            place, 1, f"{path.name} is not valid UTF-8 at byte offset {error.start}; save it as UTF-8"
        ) from None
    except OSError as error:
        raise RuleError(place, 1, f"{path.name} cannot be read: {error.strerror}") from None


def _expressions_path() -> Path | None:
    # What is kept is the code of one version of `regex`, which another does not read.
    return path_of("expressions", f"{regex.__version__} {sys.version} {sys.byteorder}")


def _decoded(path: Path | None, kind: type[T]) -> T | None:
    if path is None:
        return None
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError):
        return None
