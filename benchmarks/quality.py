"""How good the rules are, each and all together, on the corpora of a data folder.

    python -m benchmarks.quality --shared ../shared                      every table
    python -m benchmarks.quality --write                                 and rules/measured.json
    python -m benchmarks.quality --rules 'articles/*' --show 20          what some rules find, with context
    python -m benchmarks.quality --source pair                           with each pair's own source named
    python -m benchmarks.quality --estimate --write                      the records of what needs estimates
    python -m benchmarks.quality --estimate                              with estimates; --write for these

The data folder holds the corpora and their scorers; it is not part of the repository.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from benchmarks import checking, measure, showing, tables, texts
from benchmarks.measure import MEASURED
from benchmarks.texts import Sample, Sort
from lint.apps.cache import load_rules
from lint.record import Default, Record

TIERS = ("must", "should", "stretch")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    args = arguments(argv)
    if args.estimate and args.write:
        before = measure.read(MEASURED)
        measure.write(MEASURED, before | with_estimates(args.shared, before))
        return
    samples = [texts.read(args.shared, corpus) for corpus in texts.chosen(args.data)]
    checking.check(args.shared, samples, args.rules, args.source, references=args.refs, estimate=args.estimate)
    if args.show:
        print("\n".join(showing.show(args.shared, samples, args.show)))
        return
    rows = measured(args.shared, samples)
    print("\n\n".join(report(args.shared, samples, rows)))
    if args.write:
        if args.source != "none":
            raise SystemExit(
                "--write goes without --source: the rules for some sources are measured in a run of their own"
            )
        before = measure.read(MEASURED)
        if args.rules or set(texts.GROUPS["all"]) - {sample.corpus.name for sample in samples}:
            raise SystemExit("--write needs all rules and --data all: a partial run would forget the rest")
        rows = {rule: Record() for rule in rule_ids()} | rows | others(args.shared)
        rows |= {rule.id: before[rule.id] for rule in load_rules(cached=False) if rule.estimates and rule.id in before}
        measure.write(MEASURED, {rule: with_rest(row, before.get(rule)) for rule, row in rows.items()})


def with_rest(row: Record, before: Record | None) -> Record:
    """A record with what another benchmark, a desk, or a run with estimates measured."""
    if before is None:
        return row
    return replace(row, swaps=before.swaps, swap_alarms=before.swap_alarms, desk=before.desk, gated=before.gated)


def with_estimates(shared: Path, before: Mapping[str, Record]) -> dict[str, Record]:
    """The records of the rules on estimates, and those with the figures of what stands behind a gate.

    The estimator has learned from the training part of the translations: these rules are measured without it.
    """
    known = load_rules(cached=False)
    own = [rule.id for rule in known if rule.estimates]
    gated = [rule.id for rule in known if rule.with_estimates.gate]
    samples = [texts.read(shared, corpus) for corpus in texts.chosen(["proof"])]
    checking.check(shared, samples, [*own, *gated], "none", references=False, estimate=True)
    rows = measured(shared, samples)
    made = {rule: rows.get(rule, Record()) for rule in own}
    return made | {rule: replace(before.get(rule, Record()), gated=rows.get(rule, Record())) for rule in gated}


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    names = ", ".join([*texts.GROUPS, *(c.name for c in texts.CORPORA)])
    parser.add_argument("--data", nargs="+", default=["all"], help=f"which corpora, of {names}")
    parser.add_argument("--rules", nargs="+", default=[], help="rules to run: ids, families or globs")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N findings a rule and corpus")
    parser.add_argument("--refs", action="store_true", help="check the human versions too (ref_per_1k, auc)")
    parser.add_argument("--source", default="none", help=f"source to name: a code, auto, or {checking.PAIR}: its own")
    parser.add_argument("--estimate", action="store_true", help="let the learned reader read along")
    parser.add_argument("--write", action="store_true", help="write rules/measured.json")
    return parser.parse_args(argv)


def others(shared: Path) -> dict[str, Record]:
    """The measures of rules that are not on, or only for some sources; each sort alone, so that none hides another."""
    rows: dict[str, Record] = {}
    packs = [rule.id for rule in load_rules(cached=False) if rule.sources]
    for rules, source in (([Default.QUIET, Default.OFF], "none"), (packs, checking.PAIR)):
        samples = [texts.read(shared, corpus) for corpus in texts.chosen(["all"])]
        checking.check(shared, samples, rules, source, references=False)
        rows |= measured(shared, samples)
    return rows


def report(shared: Path, samples: Sequence[Sample], rows: Mapping[str, Record]) -> Iterable[str]:
    """All tables that the samples allow."""
    score = texts.scorer(shared, "eval/score")
    for sample in samples:
        if sample.corpus.sort is Sort.TRANSLATION:
            groups = score.report(list(sample.segments.values()), False)["groups"]
            yield tables.render(sample.corpus.name, [{"pair": name} | row for name, row in groups.items()])
        if sample.corpus.sort is Sort.GOLD:
            yield gold_table(shared, sample)
    clean = [sample for sample in samples if sample.corpus.sort in (Sort.CLEAN, Sort.RAW)]
    if clean:
        yield tables.render("findings in sound English (and in unmarked translations)", [rates(s) for s in clean])
    found = sorted(rows.items(), key=lambda item: (-item[1].worse + item[1].better, item[0]))
    yield tables.render("rules, most harm first", [{"rule": rule} | measure.figures(row) for rule, row in found])


def rates(sample: Sample) -> dict[str, tables.Cell]:
    """How often anything is found in a sample."""
    found = sum(1 for _ in sample.findings())
    return {
        "corpus": sample.corpus.name,
        "words": sample.words,
        "findings": found,
        "per_1k": 1000 * found / sample.words,
    }


def gold_table(shared: Path, sample: Sample) -> str:
    """Found and fixed faults by tier and category, and the findings that are at none."""
    marks = texts.scorer(shared, "gold/score_gold")
    counts: dict[tuple[str, str], list[int]] = {}
    for name, segment in sample.segments.items():
        for item in sample.items[name]:
            found, fixed = marks.score_item(segment.text, item, segment.findings)
            for key in ((item.tier, ""), (item.tier, item.category)):
                row = counts.setdefault(key, [0, 0, 0, 0])
                for at, value in enumerate((1, found, item.spans[0].accepted is not None, fixed)):
                    row[at] += value
    others = sum(len(marks.false_alarms(sample.items[name], s.findings)) for name, s in sample.segments.items())
    rate = f"{others} findings at no marked fault, {1000 * others / sample.words:.1f} per 1,000 words"
    rows: list[dict[str, tables.Cell]] = [
        {"tier": tier, "category": category or "ALL", "found": f"{n[1]}/{n[0]}", "accepted": f"{n[3]}/{n[2]}"}
        for (tier, category), n in sorted(counts.items(), key=lambda item: (TIERS.index(item[0][0]), item[0][1]))
    ]
    return tables.render(f"{sample.corpus.name}: {rate}", rows)


def measured(shared: Path, samples: Sequence[Sample]) -> dict[str, Record]:
    """The measures of the rules that found something."""
    return measure.measures(measure.tally(shared, samples), measure.count_words(samples))


def rule_ids() -> list[str]:
    """The rules of the catalogue, less those that wait for a setting."""
    return [rule.id for rule in load_rules(cached=False) if not rule.asked.waits]


if __name__ == "__main__":
    main()
