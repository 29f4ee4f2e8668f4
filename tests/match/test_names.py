"""Names under several spellings, and who a mention speaks of."""

from __future__ import annotations

import pytest

from lint.language.analyse import Analyser
from lint.language.pronouns import Gender
from lint.match.calls.mentions import Casts, Kind, Mention
from lint.match.calls.names import is_name_form, name_runs, spellings
from lint.match.calls.spelling import Likeness, distance, likeness
from lint.model import Depth
from tests.making import make_document


@pytest.mark.parametrize(
    ("one", "other", "degree"),
    [
        ("Elísabet", "Elisabet", Likeness.LETTERS),
        ("Kaiko-en", "Kaikoen", Likeness.LETTERS),
        ("al-Khatimi", "Al-Kathimi", Likeness.SOUND),
        ("Embolo", "Mbolo", Likeness.SOUND),
        ("Asgrimur", "Asgrim", Likeness.SOUND),
        ("Verrin", "Veran", Likeness.VOWELS),
        ("Iraq", "Iraqi", Likeness.NONE),
        ("Mario", "Maria", Likeness.NONE),
        ("Ivanov", "Ivanova", Likeness.NONE),
        ("Zhang", "Zheng", Likeness.NONE),
        ("Kennedy", "Kennedys", Likeness.NONE),
        ("Berlin", "Bremen", Likeness.NONE),
    ],
)
def test_likeness_tells_spellings_from_names(one: str, other: str, degree: Likeness) -> None:
    assert likeness(one, other) is degree
    assert likeness(other, one) is degree


def test_a_shared_partner_allows_more() -> None:
    assert likeness("Tsukida", "Tsukiga") is Likeness.NONE
    assert likeness("Tsukida", "Tsukiga", shared=True) is Likeness.VOWELS


def test_distance_counts_edits() -> None:
    assert (distance("", "abc"), distance("kitten", "sitting"), distance("same", "same")) == (3, 3, 0)


@pytest.mark.parametrize(
    ("form", "name"), [("al-Sadr", True), ("pre-War", False), ("B-O-B", False), ("Arai-cho", True)]
)
def test_a_name_has_its_capital_in_front_or_behind_a_particle(form: str, name: bool) -> None:
    assert is_name_form(form) is name


def test_words_that_only_open_a_sentence_are_no_names() -> None:
    batch = Analyser().read([make_document("Well, Lund won. The cup went to Lund’s club.")], Depth.DOCUMENT)
    (runs,) = name_runs(batch)
    assert set(spellings(runs)) == {"Lund"}


def mentions(text: str) -> dict[str, Mention]:
    batch = Analyser().read([make_document(text)], Depth.DOCUMENT)
    (cast,) = Casts(batch)
    return {batch.between(m.first, m.last): m for m in cast.all}


def test_mentions_have_kind_number_and_sex() -> None:
    found = mentions("Two nurses told Mrs Lindqvist that Robert Berg had left the house. The ministry paid Berg.")
    assert (found["nurses"].kind, found["nurses"].plural) == (Kind.PERSON, True)
    assert (found["Mrs Lindqvist"].kind, found["Mrs Lindqvist"].sex) == (Kind.PERSON, Gender.FEMININE)
    assert (found["house"].kind, found["ministry"].kind) == (Kind.THING, Kind.BODY)
    assert found["Berg"].sex is Gender.MASCULINE


def test_a_couple_shares_a_surname_that_tells_no_sex() -> None:
    assert mentions("Robert Berg met Anna Berg in May. Then Berg left.")["Berg"].sex is None
