"""Who a word speaks of: given names, titles, kinship, roles, and the sex that they tell."""

from collections.abc import Sequence
from functools import cache

from lint.language.inflection import singular
from lint.language.pronouns import Gender
from lint.language.tables import look_up, table_rows, table_sections

_DAUGHTERS = ("ovna", "evna", "ichna", "dóttir", "dottir")
_SONS = ("ovich", "evich", "ovych", "yich")
_SEXES = ((Gender.MASCULINE, "male"), (Gender.FEMININE, "female"))


def name_gender(given: str) -> Gender | None:
    """Return the sex that a given name (written with its capital) tells with some certainty."""
    if not given[:1].isupper():
        return None
    for gender, _ in _SEXES:
        if given.lower() in given_names(gender):
            return gender
    return None


def patronymic_gender(name: Sequence[str]) -> Gender | None:
    """Return the sex that a patronymic in a full name tells: Zulfiya Rashidovna, Mintimer Sharipovich Orlov."""
    if any(word.lower().endswith(_DAUGHTERS) for word in name[1:]):
        return Gender.FEMININE
    # At the end it may be a surname, which women have too: Marie Yovanovitch.
    return Gender.MASCULINE if any(word.lower().endswith(_SONS) for word in name[1:-1]) else None


def title_gender(title: str) -> Gender | None:
    """Return the sex that a title tells: Mr, Mrs, Sir, Queen."""
    return _gender_in(title.lower(), "title")


def noun_gender(noun: str) -> Gender | None:
    """Return the sex that a person noun tells, in the singular or plural: mother, actresses, policeman."""
    lower = noun.lower()
    for word in (lower, singular(lower)):
        gender = _gender_in(word, "kinship") or _gender_in(word, "noun")
        if gender:
            return gender
    return None


def is_title(word: str) -> bool:
    """Tell whether a word stands before names as a title."""
    return word.lower() in people_words("title")


def is_person_noun(noun: str) -> bool:
    """Tell whether a noun, singular or plural, names a person."""
    lower = noun.lower()
    words = people_words("person")
    return lower in words or singular(lower) in words


def is_organisation_noun(noun: str) -> bool:
    """Tell whether a noun, singular or plural, names an organisation."""
    lower = noun.lower()
    words = people_words("organisation")
    return lower in words or singular(lower) in words


def is_known_name(lower: str) -> bool:
    """Tell whether a lower-case word is a name of a person, a place or a people, and no English word."""
    return look_up("known_names.tsv.gz", lower) is not None


@cache
def given_names(gender: Gender) -> frozenset[str]:
    """Return the given names, lower case, that clearly are men's or women's."""
    mark = "m" if gender is Gender.MASCULINE else "f"
    return frozenset(row[1].split(" ")) if (row := _name_rows().get(mark)) else frozenset()


@cache
def _name_rows() -> dict[str, list[str]]:
    return {row[0]: row for row in table_rows("given_names.tsv.gz")}


@cache
def people_words(name: str) -> frozenset[str]:
    """Return a class of person words in the singular, lower case: title, kinship, role, male, female, person ..."""
    sections = table_sections("people.txt")
    if name in sections and name != "role":
        return sections[name]
    male = sections["noun_male"] | sections["kinship_male"]
    female = sections["noun_female"] | sections["kinship_female"]
    kinship = sections["kinship_male"] | sections["kinship_female"] | sections["kinship_any"]
    titles = sections["title_male"] | sections["title_female"] | sections["title_any"]
    roles = sections["role"]
    return {
        "male": male,
        "female": female,
        "kinship": kinship,
        "role": roles,
        "title": titles,
        "person": roles | kinship | male | female,
    }[name]


def _gender_in(word: str, kind: str) -> Gender | None:
    for gender, suffix in _SEXES:
        if word in people_words(f"{kind}_{suffix}"):
            return gender
    return None
