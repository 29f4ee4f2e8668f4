"""The laws that hold for all rules together on any text, sound or broken."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.apps.cache import load_rules
from lint.checked import Checked
from lint.engine import check
from lint.examples import parse_example
from lint.fixing import settle
from lint.language.analyse import Analyser
from lint.model import Safety
from lint.source import Document
from tests.making import make_document

RULES = tuple(rule for rule in load_rules(cached=False) if rule.enabled)
ANALYSER = Analyser()
PIECES = (
    "the a an he she it they was were is has been said told of in to and but that which who not very two 5 3,500 1990 "
    "10th Anna Berg London report informations people city went go going house yesterday also also because I you "
    "Who's it's don't . . , , ; : ? ! … – - -- ( ) [ ] “ ” \" \" ' ’ ‘ %  $ & * # — é ß ш 中 \ufeff \u00a0 \u200b 😀"
).split(" ")
GAPS = (" ", " ", " ", " ", "", "  ", "\n", "\n\n", "\r\n", "\t")
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=60).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
few = settings(
    max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)


def check_one(document: Document) -> Checked:
    (checked,) = check([document], RULES, ANALYSER)
    return checked


@few
@given(TEXTS)
def test_no_rule_breaks_and_all_that_is_found_lies_in_the_text(text: str) -> None:
    checked = check_one(make_document(text))
    assert not checked.faults
    for finding in checked.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text), finding.rule
        assert finding.message
        assert all(0 <= e.span.start <= e.span.end <= len(text) for e in finding.evidence), finding.rule
        for fix in finding.fixes:
            edits = sorted(fix.edits)
            assert edits
            assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in edits), finding.rule
            assert all(left.span.end <= right.span.start for left, right in pairwise(edits)), finding.rule


@few
@given(TEXTS, st.sampled_from((Safety.SAFE, Safety.ASK)))
def test_a_fixed_text_stays_as_it_is(text: str, level: Safety) -> None:
    settled = settle(make_document(text), make_document, check_one, level)
    again = settle(make_document(settled.source), make_document, check_one, level)
    assert again.source == settled.source


def test_a_text_that_stops_short_breaks_no_rule() -> None:
    faults = []
    for rule in RULES:
        for line in rule.file.bad:
            example = parse_example(line)
            for end in {end for span in example.spans for end in (span.end, span.end + 1)}:
                for checked in check([make_document(example.text[:end])], [rule], ANALYSER):
                    faults += [(example.text[:end], fault) for fault in checked.faults]
    assert not faults
