"""What a run found, rule by rule, and the quality of its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from lint.checked import Checked
from lint.model import Finding, Safety
from lint.report.cells import cells, visible
from lint.report.mqm import Score
from lint.report.paint import SEVERITY_STYLE, Brush
from lint.report.place import name_of

HEADS = ("findings", "safe", "ask", "show", "documents")
WORST = 10
"""Documents whose scores are listed, the lowest first."""


class Row(msgspec.Struct):
    """What a rule found: how much, where, and with what fixes."""

    example: Finding
    findings: int = 0
    documents: int = 0
    fixes: dict[Safety, int] = msgspec.field(default_factory=lambda: dict.fromkeys(Safety, 0))

    @property
    def figures(self) -> tuple[int, ...]:
        """The figures under `HEADS`."""
        return (self.findings, *(self.fixes[safety] for safety in reversed(Safety)), self.documents)


class Statistics(msgspec.Struct):
    """Counts by rule and scores by document, kept while results stream by."""

    rules: dict[str, Row] = msgspec.field(default_factory=dict)
    scores: list[tuple[str, Score]] = msgspec.field(default_factory=list)

    def watch(self, results: Iterable[Checked]) -> Iterator[Checked]:
        """Pass results on, counting them."""
        for checked in results:
            self.add(checked)
            yield checked

    def add(self, checked: Checked) -> None:
        """Count one document."""
        self.scores.append((name_of(checked.document), Score.of(checked.document, checked.findings)))
        here: set[str] = set()
        for finding in checked.findings:
            row = self.rules.setdefault(finding.rule, Row(finding))
            row.findings += 1
            row.documents += finding.rule not in here
            here.add(finding.rule)
            if finding.fix:
                row.fixes[finding.safety] += 1

    @property
    def rows(self) -> list[tuple[str, Row]]:
        """The rules that found something, those that found most first."""
        return sorted(self.rules.items(), key=lambda item: (-item[1].findings, item[0]))

    @property
    def score(self) -> Score:
        """The score of all documents as one text."""
        return sum((score for _, score in self.scores), Score())

    @property
    def lowest(self) -> list[tuple[str, Score]]:
        """The documents with penalties, the lowest scores first."""
        poor = [(name, score) for name, score in self.scores if score.penalty]
        return sorted(poor, key=lambda item: (item[1].quality, -item[1].penalty))[:WORST]

    def as_list(self) -> list[dict[str, str | int]]:
        """The counts under stable names."""
        return [{"rule": rule, **dict(zip(HEADS, row.figures, strict=True))} for rule, row in self.rows]


def table_of(results: Iterable[Checked], brush: Brush) -> Iterator[str]:
    """The statistics of all results for a terminal."""
    statistics = Statistics()
    for checked in results:
        statistics.add(checked)
    rows = statistics.rows
    if rows:
        longest = max(cells(visible(rule)) for rule, _ in rows)
        heads = "  ".join(f"{head:>{len(head)}}" for head in HEADS)
        yield brush(f"{'rule':{longest}}  severity  {heads}", "dim") + "\n"
        for rule, row in rows:
            severity = row.example.severity
            figures = "  ".join(f"{n:>{len(head)},}" for head, n in zip(HEADS, row.figures, strict=True))
            pad = " " * (longest - cells(visible(rule)))
            yield f"{visible(rule)}{pad}  {brush(f'{severity:8}', SEVERITY_STYLE[severity])}  {figures}\n"
        yield "\n"
    yield from _scores(statistics, brush)


def _scores(statistics: Statistics, brush: Brush) -> Iterator[str]:
    score, lowest = statistics.score, statistics.lowest
    if not score.words:
        return
    yield f"{in_words(score)}\n"
    if len(statistics.scores) > 1 and lowest:
        listed = "the lowest" if len(lowest) < sum(1 for _, one in statistics.scores if one.penalty) else "below 100"
        yield brush(f"{listed}:", "dim") + "\n"
        for name, one in lowest:
            yield f"  {one.quality:5.1f}  {one.per_thousand:8,.2f} per 1,000 words  {visible(name)}\n"
    yield "\n"


def in_words(score: Score) -> str:
    """A score in one line."""
    return (
        f"MQM score {score.quality:.1f} of 100: {score.penalty:,} penalty points in {score.words:,} words, "
        f"{score.per_thousand:,.2f} per 1,000."
    )
