"""Which rules of LanguageTool may speak beside mtlint: measured as mtlint's own rules are.

    python -m benchmarks.languagetool --shared ../shared           every rule that found something, and what follows
    python -m benchmarks.languagetool --write                      and rules/languagetool.json
    python -m benchmarks.languagetool --proof                      mtlint alone and with LanguageTool, on other texts

Measured on the training part of the translations and the training half of sound English; the proof reads the
development part, marked documents and all sound English, through the command line. What LanguageTool said of a text is
kept in the user's cache, so that only the first run takes long. It needs Java and LanguageTool (`make languagetool`).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import comb
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import checking, measure, tables, texts
from benchmarks.entries import documents
from benchmarks.measure import MEASURED
from benchmarks.tables import Cell
from benchmarks.texts import Sample, Sort
from lint.apps.cache import load_rules
from lint.apps.company import company, end
from lint.apps.lt_client import Client
from lint.apps.lt_keeper import VERSION
from lint.apps.shelves import folder
from lint.backends.joining import SPELLER, Match, grouped
from lint.backends.languagetool import Opinion, heard, opinions
from lint.backends.policy import FAMILY, Entry, Policy, Speaks
from lint.checked import Checked
from lint.engine import Second, check
from lint.language.batch import Batch
from lint.record import ENOUGH, LEAST_LIFT, Default, Record, standing
from lint.select import choose

TARGET = MEASURED.with_name("languagetool.json")
LEARNED = ("mlqe_train", "clean_news", "clean_wiki", "clean_wmt21", "clean_gold", "clean_books", "markdown")
PROOF = ("mlqe", "gold", "seed", "clean_news", "clean_wiki", "clean_wmt21", "clean_gold", "clean_books")
OWN_LIFT = 1.45
OWN_SHARE = 0.84
"""What mtlint's own findings and fixes reach on the development part: what is less would take them down."""
LUCK, FIX_LUCK = 0.01, 0.05
"""So likely may it be that chance made a rule look good: of some hundred that spoke, the luckiest must not be taken."""
LIMIT = 600.0
ACROSS = frozenset(
    "EN_UNPAIRED_QUOTES EN_UNPAIRED_BRACKETS EN_WORD_COHERENCY ENGLISH_WORD_REPEAT_BEGINNING_RULE "
    "UPPERCASE_SENTENCE_START CONSECUTIVE_SPACES WHITESPACE_RULE SENTENCE_WHITESPACE".split()
)
"""Rules that read more than a sentence: what they say would hang on what else is in the request."""
Seen = tuple[Sample, Any, Opinion]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--write", action="store_true", help="write rules/languagetool.json")
    parser.add_argument("--proof", action="store_true", help="compare mtlint alone with what both find")
    args = parser.parse_args(argv)
    if args.proof:
        print("\n\n".join(proof(args.shared)))
        return
    samples = [learned(texts.read(args.shared, corpus)) for corpus in texts.chosen(list(LEARNED))]
    found = seen(samples)
    kinds = categories(args.shared, samples, found)
    print(
        tables.render("its categories", [{"category": name} | measure.figures(r) for name, r in kinds.items()]) + "\n"
    )
    entries = judged(args.shared, samples, found)
    rows: list[dict[str, Cell]] = [
        {"rule": rule, "speaks": str(e.speaks), "cures": str(e.cures), **measure.figures(e.record)}
        for rule, e in entries
    ]
    print(tables.render("rules of LanguageTool", rows))
    if args.write:
        write(TARGET, dict(entries))


