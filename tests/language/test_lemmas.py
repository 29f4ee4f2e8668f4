"""Lemmas: irregular words from tables, regular ones by rule."""

import pytest

from lint.language.lemmas import lemma, rule_lemma

CASES = """
children NOUN NNS child
countries NOUN NNS country
went VERB VBD go
is AUX VBZ be
's AUX VBZ be
's PART POS 's
n't PART RB not
making VERB VBG make
running VERB VBG run
carried VERB VBD carry
dies VERB VBZ die
better ADJ JJR good
bigger ADJ JJR big
them PRON PRP they
house NOUN NN house
london PROPN NNP london
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_lemma(case: str) -> None:
    form, pos, tag, expected = case.split()
    assert lemma(form, pos, tag) == expected


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("calibrating", "VBG", "calibrate"),
        ("handled", "VBD", "handle"),
        ("refuelled", "VBD", "refuel"),
        ("blamed", "VBN", "blame"),
        ("wished", "VBD", "wish"),
        ("hopping", "VBG", "hop"),
        ("hoping", "VBG", "hope"),
        ("telling", "VBG", "tell"),
        ("wishes", "VBZ", "wish"),
        ("tries", "VBZ", "try"),
        ("sunnier", "JJR", "sunny"),
    ],
)
def test_rules_alone(form: str, tag: str, expected: str) -> None:
    assert rule_lemma(form, tag) == expected
