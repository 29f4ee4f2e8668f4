"""The languages that texts are translated from: their codes, and traits by which a rule may name several at once."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

import msgspec

from lint.errors import UsageError, nearest

AUTO, NONE = "auto", "none"

LANGUAGES = MappingProxyType(
    {
        "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "et": "Estonian", "fi": "Finnish",
        "fr": "French", "hi": "Hindi", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean",
        "ne": "Nepali", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
        "si": "Sinhala", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
    }
)  # fmt: skip
"""ISO 639-1 code -> English name."""


class Trait(msgspec.Struct, frozen=True):
    """A fact that several languages share: what it is, where it is written, and for which languages it holds."""

    short: str
    what: str
    record: str
    languages: tuple[str, ...]


TRAITS = MappingProxyType(
    {
        "decimal-comma": Trait(
            "has a decimal comma",
            "writes a comma before decimals, and groups figures by stops or spaces",
            "CLDR, decimal and group symbols of the locale",
            ("cs", "de", "es", "et", "fi", "fr", "is", "it", "nl", "pl", "pt", "ro", "ru", "tr", "uk"),
        ),
        "day-first": Trait(
            "has the day first",
            "writes a date in figures with the day before the month",
            "CLDR, short date format of the locale",
            ("ar", "cs", "de", "es", "et", "fi", "fr", "hi", "is", "it", "nl", "pl", "pt", "ro", "ru", "tr", "uk"),
        ),
        "no-capitals": Trait(
            "has no capital letters",
            "is written without capital and small letters",
            "Unicode Standard, section 4.2: scripts without case",
            ("ar", "hi", "ja", "ko", "ne", "si", "zh"),
        ),
    }
)


class Origin(msgspec.Struct, frozen=True, array_like=True):
    """The language that a document was translated from, and how sure that is.

    A trait where only the group is known, empty where not even that.
    """

    source: str
    certainty: float


def allows(sources: frozenset[str], origin: Origin | None) -> bool:
    """Whether what holds for some languages (all where none is named) holds for a document; None: nobody asks."""
    if origin is None or not sources or origin.source in sources:
        return True
    # A group that is all that could be guessed: what holds for all its languages holds for it.
    return origin.source in TRAITS and sources.issuperset(TRAITS[origin.source].languages)


def name_of(source: str) -> str:
    """A language or a group of them in words."""
    return LANGUAGES.get(source) or f"a language that {TRAITS[source].short}"


def parse_source(text: str) -> str:
    """The code that a code with or without a region means, `auto`, or nothing for `none`; UsageError for another."""
    word = text.strip().lower().replace("_", "-").split("-")[0]
    if word == NONE:
        return ""
    if word == AUTO or word in LANGUAGES:
        return word
    names = {name.lower(): code for code, name in LANGUAGES.items()}
    close = nearest(word, (*LANGUAGES, AUTO, NONE, *names))
    hint = f'; did you mean "{names.get(close, close)}"?' if close else ""
    raise UsageError(f'unknown source "{text}"; there are {", ".join((*LANGUAGES, AUTO, NONE))}{hint}')


def codes_of(sources: Iterable[str]) -> frozenset[str]:
    """The codes that the codes and traits of a rule file stand for; ValueError where one is unknown."""
    found: set[str] = set()
    for name in sources:
        if name in TRAITS:
            found.update(TRAITS[name].languages)
        elif name in LANGUAGES:
            found.add(name)
        else:
            raise ValueError(f'unknown source "{name}"; there are {", ".join((*LANGUAGES, *TRAITS))}')
    return frozenset(found)
