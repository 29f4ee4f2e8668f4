"""What a run is to do with a file: what the options of the command and the project's settings come to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from lint.apps.files import known_encoding
from lint.apps.lists import Listed, named, word_lists
from lint.apps.project import forget as forget_settings
from lint.apps.project import settings_for
from lint.errors import UsageError, unknown
from lint.model import Safety
from lint.settings import Rooted, Settings, overridden
from lint.sources import parse_source

PACKS = "mtlint.rules"
"""The group of entry points under which packages offer rules; each names a package that holds FAMILY/NAME.yaml."""


class Choices(msgspec.Struct, frozen=True):
    """What the options of a command say."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    config: str | None = None
    read_as: str | None = None
    encoding: str | None = None
    output: str | None = None
    form: str = "text"
    exit_zero: bool = False
    jobs: int | None = None
    no_cache: bool = False
    quiet: bool = False
    color: str = "auto"
    source: str | None = None
    estimate: bool | None = None


class Order(msgspec.Struct, frozen=True):
    """What is to be done with files, in plain values that other processes can be given."""

    rule_folders: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    read_as: str | None = None
    encoding: str | None = None
    cached: bool = True
    level: Safety | None = None
    """The least safety of fixes to apply; None where the run only checks."""
    source: str = ""
    """The language that the texts were translated from, or `auto`; empty where nobody says."""
    estimate: bool = False
    """Whether the learned reader reads along."""
    settings: Settings = Settings()
    """The settings for the files, those for some paths among them joined in; select, ignore, source and estimate stand
    above, with what the options say of them."""
    word_lists: tuple[Listed, ...] = ()
    """Files of words that are right as they are."""
    glossaries: tuple[Listed, ...] = ()
    """Files of terms."""


def order_for(path: str, choices: Choices, level: Safety | None = None) -> Order:
    """What is to be done with a file; `-` is standard input."""
    settings = settings_for(path, choices.config)
    for folder, override in settings.overrides:
        if path != "-" and any(under(inside(path, folder), glob) for glob in override.paths):
            settings = overridden(settings, override)
    return _order(msgspec.structs.replace(settings, overrides=()), choices, level)


@lru_cache(maxsize=256)
def _order(settings: Settings, choices: Choices, level: Safety | None) -> Order:
    """One object for all files that are treated alike."""
    return Order(
        (
            *dict.fromkeys(folder for pack in settings.rules for folder in _pack(pack, settings.place)),
            *choices.rule_folders,
        ),
        choices.select or settings.select,
        (*settings.ignore, *choices.ignore),
        choices.read_as,
        known_encoding(choices.encoding) if choices.encoding else None,
        not choices.no_cache,
        level,
        settings.source if choices.source is None else parse_source(choices.source),
        settings.estimate if choices.estimate is None else choices.estimate,
        settings,
        word_lists(settings),
        named(settings.glossary, settings.place, "glossary"),
    )


def forget() -> None:
    """Read the settings files and what they name afresh."""
    forget_settings()
    _order.cache_clear()


def _pack(pack: Rooted, place: str) -> Iterator[str]:
    """The folders of a rule pack: the folder itself, or those of an installed package."""
    folder = Path(pack.folder) / Path(pack.name).expanduser()
    if folder.is_dir():
        yield os.path.relpath(folder) if folder.is_relative_to(Path.cwd()) else str(folder)
        return
    from importlib.metadata import entry_points
    from importlib.resources import files

    offered = {point.name: point for point in entry_points(group=PACKS)}
    if pack.name not in offered:
        hint = unknown(
            "rule pack", pack.name, offered, "it is neither a folder here nor offered by an installed package"
        )
        raise UsageError(f"{place}: {hint}")
    try:
        found = files(offered[pack.name].value.partition(":")[0])
    except ImportError as error:
        raise UsageError(f"{place}: rule pack {pack.name} cannot be loaded: {error}") from None
    yield str(found)


def inside(path: str, folder: str) -> str:
    """A path from a folder on, with slashes."""
    return os.path.relpath(path, folder or ".").replace(os.sep, "/")


@lru_cache(maxsize=4096)
def under(path: str, glob: str) -> bool:
    """Whether a glob names a path: from the settings' folder, or by the last part where it has no slash."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([glob]).match_file(path)
