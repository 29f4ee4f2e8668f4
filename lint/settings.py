"""What a project asks for in pyproject.toml or mtlint.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, inspect

from lint.errors import UsageError, unknown
from lint.model import Severity
from lint.sources import parse_source

Names = tuple[str, ...]
SafetyName = Literal["show", "ask", "safe"]
Variety = Literal["en-GB", "en-US"]
UNKNOWN = re.compile(r"unknown field `([^`]*)`")
AT = re.compile(r" - at `(?:key in )?([^`]*)`$")
MISSING = re.compile(r"missing required field `([^`]*)`")
STEP = re.compile(r"\[[^\]]*\]|[^.\[\]$]+")


Selected = Annotated[Names | None, Meta(description="Check these only: rules, families, globs, on, quiet or all")]
Ignored = Annotated[Names, Meta(description="Do not check these")]
Source = Annotated[str | None, Meta(description="Language translated from, such as ru; auto guesses, none unsets")]
Estimated = Annotated[bool | None, Meta(description="Whether the learned reader reads along")]
Consulted = Annotated[bool | None, Meta(description="Whether LanguageTool is asked too")]
Severities = Annotated[dict[str, Severity], Meta(description="Rule, family or glob -> how much its findings weigh")]
Safeties = Annotated[dict[str, SafetyName], Meta(description="Rule, family or glob -> how far its fixes are trusted")]
Varied = Annotated[Variety | None, Meta(description="The English that is preferred")]
Words = Annotated[Names, Meta(description="Names and terms that are right as they are")]


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The style of the house; what is not said is left alone."""

    dates: Annotated[Literal["day-month", "month-day"] | None, Meta(description="3 May 2024, or May 3, 2024")] = None
    quotes: Annotated[Literal["double", "single"] | None, Meta(description="Marks of a quotation in no other")] = None
    titles: Annotated[Literal["point", "no-point"] | None, Meta(description="Mr. Smith, or Mr Smith")] = None


class Suppressions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How findings are suppressed in texts."""

    marker: Annotated[str, Meta(description="What begins a mark at the end of a line of plain text")] = "#"
    reasons: Literal["optional", "required"] = "optional"


class Override(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What holds besides for some files."""

    paths: Annotated[Names, Meta(description="Globs, as in .gitignore, from the folder of this file")]
    select: Selected = None
    ignore: Ignored = ()
    source: Source = None
    estimate: Estimated = None
    languagetool: Consulted = None
    variety: Varied = None
    severity: Severities = {}
    safety: Safeties = {}
    style: Style | None = None
    words: Words = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """mtlint.toml, or [tool.mtlint] in pyproject.toml."""

    extend: Annotated[str | Names, Meta(description="Settings files that this one builds on")] = ()
    select: Selected = None
    ignore: Ignored = ()
    rules: Annotated[Names, Meta(description="Rule packs: folders, or names under which packages offer some")] = ()
    per_path_ignores: Annotated[dict[str, Names], Meta(description="Glob -> rules to ignore there")] = {}
    overrides: Annotated[tuple[Override, ...], Meta(description="What holds besides for some files")] = ()
    source: Source = None
    estimate: Estimated = None
    languagetool: Consulted = None
    severity: Severities = {}
    safety: Safeties = {}
    variety: Varied = None
    style: Annotated[Style | None, Meta(description="The style of the house")] = None
    words: Words = ()
    word_lists: Annotated[Names, Meta(description="Files of names and terms, one a line")] = ()
    glossary: Annotated[Names, Meta(description="Files of terms, .csv or .tbx")] = ()
    suppressions: Annotated[Suppressions | None, Meta(description="How findings are suppressed in texts")] = None


class Rooted(msgspec.Struct, frozen=True):
    """A glob, or a file, and the folder of the settings file that names it."""

    folder: str
    name: str


class Settings(msgspec.Struct, frozen=True):
    """What a project asks for, all files that build on each other joined; `place` is the nearest, "" for none."""

    place: str = ""
    select: Names = ()
    ignore: Names = ()
    rules: tuple[Rooted, ...] = ()
    path_ignores: tuple[tuple[Rooted, Names], ...] = ()
    overrides: tuple[tuple[str, Override], ...] = ()
    """Each with the folder that its globs start from."""
    source: str = ""
    """The language that the texts were translated from, or `auto`; empty where nothing is known of it."""
    estimate: bool = False
    languagetool: bool = False
    severity: tuple[tuple[str, Severity], ...] = ()
    safety: tuple[tuple[str, SafetyName], ...] = ()
    variety: Variety | None = None
    style: Style = Style()
    words: Names = ()
    word_lists: tuple[Rooted, ...] = ()
    glossary: tuple[Rooted, ...] = ()
    suppressions: Suppressions = Suppressions()


def decode(text: str, place: str, *, table: Names = ()) -> Table | None:
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
    try:
        made = msgspec.convert(value, Table)
    except msgspec.ValidationError as error:
        raise UsageError(_placed(str(error), place, text)) from None
    for source in (made.source, *(override.source for override in made.overrides)):
        _checked_source(source, place, text)
    return made


