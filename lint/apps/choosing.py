"""What the options of a command and the settings for a file come to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from lint.apps import project
from lint.apps.files import known_encoding
from lint.apps.lists import named, word_lists
from lint.apps.order import Choices, Order
from lint.apps.project import Layer, settings_for
from lint.errors import UsageError, unknown
from lint.model import Safety, Severity
from lint.settings import Override, Rooted, Settings, overridden
from lint.sources import parse_source

PACKS = "mtlint.rules"
"""The group of entry points under which packages offer rules; each names a package that holds FAMILY/NAME.yaml."""


def order_for(path: str, choices: Choices, level: Safety | None = None) -> Order:
    """What is to be done with a file; `-` is standard input."""
    settings = settings_for(path, choices.config)
    for folder, override in settings.overrides:
        if _is_for(path, folder, override):
            settings = overridden(settings, override)
    return _order(msgspec.structs.replace(settings, overrides=()), choices, level)


def overrides_for(path: str, layers: Sequence[Layer]) -> Iterator[tuple[str, Override]]:
    """The overrides that hold for a path, each with the settings file that it stands in."""
    for layer in layers:
        yield from ((layer.place, one) for one in layer.table.overrides if _is_for(path, layer.folder, one))


def _is_for(path: str, folder: str, override: Override) -> bool:
    return path != "-" and any(under(inside(path, folder), glob) for glob in override.paths)


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
        min_severity=Severity(choices.min_severity),
    )


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


def forget() -> None:
    """Read settings afresh: a process may outlive its settings."""
    project.forget()
    _order.cache_clear()
