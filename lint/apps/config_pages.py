"""`mtlint config`: which settings hold for a file and where each stands, and their schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from lint.apps.choosing import overrides_for
from lint.apps.project import joined_layers, layers_for
from lint.settings import Settings, Style, Suppressions, overridden, said, schema


def show(path: str, asked: str | None) -> None:
    """Print the settings for a file as TOML, each with the files that say so."""
    layers = layers_for(path, asked)
    settings = joined_layers(layers)
    places: dict[str, list[str]] = {}
    for layer in layers:
        for key in said(layer.table):
            places.setdefault(key, []).append(layer.place)
    for place, override in overrides_for(path, layers):
        settings = overridden(settings, override)
        for key in said(override):
            places.setdefault(key, []).append(f"{place}, for {', '.join(override.paths)}")
    files = [layer.place for layer in layers]
    click.echo(f"# Settings for {path}: {', then '.join(files) if files else 'none; what follows are the defaults'}")
    for line in _lines(settings, places):
        click.echo(line)


def _lines(settings: Settings, places: dict[str, list[str]]) -> Iterator[str]:
    rows = [(key, _toml(value), " and ".join(places.get(key, ["default"]))) for key, value in _values(settings)]
    width = min(60, max(len(f"{key} = {value}") for key, value, _ in rows))
    for key, value, where in rows:
        yield f"{f'{key} = {value}':{width}}  # {where}"


def _values(settings: Settings) -> Iterator[tuple[str, Any]]:
    """The keys of a settings file, with what holds; those that nobody set and that have no default are left out."""
    yield "select", list(settings.select)
    yield "ignore", list(settings.ignore)
    yield "rules", [pack.name for pack in settings.rules]
    yield "per-path-ignores", {glob.name: list(names) for glob, names in settings.path_ignores}
    yield "source", settings.source or "none"
    yield "estimate", settings.estimate
    yield "languagetool", settings.languagetool
    yield "severity", {name: str(severity) for name, severity in settings.severity}
    yield "safety", dict(settings.safety)
    if settings.variety:
        yield "variety", settings.variety
    if settings.style != Style():
        yield "style", {key: value for key, value in _fields(settings.style).items() if value is not None}
    yield "words", list(settings.words)
    yield "word-lists", [file.name for file in settings.word_lists]
    yield "glossary", [file.name for file in settings.glossary]
    yield "suppressions", _fields(settings.suppressions)


def _fields(struct: Style | Suppressions) -> dict[str, Any]:
    return {field.encode_name: getattr(struct, field.name) for field in msgspec.structs.fields(type(struct))}


def _toml(value: Any) -> str:
    """A value on one line; a string of JSON is one of TOML too."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)


def show_schema(kind: str) -> None:
    """Print the JSON Schema of settings files, or of files of decisions."""
    from lint.apps.review import decisions  # no settings need it

    click.echo(json.dumps(decisions.schema() if kind == "decisions" else schema(), indent=2))
