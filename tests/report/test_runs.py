"""Text cut for showing: nothing is lost, and what is shown as proposed is what fixing gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.fixing import apply, plan
from lint.model import Edit, Evidence, Finding, Fix, Safety, Severity, Span
from lint.report.runs import Block, Numbered, Run, blocks, drawn, joined

TEXT = "Anna slept.\n\nHe rose late.\n"


def _finding(start: int, end: int, new: str | None, *evidence: Evidence) -> Finding:
    fixes = (Fix((Edit(Span(start, end), new),), Safety.ASK),) if new is not None else ()
    return Finding("a/b", Span(start, end), "m", Severity.ERROR, "c", evidence=evidence, fixes=fixes)


def _blocks(source: str, *findings: Finding) -> list[Block]:
    return list(blocks(Numbered.of(source, findings, Safety.ASK)))


def test_a_change_stands_beside_what_it_takes_out_and_evidence_is_marked() -> None:
    first, second = _blocks(TEXT, _finding(13, 15, "She", Evidence(Span(0, 4), "Anna", "meant")))
    assert first.runs == (Run("Anna", bears=(1,)), Run(" slept."))
    assert second.runs == (
        Run("He", (1,), deleted=1, begin=(1,)),
        Run("She", inserted=1),
        Run(" rose late.\n"),
    )
    assert (first.found, second.found) == ((), (1,))


def test_only_the_words_that_differ_are_changed() -> None:
    (block,) = _blocks("so calm and calm, he", _finding(3, 16, "calm"))
    assert [run.text for run in block.runs if run.deleted] == [" and calm"]
    (block,) = _blocks("an umbrellas here", _finding(3, 12, "umbrella"))
    assert [run.text for run in block.runs if run.deleted or run.inserted] == ["umbrellas", "umbrella"]


def test_a_change_across_paragraphs_keeps_them_together() -> None:
    assert len(_blocks(TEXT, _finding(10, 13, " "))) == 1
    assert len(_blocks(TEXT, _finding(11, 13, None))) == 2


def test_a_long_paragraph_is_cut_where_a_sentence_ends_and_no_change_stands() -> None:
    source = "So it went on. " * 1000
    shown = _blocks(source, _finding(4004, 4006, "X"), _finding(4010, 4020, "Y"))
    assert [len("".join(run.text for run in block.runs if not run.inserted)) for block in shown] == [8010, 4005, 2985]
    assert len(_blocks("x" * 9001)) == 3


def test_what_is_put_in_at_such_a_cut_is_shown_once() -> None:
    shown = _blocks("So it went on. " * 1000, _finding(4005, 4005, "Y "))
    assert [[run.text for run in block.runs if run.inserted] for block in shown] == [["Y "], [], [], []]


places = st.integers(0, 40)
made = st.lists(st.tuples(places, places, st.none() | st.text("ab \n", max_size=4)), max_size=8)


@given(st.text("ab. \n\r", max_size=40), made)
def test_nothing_is_lost(source: str, given: list[tuple[int, int, str | None]]) -> None:
    spans = [(*sorted((min(a, len(source)), min(b, len(source)))), new) for a, b, new in given]
    findings = sorted((_finding(*span) for span in spans), key=lambda finding: finding.span)  # type: ignore[arg-type]
    shown = _blocks(source, *findings)
    runs = [run for block in shown for run in block.runs]
    after = apply(source, (e for f in plan(findings, Safety.ASK) if f.fix for e in f.fix.edits))
    # The blank lines between paragraphs are not shown.
    assert "".join("".join(run.text for run in runs if not run.inserted).split()) == "".join(source.split())
    assert "".join("".join(run.text for run in runs if not run.deleted).split()) == "".join(after.split())
    assert [n for block in shown for n in block.found] == [*range(1, len(findings) + 1)]
    assert [n for run in runs for n in run.begin] == [*range(1, len(findings) + 1)]


@given(st.text("ab. \n\r", max_size=40), made, st.data())
def test_a_paragraph_made_anew_is_the_one_that_a_new_cut_would_give(
    source: str, given: list[tuple[int, int, str | None]], data: st.DataObject
) -> None:
    spans = [(*sorted((min(a, len(source)), min(b, len(source)))), new) for a, b, new in given]
    evidence = Evidence(Span(0, min(3, len(source))), "", "")
    findings = sorted((_finding(*span, evidence) for span in spans), key=lambda finding: finding.span)  # type: ignore[arg-type]
    before = Numbered.of(source, findings, Safety.ASK)
    # Whatever is taken instead, nothing reaches beyond what is known to be reached.
    kept = {number: edits for number, edits in before.taken.items() if data.draw(st.booleans())}
    now = Numbered(source, before.findings, kept)
    reach = joined(finding.span for finding in findings)
    old, new = (list(blocks(Numbered(source, n.findings, n.taken, reach))) for n in (before, now))
    assert [drawn(now, block, now.findings) for block in old] == new
