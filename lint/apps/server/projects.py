"""Which settings hold for a text: those of its project, and over them those of the editor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from pygls.uris import to_fs_path

from lint.apps.choosing import forget, order_for
from lint.apps.files import SUFFIXES
from lint.apps.known import find_baseline
from lint.apps.memo import Memo
from lint.apps.order import Choices, Order
from lint.apps.server.checking import Checker
from lint.errors import UsageError, unknown

FORMS = {
    "markdown": "markdown", "quarto": "markdown", "rmd": "markdown", "mdx": "markdown",
    "html": "html", "xhtml": "html", "subrip": "srt", "srt": "srt", "webvtt": "vtt", "vtt": "vtt",
}  # fmt: skip
"""What editors call a language -> how it is read; any other is read as plain text."""
KEYS: dict[str, type] = {"select": list, "ignore": list, "rules": list, "config": str, "source": str, "estimate": bool}
"""The settings of an editor, and the types of their values."""
TYPES: dict[type, str] = {list: "a list of strings", str: "a string", bool: "true or false"}
FIELDS: dict[str, str] = {"rules": "rule_folders"}
FOREIGN = ("trace",)
"""What editors keep among the settings of a server for themselves."""
MOST = 8
"""Sets of rules that are kept ready."""


class Projects:
    """The checkers of all settings that texts have been checked under."""

    def __init__(self, base: Choices) -> None:
        self.choices = base
        self.root = ""
        """The folder that the editor works in; its settings hold for texts that are no files."""
        self._checkers: dict[Order, Checker] = {}
        self._memo = Memo()

    def checker(self, name: str) -> Checker:
        """What checks a text; the settings of its project are read anew, so that none is ever out of date."""
        path = name if Path(name).is_absolute() else self.root or "."
        forget()
        order = msgspec.structs.replace(order_for(path, self.choices), baseline=find_baseline([path], None))
        checker = self._checkers.pop(order, None) or Checker(order, self._memo)
        self._checkers[order] = checker
        if len(self._checkers) > MOST:
            del self._checkers[next(iter(self._checkers))]
        return checker

    def forget(self) -> None:
        """Load rules anew where they are asked for again."""
        self._checkers.clear()
        self._memo = Memo()


def name_of(uri: str) -> str:
    """The path of a text, or its address where it is no file."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return path or uri


def form_of(name: str, language: str) -> str:
    """How a text is read: by its suffix, as on the command line, else by what the editor calls its language."""
    return SUFFIXES.get(Path(name).suffix.lower()) or FORMS.get(language, "text")


def chosen(base: Choices, given: Any) -> Choices:
    """What the command line and an editor's settings come to; UsageError where these cannot be used."""
    if given is None:
        return base
    if not isinstance(given, Mapping):
        raise UsageError("the settings that the editor sends must be an object")
    ours = {str(key): value for key, value in given.items() if value is not None and key not in FOREIGN}
    changes = {FIELDS.get(key, key): _value(key, value) for key, value in ours.items()}
    return msgspec.structs.replace(base, **changes)


def _value(key: str, value: Any) -> Any:
    """The value of a setting, checked."""
    if key not in KEYS:
        known = f"known keys: {', '.join(KEYS)}"
        raise UsageError(f"settings of the editor: {unknown('key', key, KEYS, known)}")
    kind = KEYS[key]
    if not isinstance(value, kind) or (isinstance(value, list) and not all(map(_is_text, value))):
        raise UsageError(f"settings of the editor: {key} must be {TYPES[kind]}")
    return tuple(value) if isinstance(value, list) else value


def _is_text(value: object) -> bool:
    return isinstance(value, str)