class Remembered:
    """Asks LanguageTool about what it was not asked before, and keeps what it said."""

    def __init__(self, client: Client) -> None:
        self.client = client
        place = folder()
        if place is None:
            raise SystemExit("there is no place for a cache, and without one this takes an hour each time")
        self.path = place / f"languagetool-{VERSION}.jsonl"
        self.known: dict[tuple[str, bool], list[Match]] = {}
        if self.path.exists():
            for row in map(msgspec.json.Decoder(Said).decode, self.path.read_bytes().splitlines()):
                self.known[row.text, row.spelling] = row.matches

    def ask(self, texts: Sequence[str], *, spelling: bool) -> list[list[Match]]:
        """What it says of each of some texts."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = list(dict.fromkeys(text for text in texts if (text, spelling) not in self.known))
        for group in grouped(new):
            answers = self.client.ask(group, spelling=spelling)
            with self.path.open("ab") as file:
                for text, matches in zip(group, answers, strict=True):
                    self.known[text, spelling] = matches
                    file.write(msgspec.json.encode(Said(text, spelling, matches)) + b"\n")
        return [self.known[text, spelling] for text in texts]


class Said(msgspec.Struct):
    """What LanguageTool said of a text, or its speller of a word."""

    text: str
    spelling: bool
    matches: list[Match]


def learned(sample: Sample) -> Sample:
    """A sample without the half of sound English that nothing may be learned from."""
    if sample.corpus.sort is Sort.CLEAN:
        kept = {name: s for name, s in sample.segments.items() if texts.in_training(_document_of(sample, name))}
        return Sample(sample.corpus, kept)
    return sample


def _document_of(sample: Sample, name: str) -> str:
    """The document that a text is from: books come by chapter, other sound English by sentence, some whole."""
    if sample.corpus.name in ("markdown", "clean_gold"):
        return name
    return re.sub(r"(?:/|\.(?=\d+$))[^/.]*$", "", name)


def seen(samples: Sequence[Sample]) -> list[Seen]:
    """What LanguageTool says where mtlint found nothing, in all samples."""
    rules = choose(load_rules(cached=False), (), ())
    asked = company(None, False, LIMIT)
    remembered = Remembered(Client(asked))
    found: list[Seen] = []
    try:
        for sample in samples:
            got: list[tuple[str, Opinion]] = []
            for _ in check(documents(sample), rules, second=_listener(remembered, got)):
                pass
            found += [(sample, sample.segments[name], opinion) for name, opinion in got]
    finally:
        end(asked)
    return found


def _listener(remembered: Remembered, got: list[tuple[str, Opinion]]) -> Second:
    def listen(batch: Batch, results: Sequence[Checked]) -> Sequence[Checked]:
        all_of_it = opinions(batch, results, heard(remembered.ask, batch))
        got.extend((batch.documents[o.document].name, o) for o in all_of_it if not o.said)
        return results

    return listen


def judged(shared: Path, samples: Sequence[Sample], found: Sequence[Seen]) -> list[tuple[str, Entry]]:
    """What follows for each rule from all that it found, and from what a sign supports."""
    harm = {name for name, record in categories(shared, samples, found).items() if harms(record)}
    everything = records(shared, samples, ((seen[2].match.rule, seen) for seen in found))
    agreed = records(shared, samples, ((seen[2].match.rule, seen) for seen in found if seen[2].signs))
    silent = {o.match.rule for _, _, o in found if o.match.category in harm and o.match.rule != SPELLER} | ACROSS
    return [
        (rule, Entry(Speaks.OFF, record) if rule in silent else entry(rule, record, agreed.get(rule, Record())))
        for rule, record in everything.items()
    ]


def categories(shared: Path, samples: Sequence[Sample], found: Sequence[Seen]) -> dict[str, Record]:
    """The records of LanguageTool's categories, the speller left out."""
    others = ((seen[2].match.category, seen) for seen in found if seen[2].match.rule != SPELLER)
    return records(shared, samples, others)


def records(shared: Path, samples: Sequence[Sample], found: Iterable[tuple[str, Seen]]) -> dict[str, Record]:
    """The records of what was found, by name."""
    tallies: dict[str, measure.Tally] = defaultdict(measure.Tally)
    for name, (sample, segment, opinion) in found:
        measure.count(shared, tallies[name], sample, segment, _scored(shared, segment, opinion))
    return measure.measures(tallies, measure.count_words(samples))


def harms(record: Record) -> bool:
    """Whether a category hits by chance, and its replacements harm oftener than they help."""
    return (record.lift or 0.0) < LEAST_LIFT and record.worse > record.better


def entry(rule: str, everything: Record, agreed: Record) -> Entry:
    """What a rule may do by its record, or by that of the findings that a sign supports."""
    for speaks, record in ((Speaks.ON, everything), (Speaks.AGREED, agreed)):
        # A coined word may always be a good one: the speller needs another sign, whatever its record.
        if earned(record) and (rule != SPELLER or speaks is Speaks.AGREED):
            return Entry(speaks, record, cures(record))
    return Entry(Speaks.OFF, everything)


def earned(record: Record) -> bool:
    """Whether a rule may speak: by the thresholds of mtlint's own rules, as well as mtlint, and not by luck."""
    if record.findings < ENOUGH or standing(record).default is not Default.ON:
        return False
    hits = round((record.precision or 0.0) * record.findings)
    by_place = (record.lift or 0.0) >= OWN_LIFT and luck(hits, record.findings, record.chance or 0.0) < LUCK
    return by_place or cures(record)


