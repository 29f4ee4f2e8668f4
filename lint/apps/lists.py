"""The files of words and terms that settings name, and the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from lint.errors import UsageError
from lint.settings import Rooted, Settings


class ListFile(msgspec.Struct, frozen=True):
    """A file of words or terms: its path, how it is called in messages, and what tells whether it was changed."""

    path: str
    place: str
    digest: str


def word_lists(settings: Settings) -> tuple[ListFile, ...]:
    """The word lists that hold: the user's own, and those of the settings."""
    return (*_own(), *named(settings.word_lists, settings.place, "word-lists"))


def _own() -> tuple[ListFile, ...]:
    """The words that a user accepts in every project, where there are some."""
    from platformdirs import user_config_path

    try:
        path = user_config_path("mtlint", appauthor=False) / "words.txt"
        there = path.is_file()
    except (OSError, RuntimeError):
        return ()
    return (_listed(path, str(path)),) if there else ()


def named(names: Iterable[Rooted], place: str, key: str) -> tuple[ListFile, ...]:
    """The files that a key of the settings names, each once; UsageError where one cannot be read."""
    return tuple(dict.fromkeys(_named(name, place, key) for name in names))


def _named(name: Rooted, place: str, key: str) -> ListFile:
    path = Path(name.folder) / Path(name.name).expanduser()
    if not path.exists():
        where = "paths start from the folder of the settings file that names them"
        raise UsageError(f"{place}: {key} names {name.name}, but there is no {os.path.relpath(path)}; {where}")
    return _listed(path, name.name)


def _listed(path: Path, place: str) -> ListFile:
    from hashlib import blake2b  # slow to load, and most runs have no lists

    return ListFile(str(path), place, blake2b(_read(path, place), digest_size=8).hexdigest())


def data_of(one: ListFile) -> bytes:
    """The bytes of a file; UsageError where it cannot be read."""
    return _read(Path(one.path), one.place)


def text_of(one: ListFile) -> str:
    """The text of a file; UsageError with its line where it is not UTF-8."""
    data = data_of(one)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{one.place}:{line}: is not valid UTF-8; save it as UTF-8") from None


def _read(path: Path, place: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{place}: cannot be read: {error.strerror}") from None
