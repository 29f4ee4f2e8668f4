"""Inflection: what the rules give, what the tables mend, and both ways round."""

import pytest

from lint.language.inflection import (
    be_form,
    comparative,
    countable_nouns,
    is_countable,
    match_case,
    ordinal_suffix,
    plural,
    singular,
    superlative,
    verb_form,
)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("make", "makes made made making"),
        ("stop", "stops stopped stopped stopping"),
        ("visit", "visits visited visited visiting"),
        ("refer", "refers referred referred referring"),
        ("lie", "lies lay lain lying"),
        ("die", "dies died died dying"),
        ("carry", "carries carried carried carrying"),
        ("panic", "panics panicked panicked panicking"),
        ("agree", "agrees agreed agreed agreeing"),
        ("go", "goes went gone going"),
        ("have", "has had had having"),
        ("quit", "quits quit quit quitting"),
        ("focus", "focuses focused focused focusing"),
        ("travel", "travels traveled traveled traveling"),
        ("find", "finds found found finding"),
        ("carry out", "carries out carried out carried out carrying out"),
        ("be", "is was been being"),
        ("Write", "Writes Wrote Written Writing"),
    ],
)
def test_verbs(lemma: str, forms: str) -> None:
    made = " ".join(verb_form(lemma, tag) for tag in ("VBZ", "VBD", "VBN", "VBG"))
    assert made == forms


def test_base_forms_stay_and_other_tags_are_refused() -> None:
    assert verb_form("take", "VB") == verb_form("take", "VBP") == "take"
    with pytest.raises(ValueError, match="NNS"):
        verb_form("take", "NNS")


@pytest.mark.parametrize(
    ("tag", "person", "plural_subject", "form"),
    [
        ("VBP", 1, False, "am"),
        ("VBZ", 3, False, "is"),
        ("VBP", 2, False, "are"),
        ("VBD", 3, True, "were"),
        ("VBD", 1, False, "was"),
        ("VBN", 3, False, "been"),
    ],
)
def test_be_agrees(tag: str, person: int, plural_subject: bool, form: str) -> None:
    assert be_form(tag, person, plural_subject) == form


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("city", "cities"),
        ("boy", "boys"),
        ("box", "boxes"),
        ("church", "churches"),
        ("stomach", "stomachs"),
        ("child", "children"),
        ("person", "people"),
        ("woman", "women"),
        ("spokesman", "spokesmen"),
        ("German", "Germans"),
        ("human", "humans"),
        ("wife", "wives"),
        ("roof", "roofs"),
        ("hero", "heroes"),
        ("photo", "photos"),
        ("crisis", "crises"),
        ("bus", "buses"),
        ("house", "houses"),
        ("cause", "causes"),
        ("series", "series"),
        ("sheep", "sheep"),
        ("mother-in-law", "mothers-in-law"),
        ("prime minister", "prime ministers"),
        ("car-bomb", "car-bombs"),
        ("NGO", "NGOs"),
        ("State", "States"),
        ("Company", "Companies"),
        ("Chinese", "Chinese"),
        ("MINISTER", "MINISTERS"),
    ],
)
def test_nouns_go_there_and_back(one: str, many: str) -> None:
    assert plural(one) == many
    if "in-law" not in one:
        assert singular(many) == one


@pytest.mark.parametrize("word", ["news", "politics", "gas", "lens", "glass", "bus", "crisis", "economics", "child"])
def test_a_singular_stays_singular(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize("word", ["goods", "circumstances", "trousers"])
def test_a_plural_stays_plural(word: str) -> None:
    assert plural(word) == word


@pytest.mark.parametrize(
    ("adjective", "more", "most"),
    [
        ("big", "bigger", "biggest"),
        ("happy", "happier", "happiest"),
        ("large", "larger", "largest"),
        ("good", "better", "best"),
        ("important", "more important", "most important"),
        ("modern", "more modern", "most modern"),
        ("narrow", "narrower", "narrowest"),
        ("simple", "simpler", "simplest"),
        ("Strange", "Stranger", "Strangest"),
    ],
)
def test_degrees(adjective: str, more: str, most: str) -> None:
    assert (comparative(adjective), superlative(adjective)) == (more, most)


def test_countability() -> None:
    assert is_countable("information") is False
    assert is_countable("teacher") is True
    assert is_countable("experience") is None
    assert len(countable_nouns()) > 1000


def test_case_of_a_model() -> None:
    assert match_case("Take", "made") == "Made"
    assert match_case("TAKE", "made") == "MADE"
    assert match_case("A", "an") == "An"
    assert match_case("take", "I") == "I"


def test_ordinals() -> None:
    assert [ordinal_suffix(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == (
        "st nd rd th th th th st th".split()
    )
