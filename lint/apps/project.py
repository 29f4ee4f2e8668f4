"""A project's settings: for each file the nearest settings file, and all that this one builds on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from lint.errors import UsageError
from lint.settings import Names, Settings, Table, decode, joined

FILES: tuple[tuple[str, Names], ...] = (("mtlint.toml", ()), ("pyproject.toml", ("tool", "mtlint")))


class Layer(msgspec.Struct, frozen=True):
    """One settings file: its place as it is shown, its folder and its table."""

    place: str
    folder: str
    table: Table


def settings_for(path: str, asked: str | None = None) -> Settings:
    """The settings for a file or a folder: those asked for, else the nearest upward; standard input is this folder."""
    return _settings("" if asked is not None else _folder(path), asked)


@lru_cache(maxsize=4096)
def _settings(folder: str, asked: str | None) -> Settings:
    """The settings for all files of a folder."""
    return joined_layers(_nearest(folder) if asked is None else _asked(asked))


def layers_for(path: str, asked: str | None = None) -> tuple[Layer, ...]:
    """The settings files that hold for a path, the nearest last."""
    if asked is not None:
        return _asked(asked)
    return _nearest(_folder(path))


def _folder(path: str) -> str:
    """The folder that the search for settings begins in."""
    here = Path.cwd() if path == "-" else Path(os.path.abspath(path))  # noqa: PTH100
    return str(here if path == "-" or here.is_dir() else here.parent)


def joined_layers(layers: Sequence[Layer]) -> Settings:
    """The settings that files come to, each on top of those before."""
    settings = Settings()
    for layer in layers:
        settings = joined(settings, layer.table, layer.place, layer.folder)
    return settings


@lru_cache(maxsize=4096)
def _nearest(folder: str) -> tuple[Layer, ...]:
    for name, table in FILES:
        path = Path(folder) / name
        if path.is_file():
            found = _built(path, table, ())
            if found:
                return found
    parent = str(Path(folder).parent)
    return () if parent == folder else _nearest(parent)


def _asked(asked: str) -> tuple[Layer, ...]:
    path = Path(asked)
    found = _built(path, ("tool", "mtlint") if path.name == "pyproject.toml" else (), (), shown=asked)
    if not found:
        raise UsageError(f"{asked}: has no table [tool.mtlint]")
    return found


def _built(path: Path, table: Names, above: tuple[Path, ...], *, shown: str = "") -> tuple[Layer, ...]:
    """A settings file and, before it, those that it builds on; nothing where it has no such table."""
    place = shown or _shown(path)
    real = path.resolve()
    if real in above:
        circle = " -> ".join(_shown(one) for one in (*above[above.index(real) :], real))
        raise UsageError(f"{_shown(above[-1])}: extend goes round in a circle: {circle}; take one of them out")
    found = decode(_text(path, place), place, table=table)
    if found is None:
        return ()
    below = tuple(layer for name in _extended(found) for layer in _base(path, place, name, (*above, real)))
    return (*below, Layer(place, str(path.parent), found))


def _extended(table: Table) -> Names:
    return (table.extend,) if isinstance(table.extend, str) else table.extend


def _base(path: Path, place: str, name: str, above: tuple[Path, ...]) -> tuple[Layer, ...]:
    base = path.parent / Path(name).expanduser()
    if base.is_dir():
        raise UsageError(f"{place}: extend names a folder, {name}; name a file in it")
    if not base.is_file():
        raise UsageError(f"{place}: extend names {name}, which is not there; paths start from the folder of this file")
    found = _built(base, ("tool", "mtlint") if base.name == "pyproject.toml" else (), above)
    if not found:
        raise UsageError(f"{place}: extend names {name}, which has no table [tool.mtlint]")
    return found


def upward(paths: Sequence[str]) -> Iterator[Path]:
    """The folder that holds all paths, and those above it."""
    real = [os.path.abspath(path) for path in paths if path != "-"]  # noqa: PTH100
    if "-" in paths or not real:
        real.append(str(Path.cwd()))
    common = Path(os.path.commonpath([path if Path(path).is_dir() else str(Path(path).parent) for path in real]))
    yield common
    yield from common.parents


def _text(path: Path, place: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: is not valid UTF-8 at byte offset {error.start}; save it as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror}; check --config") from None


def _shown(path: Path) -> str:
    inner = os.path.relpath(path).replace(os.sep, "/")
    return path.as_posix() if inner.startswith("../../") else inner


def forget() -> None:
    """Read the settings files afresh."""
    _nearest.cache_clear()
    _settings.cache_clear()
