"""The engine: placing, ordering, ranking, guarding, and going on when a rule breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from lint.engine import check
from lint.match.hit import Hit
from lint.match.predicate import Reading
from lint.model import Safety
from tests.making import make_document, make_rule, matches, run


def text_rule(pattern: str, fix: str = "", more: str = "", name: str = "test/rule"):
    body = f"reads: tags\nmatch: {{kind: text, pattern: '{pattern}'}}\n"
    return make_rule(body + (f"fix: {fix}\n" if fix else "") + more, name)


def test_findings_are_sorted_by_place_then_longer_first() -> None:
    rules = [text_rule("b", name="x/b"), text_rule("a b", name="x/ab"), text_rule("a", name="x/a")]
    assert [f.rule for f in run("Look: a b.", *rules).findings] == ["x/ab", "x/a", "x/b"]


def test_a_rule_that_outranks_another_silences_it_where_they_overlap() -> None:
    rules = [text_rule("cat sat", more="outranks: [x/low]\n", name="x/high"), text_rule("cat", name="x/low")]
    assert [f.rule for f in run("The cat sat by a cat.", *rules).findings] == ["x/high", "x/low"]


@pytest.mark.parametrize(
    ("pattern", "fix", "safety"),
    [
        ("the the", "{replace: the, safety: safe}", Safety.SAFE),
        ("10 km", "{replace: 100 km, safety: safe}", Safety.ASK),
        ("did not go", "{replace: did go, safety: safe}", Safety.ASK),
        ("Mr Brown", "{replace: Mr Green, safety: safe}", Safety.ASK),
        ("inside", "{replace: within, safety: safe}", Safety.ASK),
    ],
)
def test_a_fix_that_changes_more_than_words_is_asked_for(pattern: str, fix: str, safety: Safety) -> None:
    text = "He saw the the dog run 10 km but did not go with Mr Brown, who “stayed inside”."
    (finding,) = run(text, text_rule(pattern, fix)).findings
    assert finding.safety is safety


def test_a_rule_may_say_that_numbers_are_its_job() -> None:
    rule = text_rule("1980 s", "{replace: 1980s, safety: safe}", "changes: [number]\n")
    assert run("In the 1980 s it rained.", rule).findings[0].safety is Safety.SAFE


def test_quoted_speech_is_left_alone_by_rules_that_say_so() -> None:
    rule = text_rule("cat", more="quoted: false\n")
    assert matches("The cat said: “I am a cat”.", rule) == ["cat"]


@pytest.mark.parametrize(("code", "words", "found"), [(4, 10, 1), (5, 10, 0), (10, 500, 1), (11, 500, 0)])
def test_documents_on_programs_are_left_alone_by_rules_that_say_so(code: int, words: int, found: int) -> None:
    text = " ".join(["cat", *["word"] * (words - code), *["`code`"] * code])
    assert len(run(text, text_rule("cat", more="programs: false\n"), read_as="markdown").findings) == found
    assert len(run(text, text_rule("cat"), read_as="markdown").findings) == 1


def test_documents_read_together_keep_their_own_offsets() -> None:
    rule = text_rule("cat")
    documents = [make_document(text) for text in ("A cat.", "No animal here.", "Big cat. Small cat.")]
    spans = [[(f.span.start, f.span.end) for f in c.findings] for c in check(documents, [rule])]
    assert spans == [[(2, 5)], [], [(4, 7), (15, 18)]]


def test_a_rule_that_crashes_is_named_and_only_its_document_suffers(monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:  # noqa: ARG001
        if "boom" in reading.batch.text:
            raise ZeroDivisionError("division by zero")
        yield Hit(0, 1)

    monkeypatch.setattr("lint.match.compile.resolve", lambda _: fragile)
    rules = [make_rule("reads: text\nmatch: {kind: call, name: any}", "x/fragile"), text_rule("cat", name="x/cat")]
    first, second = check([make_document("A cat."), make_document("A cat went boom.")], rules)
    assert first.faults == ()
    assert [f.rule for f in first.findings] == ["x/fragile", "x/cat"]
    assert second.faults == ("x/fragile (x/fragile.yaml): ZeroDivisionError: division by zero",)
    assert [f.rule for f in second.findings] == ["x/cat"]


def test_a_pattern_that_explodes_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.match.patience.SECONDS", 0.05)
    (fault,) = run("a" * 40 + "!", text_rule("(a|aa)+$", name="x/slow")).faults
    assert "x/slow" in fault
    assert "took too long" in fault


def test_markup_inside_a_span_is_kept() -> None:
    rule = text_rule("very good", "{replace: excellent, safety: safe}")
    (finding,) = run("This is **very** good bread.", rule, read_as="markdown").findings
    assert finding.fixes == ()


def test_two_runs_give_the_same_findings() -> None:
    rules = [text_rule("a"), text_rule("b", name="x/b")]
    assert run("a b a b", *rules) == run("a b a b", *rules)
