"""What the rules that are not on would be behind a gate: where they speak only of what the estimator suspects.

    python -m benchmarks.gates --shared ../shared            every rule that is not on, at several gates
    python -m benchmarks.gates --rules 'casing/*'            some rules, whatever their standing

Each line is a rule at a gate, with the record that it would have there; first its record without one. Read on are
texts that the estimator has not learned from: translations of the development part, marked documents, sound English.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks import measure, tables, texts
from benchmarks.tables import Cell
from benchmarks.texts import Sample
from lint import engine
from lint.apps.cache import load_rules
from lint.catalogue import Rule
from lint.engine import together
from lint.estimation import Estimating, Estimator
from lint.language.analyse import Analyser
from lint.language.batch import Batch
from lint.model import Depth, Finding
from lint.readers import markdown, plain
from lint.record import Default, Record
from lint.report import records
from lint.select import choose
from lint.source import Document

GATES = (0, 20, 30, 40, 50, 60, 70, 80, 90)
DATA = ("mlqe", "gold", "clean_news", "clean_wiki", "clean_wmt21", "clean_gold", "clean_books", "markdown")


class Remembering(Estimating):
    """Reads as its parent does, and keeps the last batch."""

    batch: Batch

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together."""
        self.batch = super().read(documents, depth)
        return self.batch


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--folder", type=Path, help="the estimator's files; else those that ship")
    parser.add_argument("--rules", nargs="+", default=[Default.QUIET, Default.OFF], help="ids, families or globs")
    args = parser.parse_args(argv)
    rules = [rule for rule in choose(load_rules(cached=False), args.rules, (), "auto") if rule.reads < Depth.DOCUMENT]
    reads = Remembering(Analyser(), Estimator.load(args.folder))
    samples = [texts.read(args.shared, corpus) for corpus in texts.chosen(list(DATA))]
    found = [list(findings(args.shared, sample, rules, reads)) for sample in samples]
    for gate in GATES:
        for sample, some in zip(samples, found, strict=True):
            for segment in sample.segments.values():
                segment.findings.clear()
            texts.scorer(args.shared, "eval/score").attach(
                sample.segments, [f for f, chance in some if chance >= gate / 100]
            )
        rows = measure.measures(measure.tally(args.shared, samples), measure.count_words(samples))
        print(
            tables.render(f"gate {gate}", [_row(rule, rows[rule.id]) for rule in rules if rule.id in rows]), flush=True
        )


def _row(rule: Rule, record: Record) -> dict[str, Cell]:
    return {
        "rule": rule.id, "earned": replace(rule, record=record).standing.default, "findings": record.findings,
        "lift": record.lift, "precision": record.precision, "better": record.better, "worse": record.worse,
        "gold": record.gold, "gold hits": record.gold_hits, "clean": record.clean, "clean_per_1k": record.clean_per_1k,
    }  # fmt: skip


def findings(shared: Path, sample: Sample, rules: Sequence[Rule], reads: Remembering) -> Iterator[tuple[Any, float]]:
    """The findings in a sample, as the scorer knows them, each with how suspect its place is."""
    score = texts.scorer(shared, "eval/score")
    for group in together(_documents(sample)):
        results = list(engine.check(group, rules, reads))
        for number, checked in enumerate(results):
            for finding in checked.findings:
                record = records.line(checked.document, finding) | {"id": checked.document.name}
                yield score.Finding.read(record), _suspicion(reads.batch, number, checked.document, finding)


def _documents(sample: Sample) -> Iterator[Document]:
    for segment in sample.segments.values():
        if sample.corpus.name == "markdown":
            yield from markdown.read(segment.id, segment.text)
        else:
            yield Document.plain(segment.id, segment.text, plain.segments(segment.text))


def _suspicion(batch: Batch, number: int, document: Document, finding: Finding) -> float:
    offset = batch.extent(number)[0]
    start, end = (offset + _in_text(document, place) for place in (finding.span.start, finding.span.end))
    tokens = batch.tokens
    touching = (tokens.start <= end) & (tokens.end >= start)
    inside = (tokens.start < end) & (tokens.end > start)
    rows = inside if inside.any() else touching
    return float(tokens.suspicion[rows].max(initial=0.0))


def _in_text(document: Document, place: int) -> int:
    """Where a place of the source stands in the text."""
    for piece in document.pieces:
        if piece.source <= place <= piece.source + piece.length:
            return piece.text + place - piece.source
    return 0


if __name__ == "__main__":
    main()
