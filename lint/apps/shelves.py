"""Where things lie: the folders of rules, and the folder of what is kept between runs."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

import lint
from lint.apps.files import replace
from lint.errors import UsageError

BESIDE = ("measured.json", "confidence.json")
"""What benchmarks write beside the rules."""


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


def families(folder: Path) -> list[Path]:
    """The families of rules in a folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))


def contents(places: Sequence[Shelf]) -> str:
    """What the catalogue is made from: every file with its size and time, and the code that reads them."""
    code = Path(lint.__file__).with_name("catalogue.py").stat()
    lines = [f"{lint.__version__} {code.st_size} {code.st_mtime_ns}"]
    for shelf in places:
        lines.append(f"{shelf.folder.resolve()} {shelf.name}")
        for family in families(shelf.folder):
            lines += (f"{family.name}/{file}" for file in stamped(family))
        lines += (file for file in stamped(shelf.folder) if file.startswith(BESIDE))
    return "\n".join(lines)


def stamped(folder: Path) -> list[str]:
    """The files of a folder, each with its size and the time when it was changed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(f"{e.name} {e.stat().st_size} {e.stat().st_mtime_ns}" for e in entries if e.is_file())
    except OSError:
        return []


def folder() -> Path | None:
    """Where things are kept between runs; None where there is no place for them."""
    from platformdirs import user_cache_path

    try:
        return user_cache_path("mtlint", appauthor=False)
    except (OSError, RuntimeError):
        return None


def path_of(kind: str, content: str) -> Path | None:
    """Where something is kept, by what it depends on."""
    place = folder()
    key = zlib.crc32(content.encode("utf-8", "replace"))
    return place / f"{kind}-{key:08x}" if place is not None else None


def write(path: Path | None, data: bytes) -> None:
    """Write for the next run; a cache that cannot be written is no fault of the text."""
    if path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data)
