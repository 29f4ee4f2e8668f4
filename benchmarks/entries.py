"""The tables that rules name, entry by entry: what each found, and which do harm.

    python -m benchmarks.entries --shared ../shared                   the entries that found something
    python -m benchmarks.entries --shared ../shared --drop            and the tables without those that do harm

An entry does harm if it speaks in sound English, unless five times oftener in translations; or if more of its fixes
take the text away from the editor's version than bring it nearer. Behind each entry stands its count in translations.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks import measure, tables, texts
from benchmarks.texts import Sample, scorer
from lint.apps.cache import load_rules
from lint.catalogue import Rule
from lint.engine import check
from lint.match.kinds import WordsSpec
from lint.readers import READERS
from lint.record import LEAST_CONTRAST, Record, contrast
from lint.source import Document

ROOT = Path(__file__).parent.parent
Key = tuple[str, str]
"""A table, as family and file name, and an entry of it."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--drop", action="store_true", help="write the tables anew: counts in, harmful entries out")
    args = parser.parse_args(argv)
    known = load_rules(cached=False)
    rules = [rule for rule in known if isinstance(rule.file.match, WordsSpec) and rule.file.match.table]
    records = measured(args.shared, rules)
    rows = [
        {"table": table, "entry": entry, "harm": "harm" if harms(record) else ""} | measure.figures(record)
        for (table, entry), record in sorted(records.items())
    ]
    print(tables.render("entries", rows))
    if args.drop:
        for rule in rules:
            rewrite(ROOT / "rules" / table_of(rule), records)


def table_of(rule: Rule) -> str:
    """The table of a rule, below the folder of rules."""
    assert isinstance(rule.file.match, WordsSpec)
    return f"{rule.family}/{rule.file.match.table}"


def measured(shared: Path, rules: Sequence[Rule]) -> dict[Key, Record]:
    """What each entry found on all corpora; the message of a rule is made the entry, so that a finding tells it."""
    named = [msgspec.structs.replace(r, file=msgspec.structs.replace(r.file, message="{entry}")) for r in rules]
    places = {rule.id: table_of(rule) for rule in rules}
    score = scorer(shared, "eval/score")
    tallies: dict[Key, measure.Tally] = defaultdict(measure.Tally)
    samples = [texts.read(shared, corpus) for corpus in texts.chosen(["all"])]
    for sample in samples:
        for checked in check(documents(sample), named):
            for finding in checked.findings:
                key = places[finding.rule], finding.message
                replacement = finding.fix.replacement_of(finding.span) if finding.fix else None
                segment = sample.segments[checked.document.name]
                found = score.Finding(segment.id, finding.span.start, finding.span.end, finding.rule, replacement)
                measure.count(shared, tallies[key], sample, segment, found)
    words = measure.count_words(samples)
    return {key: measure.measure(row, words) for key, row in tallies.items()}


def documents(sample: Sample) -> Iterator[Document]:
    """The texts of a sample as documents."""
    read = READERS["markdown" if sample.corpus.name == "markdown" else "text"]
    for name, segment in sample.segments.items():
        yield from (item for item in read(name, segment.text) if isinstance(item, Document))


def harms(record: Record) -> bool:
    """Whether an entry should go."""
    return contrast(record) < LEAST_CONTRAST or record.worse > record.right


def rewrite(path: Path, records: Mapping[Key, Record]) -> None:
    """Write a table with counts, without the entries that do harm."""
    table = f"{path.parent.name}/{path.name}"
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            lines.append(line)
            continue
        entry, _, rest = line.partition("\t")
        record = records.get((table, entry), Record())
        if not harms(record):
            lines.append("\t".join([entry, rest.split("\t")[0], str(record.findings + record.gold)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
