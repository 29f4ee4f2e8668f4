"""The workshop's tools for tables and pairs of rules."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

from benchmarks import desks, measure
from benchmarks.entries import harms, rewrite
from benchmarks.overlaps import pairs
from benchmarks.quality import with_rest
from lint.record import Desk, Record


def test_an_entry_does_harm_in_sound_english_or_by_its_fixes() -> None:
    assert harms(Record(clean=1, clean_per_1k=0.0025))
    assert harms(Record(findings=3, better=1, worse=2))
    assert not harms(Record(findings=9, per_1k=0.02, clean=1, clean_per_1k=0.0025))
    assert not harms(Record(findings=3, better=1, worse=2, gold=1, gold_hits=1))


def test_a_table_is_written_with_counts_and_without_what_does_harm(tmp_path: Path) -> None:
    table = tmp_path / "family" / "words.tsv"
    table.parent.mkdir()
    table.write_text("# phrase\tinstead\nin night\tat night\nby foot\ton foot\t7\n", encoding="utf-8")
    known = {("family/words.tsv", "in night"): Record(findings=2), ("family/words.tsv", "by foot"): Record(worse=1)}
    rewrite(table, known)
    assert table.read_text(encoding="utf-8") == "# phrase\tinstead\nin night\tat night\t2\n"


def test_records_are_written_with_what_stands_behind_a_gate(tmp_path: Path) -> None:
    table = {"a/one": Record(findings=2, gated=Record(findings=1, lift=2.0)), "a/two": Record(swaps=3)}
    measure.write(tmp_path / "measured.json", table)
    assert measure.read(tmp_path / "measured.json") == table
    assert (tmp_path / "measured.json").read_text(encoding="utf-8").count("gated") == 1
    kept = with_rest(Record(findings=5), table["a/one"])
    assert kept == Record(findings=5, gated=Record(findings=1, lift=2.0))


def test_what_desks_decided_is_counted_into_records_and_stays_there(tmp_path: Path) -> None:
    place = {"line": 1, "column": 1, "start": 0, "end": 1, "found": "a", "sentence": "s", "near": "n"}
    said = {"message": "m", "severity": "error", "safety": "ask", "fixes": [{"safety": "ask", "edits": []}]}
    decided = [("a/one", "take"), ("a/one", "leave"), ("a/two", None), ("b/own", "leave")]
    findings = [{"rule": rule, "decision": decision} | place | said for rule, decision in decided]
    file = {"name": "a.txt", "digest": "", "encoding": "utf-8", "format": "text", "content": "a"}
    document = file | {"findings": findings}
    (tmp_path / "d.json").write_text(json.dumps({"documents": [document]}), encoding="utf-8")
    measure.write(tmp_path / "measured.json", {"a/one": Record(findings=2), "a/two": Record(desk=Desk(taken=9))})
    desks.main(["--rules", str(tmp_path), str(tmp_path / "d.json")])
    kept = measure.read(tmp_path / "measured.json")
    assert kept == {"a/one": Record(findings=2, desk=Desk(taken=1, left=1)), "a/two": Record()}
    assert with_rest(Record(findings=5), kept["a/one"]).desk == Desk(taken=1, left=1)


def test_rules_meet_where_they_flag_the_same_words_three_times() -> None:
    one, other, third = (SimpleNamespace(rule=rule, start=0, end=4) for rule in ("a/one", "a/other", "a/third"))
    elsewhere = SimpleNamespace(rule="a/other", start=9, end=12)
    documents = [[one, other]] * 3 + [[one, third]] * 2 + [[one, elsewhere]]
    assert list(pairs(documents)) == [{"rule": "a/one", "other": "a/other", "together": 3, "share": 0.75}]
