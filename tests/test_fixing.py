"""Fixing: conflicts, passes and rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.catalogue import Rule
from lint.engine import check
from lint.fixing import Settled, apply, composed, plan, settle
from lint.model import Edit, Finding, Fix, Safety, Severity, Span
from tests.making import make_document, make_rule


def swap(old: str, new: str, name: str = "test/rule", safety: str = "safe") -> Rule:
    body = f"reads: text\nmatch: {{kind: text, pattern: '\\b{old}\\b'}}\nfix: {{replace: {new}, safety: {safety}}}"
    return make_rule(body, name)


def settled(text: str, *rules: Rule, level: Safety = Safety.SAFE) -> Settled:
    return settle(make_document(text), make_document, lambda d: next(check([d], rules)), level)


def test_edits_are_applied_from_their_own_offsets() -> None:
    edits = [Edit(Span(4, 7), "dog"), Edit(Span(0, 3), "One"), Edit(Span(7, 7), "!")]
    assert apply("The cat", edits) == "One dog!"


def test_only_fixes_of_the_level_are_taken() -> None:
    rules = swap("cat", "dog"), swap("mouse", "rat", "test/ask", "ask")
    assert settled("A cat and a mouse.", *rules).source == "A dog and a mouse."
    assert settled("A cat and a mouse.", *rules, level=Safety.ASK).source == "A dog and a rat."


def test_a_fix_that_makes_room_for_another_is_followed_by_it() -> None:
    assert settled("a one two", swap("one", "three"), swap("three two", "four", "test/next")).source == "a four"


def test_edits_of_several_passes_come_to_edits_of_the_source() -> None:
    text = "a one two, one, and a two one"
    result = settled(
        text, swap("one", "three"), swap("three two", "four", "test/next"), swap("a four", "a", "test/last")
    )
    assert result.source == "a, three, and a two three"
    assert result.edits == (Edit(Span(0, 9), "a"), Edit(Span(11, 14), "three"), Edit(Span(26, 29), "three"))


@given(st.data())
def test_composed_edits_do_what_the_passes_did(data: st.DataObject) -> None:
    text = before = data.draw(st.text("ab", max_size=12))
    edits: tuple[Edit, ...] = ()
    for _ in range(3):
        made = any_edits(data, before)
        edits = composed(edits, before, made)
        before = apply(before, made)
    assert apply(text, edits) == before


def any_edits(data: st.DataObject, text: str) -> list[Edit]:
    """Edits that do not touch."""
    edits: list[Edit] = []
    at = 0
    while at <= len(text) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(text)))
        end = data.draw(st.integers(start, len(text)))
        edits.append(Edit(Span(start, end), data.draw(st.text("cd", max_size=2))))
        at = end + 1
    return edits


def test_rules_that_undo_each_other_change_nothing_and_are_named() -> None:
    result = settled("a cat", swap("cat", "dog", "test/a"), swap("dog", "cat", "test/b"))
    assert result.source == "a cat"
    assert result.applied == ()
    assert set(result.looping) <= {"test/a", "test/b"}
    assert result.looping


def test_a_fix_that_feeds_itself_is_given_up() -> None:
    result = settled("a cat", swap("cat", "cat cat"))
    assert (result.source, result.looping) == ("a cat", ("test/rule",))


def test_a_fix_of_many_edits_holds_each_of_its_places() -> None:
    fix = Fix(tuple(Edit(Span(at, at + 1), "-") for at in range(0, 3000, 3)), Safety.SAFE)
    inside = Fix((Edit(Span(3, 5), "+"),), Safety.SAFE)
    between = Fix((Edit(Span(2, 2), "+"),), Safety.SAFE)
    findings = [finding(0, fix), finding(2, between), finding(3, inside)]
    assert plan(findings, Safety.SAFE) == (findings[0], findings[1])


def finding(at: int, fix: Fix) -> Finding:
    return Finding("test/rule", Span(at, at + 1), "message", Severity.ERROR, "Style", fixes=(fix,))


def test_touching_fixes_wait_for_the_next_pass() -> None:
    text = "x y"
    rules = (
        swap("x", "z", "test/a"),
        make_rule(
            "reads: text\nmatch: {kind: text, pattern: '(?<=x|z) (?=y)'}\nfix: {replace: '-', safety: safe}", "test/b"
        ),
    )
    assert settled(text, *rules).source == "z-y"
