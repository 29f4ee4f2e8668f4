"""Pronoun forms and their features are one table read both ways."""

from lint.language.pronouns import Case, Gender, Number, Pronoun, pronoun, pronoun_features


def test_forms() -> None:
    assert pronoun(3, Number.SINGULAR, Gender.FEMININE, Case.OBJECT) == "her"
    assert pronoun(3, Number.SINGULAR, Gender.NEUTER, Case.REFLEXIVE) == "itself"
    assert pronoun(3, Number.PLURAL, Gender.MASCULINE, Case.POSSESSIVE) == "theirs"
    assert pronoun(3, Number.SINGULAR, None, Case.SUBJECT) == "they"
    assert pronoun(1, Number.SINGULAR, Gender.MASCULINE, Case.SUBJECT) == "I"


def test_every_reading_of_a_form() -> None:
    her = pronoun_features("Her")
    assert {reading.case for reading in her} == {Case.OBJECT, Case.DETERMINER}
    assert {reading.gender for reading in her} == {Gender.FEMININE}
    assert pronoun_features("table") == ()


def test_there_and_back() -> None:
    for form in ("he", "him", "himself", "she", "hers", "it", "its", "they", "us", "mine"):
        for reading in pronoun_features(form):
            assert isinstance(reading, Pronoun)
            assert pronoun(reading.person, reading.number, reading.gender, reading.case).lower() == form
