"""From estimates to findings: which words are joined, which are spared, and what outranks what."""

from __future__ import annotations

import pytest

from lint.apps.cache import load_rules
from lint.catalogue import Rule
from lint.engine import check
from lint.model import Finding, Safety
from tests.making import Told, make_document, make_rule

RULES = tuple(rule for rule in load_rules() if rule.estimates)
WORDS = make_rule("reads: tags\nmatch: {kind: call, name: estimation.suspect_words, options: {at: 80, join: 60}}\n"
                  "message: '{match} {sure}'\n")  # fmt: skip
ANEW = make_rule("reads: tags\nmatch: {kind: call, name: estimation.retranslate, options: {at: 60, words: 4}}\n"
                 "message: '{share}'\n")  # fmt: skip


def findings(text: str, told: Told, *rules: Rule) -> tuple[Finding, ...]:
    checked = next(check([make_document(text)], rules, told))
    assert not checked.faults
    return checked.findings


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("He ate the cedal soup.", {"cedal": 0.8}, ["cedal 80"]),
        ("He ate the cedal soup.", {"cedal": 0.79}, []),
        ("He ate the cedal soup.", {"cedal": 0.9, "soup": 0.6, "the": 0.7}, ["cedal soup 90"]),
        ("He ate cedal of soup.", {"cedal": 0.7, "soup": 0.9, "of": 0.61}, ["cedal of soup 90"]),
        ("He ate cedal of soup.", {"cedal": 0.7, "soup": 0.9, "of": 0.59}, ["soup 90"]),
        ("It ended of night.", {"of": 0.9}, ["of 90"]),
        ("It ended of night.", {"of": 0.9, "night": 0.7}, ["of night 90"]),
        ("It was cedal. Soup came.", {"cedal": 0.9, ".": 0.9, "soup": 0.9}, ["cedal 90", "Soup 90"]),
    ],
)
def test_suspect_words_are_joined_to_phrases(text: str, told: dict[str, float], expected: list[str]) -> None:
    assert [finding.message for finding in findings(text, Told(told), WORDS)] == expected


def test_a_suspect_phrase_shows_its_strongest_words() -> None:
    told = Told({"cold": 0.7, "cedal": 0.95, "green": 0.65, "soup": 0.8})
    (finding,) = findings("He ate cold cedal green soup.", told, WORDS)
    assert [(e.text, e.note) for e in finding.evidence] == [
        ("cedal", "95 % sure of"), ("soup", "80 % sure of"), ("cold", "70 % sure of")
    ]  # fmt: skip
    assert finding.safety is Safety.SHOW


@pytest.mark.parametrize(
    "text",
    [
        "We met Zielonacki there.",
        "We met 4711 of them.",
        "He said “mañana” and left.",
        "Call foo_bar to see it.",
        "Look at www.example.org for it.",
        "The camelCase word is here.",
    ],
)
def test_what_is_only_rare_is_spared(text: str) -> None:
    odd = ("zielonacki", "4711", "mañana", "foo_bar", "www.example.org", "camelcase", "foo", "bar", "_")
    assert not findings(text, Told(dict.fromkeys(odd, 0.99)), WORDS)


def test_a_known_word_with_a_capital_is_not_spared() -> None:
    (finding,) = findings("We met Mr. Kitchen there.", Told({"kitchen": 0.9}), WORDS)
    assert finding.message == "Kitchen 90"


def test_a_sentence_beyond_repair_is_shown_whole() -> None:
    text = "Cedal gods head it the. Bread is good for you. Too few."
    (finding,) = findings(text, Told(effort=[0.6, 0.59, 0.9]), ANEW)
    assert (finding.message, finding.span.start, finding.span.end) == ("60", 0, 23)


def test_the_whole_sentence_outranks_its_parts() -> None:
    text = "The cedal gods head it the green soup. The cedal was there for all to see."
    told = Told({"cedal": 0.99}, {"it": 0.99}, [0.95, 0.2])
    assert [f.rule for f in findings(text, told, *RULES)] == ["estimation/retranslate", "estimation/suspect-words"]


def test_without_estimates_they_find_nothing() -> None:
    checked = next(check([make_document("The cedal gods head it the green soup.")], RULES))
    assert (checked.findings, checked.faults) == ((), ())