def joined(settings: Settings, table: Table, place: str, folder: str) -> Settings:
    """Settings with those of a nearer file on top: lists and tables grow, `select` and single values are replaced."""
    extended = (Rooted(folder, name) for name in table.rules)
    ignores = ((Rooted(folder, glob), names) for glob, names in table.per_path_ignores.items())
    return Settings(
        place=place,
        select=settings.select if table.select is None else table.select,
        ignore=(*settings.ignore, *table.ignore),
        rules=(*settings.rules, *extended),
        path_ignores=(*settings.path_ignores, *ignores),
        overrides=(*settings.overrides, *((folder, override) for override in table.overrides)),
        source=settings.source if table.source is None else parse_source(table.source),
        estimate=settings.estimate if table.estimate is None else table.estimate,
        languagetool=settings.languagetool if table.languagetool is None else table.languagetool,
        severity=(*settings.severity, *table.severity.items()),
        safety=(*settings.safety, *table.safety.items()),
        variety=table.variety or settings.variety,
        style=_styled(settings.style, table.style),
        words=(*settings.words, *table.words),
        word_lists=(*settings.word_lists, *(Rooted(folder, name) for name in table.word_lists)),
        glossary=(*settings.glossary, *(Rooted(folder, name) for name in table.glossary)),
        suppressions=table.suppressions or settings.suppressions,
    )


def overridden(settings: Settings, override: Override) -> Settings:
    """Settings with what an override says besides."""
    fields = (
        "select", "ignore", "source", "estimate", "languagetool", "variety", "severity", "safety", "style", "words",
    )  # fmt: skip
    table = Table(**{name: getattr(override, name) for name in fields})
    return joined(settings, table, settings.place, "")


def said(table: Table | Override) -> Iterator[str]:
    """The keys that a table says something of."""
    for field in msgspec.structs.fields(table):
        if getattr(table, field.name) not in (None, (), {}):
            yield field.encode_name


def _styled(style: Style, nearer: Style | None) -> Style:
    if nearer is None:
        return style
    changes = {name: value for name in Style.__struct_fields__ if (value := getattr(nearer, name)) is not None}
    return msgspec.structs.replace(style, **changes)


def _checked_source(value: str | None, place: str, text: str) -> None:
    if value is None:
        return
    try:
        parse_source(value)
    except UsageError as error:
        raise UsageError(f"{_at(place, 'source', text)}: {error}") from None


def _placed(problem: str, place: str, text: str) -> str:
    """What is wrong with a settings file, at its line, in words of TOML and with a cure."""
    at = AT.search(problem)
    path = at[1] if at else "$"
    detail = AT.sub("", problem)
    steps = STEP.findall(path)
    keys = [step for step in steps if not step.startswith("[")]
    wanted = _type_at(steps)
    if found := UNKNOWN.search(detail):
        known = [field.encode_name for field in _given(wanted).fields]
        otherwise = f"known keys: {', '.join(known)}"
        return f"{_at(place, found[1], text)}: {unknown('key', found[1], known, otherwise)}"
    if found := MISSING.search(detail):
        return f"{_at(place, keys[-1], text)}: {'.'.join(keys)} needs the key {found[1]}"
    return f"{_at(place, keys[-1], text)}: {'.'.join(keys)} must be {_named(wanted)}"


def _type_at(steps: Sequence[str]) -> Any:
    """What msgspec knows of the type at a path."""
    here: Any = inspect.type_info(Table)
    for step in steps:
        here = _given(here)
        if isinstance(here, inspect.StructType):
            here = next(field.type for field in here.fields if field.encode_name == step)
        elif isinstance(here, inspect.DictType):
            here = here.value_type
        elif isinstance(here, inspect.VarTupleType):
            # A list of strings is wrong as a whole.
            here = here if isinstance(here.item_type, inspect.StrType) else here.item_type
    return here


def _given(kind: Any) -> Any:
    """A type without None, which is how a table says nothing."""
    kind = _bare(kind)
    if not isinstance(kind, inspect.UnionType):
        return kind
    return next(one for one in kind.types if not isinstance(one, inspect.NoneType))


def _bare(kind: Any) -> Any:
    """A type without its description."""
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def _named(kind: Any) -> str:
    """A type in words of TOML."""
    kind = _bare(kind)
    if isinstance(kind, inspect.UnionType):
        return " or ".join(_named(one) for one in kind.types if not isinstance(one, inspect.NoneType))
    if isinstance(kind, inspect.LiteralType):
        return f"one of {', '.join(map(str, kind.values))}"
    if isinstance(kind, inspect.EnumType):
        return f"one of {', '.join(kind.cls)}"
    if isinstance(kind, inspect.VarTupleType):
        names = isinstance(kind.item_type, inspect.StrType)
        return 'a list of strings, such as ["spacing", "numbers"]' if names else "a list of tables"
    if isinstance(kind, inspect.BoolType):
        return "true or false"
    return "a string" if isinstance(kind, inspect.StrType) else "a table"


def _at(place: str, key: str, text: str) -> str:
    """The place of a key: the TOML reader keeps no lines, so the key is looked up as it is written."""
    found = re.search(rf"""^[ \t]*(?:\[.*)?["']?{re.escape(key)}["']?[ \t]*[=\]]""", text, re.MULTILINE)
    return f"{place}:{text.count(chr(10), 0, found.start()) + 1}" if key and found else place


def _broken(problem: str, place: str) -> str:
    found = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", problem)
    return f"{place}:{found[2]}: {found[1]}" if found else f"{place}: {problem}"


def schema() -> Any:
    """The JSON Schema of mtlint.toml and of [tool.mtlint], made from the types."""
    made = _without_null(msgspec.json.schema(Table))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Settings of mtlint"}
    return {**head, **made}


def _without_null(node: Any) -> Any:
    """A schema without null, which TOML does not have."""
    if isinstance(node, list):
        return [_without_null(one) for one in node if one != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    made = {key: _without_null(value) for key, value in node.items() if not (key == "default" and value is None)}
    if len(made.get("anyOf", ())) == 1:
        made |= made.pop("anyOf")[0]
    if isinstance(made.get("enum"), list):
        made["enum"] = [value for value in made["enum"] if value is not None]
    return made
