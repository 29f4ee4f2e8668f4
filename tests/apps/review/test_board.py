"""A document under review: decisions change what is shown, and never how it is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.apps.review.board import Board
from lint.apps.review.decisions import Change, Cure, Found, Reviewed
from lint.checked import Checked
from lint.model import Edit, Evidence, Finding, Fix, Safety, Severity, Span
from lint.report.advice import Limits
from lint.report.runs import Numbered
from lint.report.sheets import Shown
from lint.source import Document

TEXT = "Anna slept.\n\nHe rose late.\n\n\nThe end. So\nit was.\n"
places = st.integers(0, len(TEXT))
proposals = st.lists(st.tuples(places, places, st.none() | st.text("ab \n", max_size=3)), min_size=1, max_size=6)
decisions = st.sampled_from([None, "take", "leave", "edit"])


def _board(proposed: list[tuple[int, int, str | None]]) -> Board:
    """A board of findings at places, each with what is to stand there, if anything is."""
    findings, made = [], []
    for start, end, new in sorted(((min(a, b), max(a, b), new) for a, b, new in proposed), key=lambda one: one[:2]):
        span, evidence = Span(start, end), (Evidence(Span(0, 4), "Anna", ""),)
        fixes = (Fix((Edit(span, new),), Safety.ASK),) if new is not None else ()
        findings.append(Finding("a/b", span, "m", Severity.ERROR, "c", evidence=evidence, fixes=fixes))
        cures = (Cure("ask", (Change(start, end, new),)),) if new is not None else ()
        print_ = str(len(made))
        made.append(
            Found("a/b", 1, 1, start, end, TEXT[start:end], "m", Severity.ERROR, "ask", cures, print_, print_, None)
        )
    checked = Checked(Document("a.txt", TEXT, TEXT, (), ()), tuple(findings))
    (sheet,) = Shown.of([checked], Limits(), {}).sheets
    return Board.of(sheet, Reviewed("a.txt", "", "utf-8", "text", tuple(made), TEXT))


def _decided(found: Found, decision: str | None) -> Found:
    made = found.decide(decision, "x" if decision == "edit" else "")  # type: ignore[arg-type]
    return found if made.wrong else made


@given(proposals, st.data())
def test_what_is_made_anew_is_what_a_board_of_these_decisions_shows(
    proposed: list[tuple[int, int, str | None]], data: st.DataObject
) -> None:
    board = _board(proposed)
    for _ in range(3):
        findings = tuple(_decided(found, data.draw(decisions)) for found in board.reviewed.findings)
        reviewed = Reviewed("a.txt", "", "utf-8", "text", findings, TEXT)
        changed, differing = board.otherwise(reviewed)
        fresh = Board.of(board.sheet, reviewed)
        assert changed.blocks == fresh.blocks
        assert changed.numbered.taken == fresh.numbered.taken
        same = [place for place in range(len(board.blocks)) if place not in differing]
        assert [board.row(place) for place in same] == [changed.row(place) for place in same]
        board = changed


def test_what_two_findings_want_is_shown_once() -> None:
    board = _board([(13, 15, "She"), (13, 15, "She")])
    findings = tuple(found.decide("take") for found in board.reviewed.findings)
    shown = board.otherwise(Reviewed("a.txt", "", "utf-8", "text", findings, TEXT))[0]
    assert [run.text for block in shown.blocks for run in block.runs if run.inserted] == ["She"]
    assert isinstance(shown.numbered, Numbered)
