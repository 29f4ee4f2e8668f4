"""The laws that hold for every rule, read from its own examples; no rule has a test of its own.

1. The bad lines give exactly the findings that are marked in them.
2. The good lines give none.
3. The fixes turn a bad line into its cured line, and the rule is silent there.
4. All cures together, of all rules at once, come to rest, and a second run changes nothing.
5. The rule has a record; its default and the safety of its fix are no bolder than the record allows (lint/record.py).
   A rule that waits for a setting needs none, since nobody hears it who did not ask.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from lint.apps.cache import load_rules
from lint.asked import NOTHING
from lint.catalogue import Rule
from lint.checked import Checked
from lint.engine import check
from lint.errors import UsageError
from lint.estimation import Estimating, Estimator
from lint.examples import parse_example
from lint.fixing import plan, settle
from lint.language.analyse import Analyser, Reads
from lint.laws import broken
from lint.model import Safety
from lint.record import Default, trusted
from lint.source import Document
from tests.making import make_document

FOLDER = Path(__file__).parent.parent / "rules"
RULES = load_rules(cached=False)
ANALYSER = Analyser()
try:
    ESTIMATING = Estimating(ANALYSER, Estimator.load())
except UsageError as problem:
    ESTIMATING, AMISS = None, str(problem)

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_every_file_in_the_folder_is_a_rule() -> None:
    files = {f"{path.parent.name}/{path.stem}" for path in FOLDER.rglob("*.yaml")}
    assert files == {rule.id for rule in RULES}


@each_rule
def test_there_are_two_examples_of_each_sort(rule: Rule) -> None:
    assert len(rule.file.bad) >= 2
    assert len(rule.file.good) >= 2


@each_rule
def test_the_examples_hold(rule: Rule) -> None:
    reads = reads_for(rule)
    assert not list(broken(rule, lambda text: next(check([make_document(text)], [rule], reads))))


def reads_for(rule: Rule) -> Reads:
    """What reads documents for a rule; one that needs estimates is not tried where there is nothing to make them."""
    if not rule.estimates:
        return ANALYSER
    if ESTIMATING is None:
        pytest.skip(AMISS)
    return ESTIMATING


@each_rule
def test_all_cures_together_come_to_rest(rule: Rule) -> None:
    for line in rule.file.bad:
        text = parse_example(line).text
        settled = settle(make_document(text), make_document, checks(rule), Safety.ASK)
        assert not settled.looping, f"{text}: {settled.looping} undo each other"
        assert not plan(checks(rule)(make_document(settled.source)).findings, Safety.ASK)


def checks(rule: Rule) -> Callable[[Document], Checked]:
    """Checks a document by all rules that are on where the settings say what a rule asks of them."""
    given = replace(NOTHING, **dict(rule.asked.said))
    enabled = [one for one in RULES if one.enabled and one.asked.met(given)]
    return lambda document: next(check([document], enabled, ANALYSER))


@each_rule
def test_the_default_follows_from_the_record(rule: Rule) -> None:
    reads_for(rule)
    assert rule.record is not None or rule.asked.waits, "not measured: `python -m benchmarks.quality --write` does it"
    assert list(Default).index(rule.default) >= list(Default).index(rule.standing.default)
    behind = rule.with_estimates
    assert behind.record is not None or not behind.gate, "its gate is not measured: add --estimate to that"


@each_rule
def test_a_fix_is_no_safer_than_its_record(rule: Rule) -> None:
    for fix in rule.fixes:
        assert Safety[fix.safety.upper()] <= trusted(rule.record, proved=bool(rule.file.proof))
