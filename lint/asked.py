"""What rules ask of the settings: one for a variety of English or a house style speaks where that is wanted."""

from __future__ import annotations

from typing import Literal

import msgspec

from lint.settings import Settings

NONE: Literal["none"] = "none"


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys of the settings with what they must say: `none` is nothing, empty anything or nothing."""

    variety: Literal["en-GB", "en-US", "none", ""] = ""
    dates: Literal["day-month", "month-day", "none", ""] = ""
    quotes: Literal["double", "single", "none", ""] = ""
    titles: Literal["point", "no-point", "none", ""] = ""
    glossary: Literal["given", "none", ""] = ""

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """The keys that something is asked of, each with what."""
        return tuple((key, value) for key in self.__struct_fields__ if (value := getattr(self, key)))

    @property
    def waits(self) -> bool:
        """True if something must be set."""
        return any(value != NONE for _, value in self.said)

    def met(self, given: Asked) -> bool:
        """Tell whether settings say what is asked of them."""
        return all(getattr(given, key) == value for key, value in self.said)


NOTHING = Asked(NONE, NONE, NONE, NONE, NONE)
"""What the settings say where there are none."""


def given(settings: Settings) -> Asked:
    """What settings say of all that rules may ask."""
    style = settings.style
    return Asked(
        settings.variety or NONE,
        style.dates or NONE,
        style.quotes or NONE,
        style.titles or NONE,
        "given" if settings.glossary else NONE,
    )


def wish(asked: Asked) -> str:
    """What the settings must say, in words and as a settings file has it."""
    return " and ".join(f"no {_key(key)}" if value == NONE else _setting(key, value) for key, value in asked.said)


def _key(key: str) -> str:
    return key if key in ("variety", "glossary") else f"style.{key}"


def _setting(key: str, value: str) -> str:
    return f'{_key(key)} = ["FILE"]' if key == "glossary" else f'{_key(key)} = "{value}"'
