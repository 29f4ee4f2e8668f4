"""The gate: where there are estimates, a rule that is not on by its record speaks only of what is suspect."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lint.catalogue import Rule
from lint.engine import check
from lint.errors import RuleError
from lint.record import Default, Record
from tests.making import Told, make_document, make_rule

OFF = Record(findings=50, lift=1.0, clean=50, per_1k=1.0, clean_per_1k=1.0, confidence=0.2)
ON = Record(findings=20, lift=2.0, per_1k=0.4, confidence=0.7)
TOLD = Told({"cat": 0.7, "dog": 0.69, ".": 0.9})


def gated(pattern: str, record: Record | None = None, more: str = "") -> Rule:
    body = f"reads: text\nmatch: {{kind: text, pattern: '{pattern}'}}\nwhen_suspect: 70\n{more}"
    return replace(make_rule(body), record=record)


def found(text: str, rule: Rule) -> list[tuple[int, int]]:
    checked = next(check([make_document(text)], [rule], TOLD))
    assert not checked.faults
    return [(finding.span.start, finding.span.end) for finding in checked.findings]


def test_hits_stand_where_a_word_is_suspect() -> None:
    text = "The cat saw a dog and the cat ran."
    rule = gated("the cat|The cat|a dog|ran").with_estimates
    assert found(text, rule) == [(0, 7), (22, 29)]
    assert found(text, gated("the cat|a dog").with_estimates) == [(22, 29)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?=cat)", [(4, 4)]),
        ("(?<=cat)", [(7, 7)]),
        ("(?=dog)", []),
        (r"(?<=cat) (?=saw)", [(7, 8)]),
        (r"(?<=saw) (?=a)", []),
        (r"(?=\.)", [(17, 17)]),
    ],
)
def test_a_place_between_words_is_judged_by_what_it_touches(pattern: str, expected: list[tuple[int, int]]) -> None:
    assert found("The cat saw a dog.", gated(pattern).with_estimates) == expected


def test_what_follows_from_the_second_record() -> None:
    rule = gated("cat", replace(OFF, gated=ON))
    assert (rule.default, rule.confidence) == (Default.OFF, 0.2)
    assert (rule.with_estimates.default, rule.with_estimates.confidence) == (Default.ON, 0.7)
    assert gated("cat", OFF).with_estimates.default is Default.QUIET
    assert gated("cat", replace(OFF, gated=OFF)).with_estimates.default is Default.OFF
    # What the file says of the rule, it says of the rule without its gate.
    strict = gated("cat", replace(OFF, gated=ON), "default: off\n")
    assert (strict.default, strict.with_estimates.default) == (Default.OFF, Default.ON)


def test_a_rule_that_is_on_is_never_gated() -> None:
    rule = gated("dog", ON)
    assert rule.with_estimates is rule
    assert found("The dog.", rule.with_estimates) == [(4, 7)]


def test_without_a_gate_a_rule_is_the_same_with_estimates() -> None:
    rule = make_rule("reads: text\nmatch: {kind: text, pattern: dog}\n")
    assert rule.with_estimates is rule
    assert found("The dog.", rule) == [(4, 7)]


@pytest.mark.parametrize("percent", ["0", "100", "high"])
def test_a_gate_is_a_percentage(percent: str) -> None:
    with pytest.raises(RuleError, match="yaml:8: expected `int`"):
        make_rule(f"reads: text\nmatch: {{kind: text, pattern: a}}\nwhen_suspect: {percent}\n")
