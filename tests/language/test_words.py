"""What the word tables know of people, places and other languages, and that a mere import reads none of them."""

import subprocess
import sys

import pytest

from lint.language.frequency import english_zipf, foreign_word
from lint.language.lexicon import class_names, words_in
from lint.language.people import (
    is_organisation_noun,
    is_person_noun,
    name_gender,
    noun_gender,
    patronymic_gender,
    title_gender,
)
from lint.language.places import (
    ambiguous,
    capitalised_form,
    countries,
    country_of,
    is_nationality,
    proper_adjectives,
    proper_names,
)
from lint.language.pronouns import Gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Zulfiya Rashidovna", Gender.FEMININE),
        ("Zulfiya Rashidovna Orlova", Gender.FEMININE),
        ("Mintimer Sharipovich Orlov", Gender.MASCULINE),
        ("Hallgerður Höskuldsdóttir", Gender.FEMININE),
        # Surnames, which men and women share.
        ("Mintimer Sharipovich", None),
        ("Yovanovich", None),
        ("Petrovna", None),
    ],
)
def test_a_patronymic_tells_the_sex_in_a_full_name(name: str, gender: Gender | None) -> None:
    assert patronymic_gender(name.split()) is gender


@pytest.mark.parametrize("name", ["John", "Vladimir", "Mihai", "Sanjay", "Muhammad", "Toomas"])
def test_names_of_men(name: str) -> None:
    assert name_gender(name) is Gender.MASCULINE


@pytest.mark.parametrize("name", ["Mary", "Olga", "Ioana", "Indira", "Fatima", "Kersti"])
def test_names_of_women(name: str) -> None:
    assert name_gender(name) is Gender.FEMININE


@pytest.mark.parametrize("name", ["Andrea", "Nikita", "Paris", "Jordan", "Jackson", "Will", "May", "Xyzzy", "mark"])
def test_names_that_tell_nothing(name: str) -> None:
    assert name_gender(name) is None


def test_titles_and_nouns() -> None:
    assert title_gender("Mrs.") is Gender.FEMININE
    assert title_gender("Sir") is Gender.MASCULINE
    assert title_gender("President") is None
    assert noun_gender("policemen") is Gender.MASCULINE
    assert noun_gender("actress") is Gender.FEMININE
    assert noun_gender("teacher") is None
    assert is_person_noun("officials")
    assert is_person_noun("prime minister")
    assert not is_person_noun("computer")
    assert is_organisation_noun("ministries")
    assert not is_organisation_noun("tree")


def test_countries() -> None:
    assert len(countries()) > 190
    spain = country_of("Spaniards")
    assert spain is not None
    assert spain.names[0] == "Spain"
    assert spain.adjectives == ("Spanish",)
    assert is_nationality("dutch")
    assert not is_nationality("wooden")


def test_words_with_capitals() -> None:
    assert capitalised_form("russian") == "Russian"
    assert capitalised_form("monday") == "Monday"
    assert capitalised_form("anglo-saxon") == "Anglo-Saxon"
    assert capitalised_form("polish") is capitalised_form("may") is capitalised_form("table") is None
    assert not ambiguous() & (proper_adjectives() | proper_names())


def test_every_class_has_lower_case_words() -> None:
    for name in class_names():
        words = words_in(name)
        assert words, name
        assert all(word == word.lower() and word.strip() == word for word in words), name


def test_classes_hold_what_they_say() -> None:
    assert {"say", "tell", "announce"} <= words_in("speech_verb")
    assert {"day", "year"} <= words_in("time_noun")
    assert "prime minister" in words_in("person")
    assert "information" in words_in("mass_noun")
    assert "information" not in words_in("countable_noun")
    with pytest.raises(KeyError):
        words_in("no_such_class")


def test_frequency() -> None:
    assert english_zipf("the") > english_zipf("government") > english_zipf("zebra") > 0
    assert english_zipf("ministrul") == 0.0
    assert "de" in foreign_word("nicht")
    assert "ro" in foreign_word("ministrul")
    assert foreign_word("minister") == foreign_word("table") == ()


def test_an_import_reads_no_table() -> None:
    script = (
        "import builtins, io, pathlib\n"
        "import importlib.resources, gzip\n"
        "from lint.language import tables\n"
        "tables.table_text = lambda name: 1 / 0\n"
        "import lint.language.inflection, lint.language.people, lint.language.places\n"
        "import lint.language.lexicon, lint.language.frequency, lint.language.articles, lint.language.pronouns\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