def cures(record: Record) -> bool:
    """Whether the replacements of a rule help as often as those of mtlint, and not by luck."""
    changed = record.better + record.worse
    return record.better >= OWN_SHARE * changed > 0 and luck(record.better, changed, 0.5) < FIX_LUCK


def luck(hits: int, cases: int, chance: float) -> float:
    """How likely at least so many hits are by chance."""
    return sum(comb(cases, n) * chance**n * (1 - chance) ** (cases - n) for n in range(hits, cases + 1))


def _scored(shared: Path, segment: Any, opinion: Opinion) -> Any:
    finding = opinion.finding
    replacement = finding.fix.replacement_of(finding.span) if finding.fix else None
    score = texts.scorer(shared, "eval/score")
    return score.Finding(segment.id, finding.span.start, finding.span.end, finding.rule, replacement)


def write(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write one rule a line, sorted, so that a change shows as the lines of the rules that it touched."""
    lines = [f"  {_json(rule)}: {_json(_short(entry))}" for rule, entry in sorted(entries.items())]
    text = f'{{"version": {_json(VERSION)}, "rules": {{\n' + ",\n".join(lines) + "\n}}\n"
    msgspec.json.decode(text, type=Policy)
    path.write_text(text, encoding="utf-8")


def _short(entry: Entry) -> dict[str, Any]:
    """An entry without the figures that are nought."""
    record = {name: value for name, value in measure.figures(entry.record).items() if value}
    return {"speaks": entry.speaks, **({"cures": True} if entry.cures else {}), "record": record}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def proof(shared: Path) -> Iterator[str]:
    """Tables of mtlint alone, and with LanguageTool, on texts that the policy was not made from."""
    both = (("mtlint", ()), ("with LanguageTool", ("--with", "languagetool", "--languagetool-timeout", f"{LIMIT:.0f}")))
    runs = {name: [texts.read(shared, corpus) for corpus in texts.chosen(list(PROOF))] for name, _ in both}
    for name, options in both:
        checking.check(shared, runs[name], (), "none", references=False, more=options)
    yield tables.render("translations", [{"run": n} | translations(shared, s) for n, s in runs.items()])
    yield tables.render("marked documents", [{"run": n} | marked(shared, s) for n, s in runs.items()])
    yield tables.render("findings in 1,000 words of sound English", [{"run": n} | sound(s) for n, s in runs.items()])
    samples = runs["with LanguageTool"]
    its = measure.measures(measure.tally(shared, samples), measure.count_words(samples))
    found = [{"rule": rule} | measure.figures(record) for rule, record in its.items() if rule.startswith(FAMILY)]
    yield tables.render("what LanguageTool adds, rule by rule", found)


def translations(shared: Path, samples: Sequence[Sample]) -> dict[str, Cell]:
    """The scorer's figures for translations, all pairs together."""
    score = texts.scorer(shared, "eval/score")
    segments = [s for sample in samples if sample.corpus.sort is Sort.TRANSLATION for s in sample.segments.values()]
    row = score.score_group(segments)
    columns = ("findings", "per_1k", "precision", "chance", "lift", "better", "worse", "fix_precision", "edits_cut")
    return {column: row[column] for column in columns}


def marked(shared: Path, samples: Sequence[Sample]) -> dict[str, Cell]:
    """How many of the marked faults are found, by tier, and how much else."""
    marks = texts.scorer(shared, "gold/score_gold")
    row: dict[str, Cell] = {}
    for sample in (s for s in samples if s.corpus.sort is Sort.GOLD):
        found: dict[str, list[bool]] = defaultdict(list)
        for name, segment in sample.segments.items():
            for item in sample.items[name]:
                found[item.tier].append(marks.score_item(segment.text, item, segment.findings)[0])
        tiers = {f"{sample.corpus.name}: {tier}": f"{sum(hits)}/{len(hits)}" for tier, hits in found.items()}
        others = sum(len(marks.false_alarms(sample.items[name], s.findings)) for name, s in sample.segments.items())
        row |= {**dict(sorted(tiers.items())), f"{sample.corpus.name}: other": others}
    return row


def sound(samples: Sequence[Sample]) -> dict[str, Cell]:
    """How often anything is found in sound English: by corpus, and in all that is of today."""
    clean = [sample for sample in samples if sample.corpus.sort is Sort.CLEAN]
    row: dict[str, Cell] = {s.corpus.name: _per_1k([s]) for s in clean}
    return row | {"of today": _per_1k([s for s in clean if s.corpus.typical])}


def _per_1k(samples: Sequence[Sample]) -> float:
    return 1000 * sum(1 for s in samples for _ in s.findings()) / sum(s.words for s in samples)


if __name__ == "__main__":
    main()
