"""Loading the catalogue: read and verified once, kept decoded between runs."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import regex

import lint
from lint import catalogue, patterns
from lint.apps.files import replace
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


class Shelf(msgspec.Struct, frozen=True):
    """A folder of rules: where it lies, and how its files are called in messages."""

    folder: Path
    name: str


def shipped() -> Shelf:
    """The catalogue of this installation: in the package in a wheel, beside it in a checkout."""
    package = Path(lint.__file__).parent
    inside = package / "rules"
    return Shelf(inside if inside.is_dir() else package.parent / "rules", "rules")


def shelves(extra: Sequence[str]) -> tuple[Shelf, ...]:
    """The catalogue and the folders that were asked for besides."""
    for folder in extra:
        if not Path(folder).is_dir():
            raise UsageError(f"{folder}: no such folder of rules; it must hold FAMILY/NAME.yaml files")
    return (shipped(), *(Shelf(Path(folder), folder) for folder in extra))


def load_rules(extra: Sequence[str] = (), *, cached: bool = True) -> tuple[Rule, ...]:
    """All rules, sorted by id."""
    places = shelves(extra)
    records = {rule: record for shelf in places for rule, record in measured(shelf).items()}
    weights = _weights(places[0])
    if not cached:
        return _load_verified(places, records, weights)[0]
    patterns.recall(_decoded(_expressions_path(), dict[str, bytes]) or {})
    listing = _listing(places)
    path = _path("catalogue", "\n".join(str(shelf.folder.resolve()) for shelf in places))
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
    for family in _families(shelf.folder):
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


def _families(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def _read(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(
            place, 1, f"{path.name} is not valid UTF-8 at byte offset {error.start}; save it as UTF-8"
        ) from None
    except OSError as error:
        raise RuleError(place, 1, f"{path.name} cannot be read: {error.strerror}") from None


def _listing(places: Sequence[Shelf]) -> str:
    """What the catalogue is made from: every file with its size and time, and the code that reads them."""
    code = Path(catalogue.__file__).stat()
    lines = [f"{lint.__version__} {code.st_size} {code.st_mtime_ns}"]
    for shelf in places:
        lines.append(f"{shelf.folder.resolve()} {shelf.name}")
        for family in _families(shelf.folder):
            with os.scandir(family) as entries:
                found = sorted((e.name, e.stat().st_size, e.stat().st_mtime_ns) for e in entries if e.is_file())
            lines += [f"{family.name}/{name} {size} {changed}" for name, size, changed in found]
    return "\n".join(lines)


def folder() -> Path | None:
    """Where things are kept between runs; None where there is no place for them."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("mtlint", appauthor=False)
    except (OSError, RuntimeError):
        return None


def _path(kind: str, content: str) -> Path | None:
    """Where something is kept, by what it depends on."""
    place = folder()
    key = zlib.crc32(content.encode("utf-8", "replace"))
    return place / f"{kind}-{key:08x}" if place is not None else None


def _expressions_path() -> Path | None:
    # What is kept is the code of one version of `regex`, which another does not read.
    return _path("expressions", f"{regex.__version__} {sys.version} {sys.byteorder}")


def _decoded(path: Path | None, kind: type[T]) -> T | None:
    if path is None:
        return None
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError):
        return None


def write(path: Path | None, data: bytes) -> None:
    """Write for the next run; a cache that cannot be written is no fault of the text."""
    if path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data)
