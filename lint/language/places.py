"""Countries, nationalities, languages, cities and the other words that English writes with a capital."""

from functools import cache

import msgspec

from lint.language.inflection import plural
from lint.language.tables import table_rows, table_sections


class Country(msgspec.Struct, frozen=True):
    """A country's names (the usual one first), its adjectives and the nouns for its citizens."""

    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Return every country, with some that are no more and some that are parts of others."""
    return tuple(
        Country(*(tuple(filter(None, cell.split("|"))) for cell in row)) for row in table_rows("countries.tsv")
    )


def country_of(word: str) -> Country | None:
    """Return the country that a name, an adjective or a demonym (in any case and number) belongs to."""
    return _countries_by_word().get(word.lower())


def is_nationality(lower: str) -> bool:
    """Tell whether a lower-case word is a national adjective or a citizen's noun."""
    return lower in place_words("nationality")


@cache
def _countries_by_word() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for country in countries():
        for word in (*country.names, *country.adjectives, *country.demonyms, *map(plural, country.demonyms)):
            table.setdefault(word.lower(), country)
    return table


@cache
def place_words(name: str) -> frozenset[str]:
    """Return a class in lower case: country, nationality, continent, region, city, us_state, language, month ..."""
    if name == "country":
        return frozenset(word.lower() for country in countries() for word in country.names)
    if name == "nationality":
        nouns = {noun for country in countries() for noun in country.demonyms}
        adjectives = {word for country in countries() for word in country.adjectives}
        return frozenset(word.lower() for word in adjectives | nouns | set(map(plural, nouns)))
    return frozenset(word.lower() for word in table_sections("places.txt")[name])


@cache
def proper_adjectives() -> frozenset[str]:
    """Return the single words, lower case, that always take a capital: russian, islamic, monday, april."""
    classes = ("nationality", "language", "people", "religion", "month", "weekday")
    people = place_words("people")
    words = frozenset().union(*map(place_words, classes), map(plural, people))
    return frozenset(word for word in words if " " not in word) - ambiguous()


@cache
def proper_names() -> frozenset[str]:
    """Return the single-word place names, lower case, that always take a capital."""
    classes = ("country", "continent", "region", "city", "us_state")
    words = frozenset().union(*map(place_words, classes))
    return frozenset(word for word in words if " " not in word) - ambiguous()


@cache
def ambiguous() -> frozenset[str]:
    """Return the words that are common words too when they lack their capital: may, polish, turkey."""
    return place_words("ambiguous")


@cache
def capitalised_form(lower: str) -> str | None:
    """Return the spelling with capitals of a word that must have them."""
    if lower not in proper_adjectives() and lower not in proper_names():
        return None
    return "-".join(part[:1].upper() + part[1:] for part in lower.split("-"))
