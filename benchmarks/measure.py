"""What the samples say of each rule, and the confidence that follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from msgspec.structs import asdict

from benchmarks.texts import Sample, Sort, scorer
from lint.record import SURE_CHANCE, Record
from lint.scoring import rounded

MEASURED = Path(__file__).parent.parent / "rules" / "measured.json"
EDITOR = 0.25
"""Weight of a finding for or against which only one editor's changes speak: they left many faults and moved much."""


@dataclass(slots=True)
class Tally:
    """What is known of one rule's findings."""

    findings: int = 0
    """On the translations."""
    hits: int = 0
    """Findings on the translations where the editor changed something."""
    chance: float = 0.0
    """Hits that as many random spans of the same length would have."""
    better: int = 0
    worse: int = 0
    open: int = 0
    """Findings on the translations whose fix, if any, changes no distance to the post-edit."""
    open_hits: int = 0
    open_chance: float = 0.0
    gold: int = 0
    """Findings in the gold documents."""
    gold_hits: int = 0
    """Those at a marked fault."""
    alarms: int = 0
    """Findings in typical clean text."""
    clean: int = 0
    """Findings in any clean text."""

    def right(self) -> float:
        """Findings that count as right."""
        return self.gold_hits + self.better + EDITOR * self._open_right()

    def wrong(self, scale: float) -> float:
        """Findings that count as wrong; `scale` is the words of the translations over those of the clean text."""
        missed = self.gold - self.gold_hits
        return missed + self.worse + EDITOR * (self.open - self._open_right()) + scale * self.alarms

    def _open_right(self) -> float:
        """Of the findings judged by hits alone, those that chance does not explain: r + (1 - r) chance = hits."""
        excess = self.open_hits - self.open_chance
        return self.open * max(0.0, excess) / (self.open - self.open_chance) if self.open > self.open_chance else 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words read, by sort of text."""

    translation: int
    gold: int
    typical: int
    clean: int

    @property
    def scale(self) -> float:
        """Words of translations for each word of typical clean text."""
        return (self.translation + self.gold) / self.typical if self.typical else 0.0


def count_words(samples: Iterable[Sample]) -> Words:
    """The words of the samples."""
    totals = dict.fromkeys(("translation", "gold", "typical", "clean"), 0)
    for sample in samples:
        if sample.corpus.sort is Sort.CLEAN:
            totals["clean"] += sample.words
            totals["typical"] += sample.words * sample.corpus.typical
        elif sample.corpus.sort is not Sort.RAW:
            totals[sample.corpus.sort] += sample.words
    return Words(**totals)


def tally(shared: Path, samples: Iterable[Sample]) -> dict[str, Tally]:
    """Count the findings of each rule."""
    tallies: dict[str, Tally] = {}
    for sample in samples:
        for segment, finding in sample.findings():
            count(shared, tallies.setdefault(finding.rule, Tally()), sample, segment, finding)
    return tallies


def count(shared: Path, row: Tally, sample: Sample, segment: Any, finding: Any) -> None:
    """Count one finding for what its sample can tell."""
    match sample.corpus.sort:
        case Sort.TRANSLATION:
            count_translation(row, segment, finding)
        case Sort.GOLD:
            row.gold += 1
            row.gold_hits += bool(items_hit(scorer(shared, "gold/score_gold"), sample, segment, finding))
        case Sort.CLEAN:
            row.clean += 1
            row.alarms += sample.corpus.typical
        case Sort.RAW:
            pass


def count_translation(row: Tally, segment: Any, finding: Any) -> None:
    """Count a finding on a translation with marks."""
    window = segment.window(finding.start, finding.end)
    hit, chance = segment.hit(window), segment.chance(len(window))
    row.findings += 1
    row.hits += hit
    row.chance += chance
    gain = segment.gain(finding) if segment.edited and finding.fix else 0
    row.better += gain > 0
    row.worse += gain < 0
    if not gain:
        row.open += 1
        row.open_hits += hit
        row.open_chance += chance


def items_hit(marks: ModuleType, sample: Sample, segment: Any, finding: Any) -> list[int]:
    """The marked faults that a finding is at, by their place in the list."""
    items = sample.items[segment.id]
    return [i for i, item in enumerate(items) if any(marks.touches(finding, span) for span in item.spans)]


def measures(tallies: Mapping[str, Tally], words: Words) -> dict[str, Record]:
    """The measures of the rules that found something."""
    return {rule: measure(row, words) for rule, row in sorted(tallies.items())}


def measure(row: Tally, words: Words) -> Record:
    """The measures of one rule; they hang on no other rule's, so a change of one moves one line of the table."""
    right, wrong = row.right(), row.wrong(words.scale)
    chance = ratio(row.chance, row.findings)
    # Where every place is as good, hits say nothing for a finding, and nothing against it.
    mute = (chance or 0.0) >= SURE_CHANCE and not row.better + row.worse + row.gold
    return Record(
        findings=row.findings,
        precision=ratio(row.hits, row.findings),
        chance=chance,
        lift=ratio(row.hits, row.chance),
        better=row.better,
        worse=row.worse,
        gold=row.gold,
        gold_hits=row.gold_hits,
        per_1k=round(1000 * (row.findings + row.gold) / max(1, words.translation + words.gold), 4),
        gold_per_1k=round(1000 * row.gold / max(1, words.gold), 4),
        clean=row.clean,
        clean_per_1k=round(1000 * row.clean / max(1, words.clean), 4),
        confidence=round((right + 1) / (right + wrong + 2), 2) if right + wrong and not mute else None,
    )


def figures(row: Record) -> dict[str, Any]:
    """The figures of a record, those of desks and those behind the gate left out."""
    return {name: value for name, value in asdict(row).items() if name not in ("desk", "gated")}


def _plain(row: Record) -> dict[str, Any]:
    desk = {"desk": asdict(row.desk)} if row.desk else {}
    return figures(row) | desk | ({"gated": figures(row.gated)} if row.gated else {})


def ratio(part: float, whole: float) -> float | None:
    """A share, or None where there is nothing to share."""
    return rounded(part / whole) if whole else None


def read(path: Path) -> dict[str, Record]:
    """Read what `write` wrote."""
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Record])


def write(path: Path, table: Mapping[str, Record]) -> None:
    """Write one rule a line, sorted, so that a change shows as the lines of the rules that it touched."""
    rows = [f" {json.dumps(rule)}: {json.dumps(_plain(row))}" for rule, row in sorted(table.items())]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
