"""The personal pronouns of English and their features."""

from enum import StrEnum

import msgspec


class Gender(StrEnum):
    """The gender that a pronoun shows, or that a person noun or given name calls for."""

    MASCULINE = "masculine"
    FEMININE = "feminine"
    NEUTER = "neuter"


class Number(StrEnum):
    """Singular or plural."""

    SINGULAR = "singular"
    PLURAL = "plural"


class Case(StrEnum):
    """The job of a pronoun's form: he, him, his (friend), (a friend of) his, himself."""

    SUBJECT = "subject"
    OBJECT = "object"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    REFLEXIVE = "reflexive"


class Pronoun(msgspec.Struct, frozen=True):
    """One reading of a pronoun form; a gender of None is not marked."""

    person: int
    number: Number
    gender: Gender | None
    case: Case


_SINGULAR, _PLURAL = Number.SINGULAR, Number.PLURAL

# Columns in the order of Case.
_FORMS: dict[tuple[int, Number, Gender | None], tuple[str, str, str, str, str]] = {
    (1, _SINGULAR, None): ("I", "me", "my", "mine", "myself"),
    (1, _PLURAL, None): ("we", "us", "our", "ours", "ourselves"),
    (2, _SINGULAR, None): ("you", "you", "your", "yours", "yourself"),
    (2, _PLURAL, None): ("you", "you", "your", "yours", "yourselves"),
    (3, _SINGULAR, Gender.MASCULINE): ("he", "him", "his", "his", "himself"),
    (3, _SINGULAR, Gender.FEMININE): ("she", "her", "her", "hers", "herself"),
    (3, _SINGULAR, Gender.NEUTER): ("it", "it", "its", "its", "itself"),
    (3, _PLURAL, None): ("they", "them", "their", "theirs", "themselves"),
}


def pronoun(person: int, number: Number, gender: Gender | None, case: Case) -> str:
    """Return the form with these features; a third person singular of no known gender is "they"."""
    column = list(Case).index(case)
    forms = _FORMS.get((person, number, gender)) or _FORMS.get((person, number, None))
    return (forms or _FORMS[(3, _PLURAL, None)])[column]


def _readings() -> dict[str, tuple[Pronoun, ...]]:
    readings: dict[str, tuple[Pronoun, ...]] = {}
    for (person, number, gender), forms in _FORMS.items():
        for case, form in zip(Case, forms, strict=True):
            reading = Pronoun(person, number, gender, case)
            readings[form.lower()] = (*readings.get(form.lower(), ()), reading)
    return readings


_READINGS = _readings()


def pronoun_features(form: str) -> tuple[Pronoun, ...]:
    """Return every reading of a form in any case ("her": object and determiner), none if it is no personal pronoun."""
    return _READINGS.get(form.lower(), ())
