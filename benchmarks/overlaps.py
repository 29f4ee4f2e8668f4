"""Pairs of rules that speak of the same places, so that no fault has two rules.

    python -m benchmarks.overlaps --shared ../shared               rules that are on
    python -m benchmarks.overlaps --shared ../shared --rules all   all of them

A pair is printed where findings of both cover the same words three times or more; `share` is how many of the rarer
rule's findings the other one has too. A pair with a high share is one rule, or wants an `outranks`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks import checking, tables, texts

LEAST = 3


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--rules", nargs="+", default=[], help="rules to run: ids, families or globs")
    args = parser.parse_args(argv)
    samples = [texts.read(args.shared, corpus) for corpus in texts.chosen(["all"])]
    checking.check(args.shared, samples, args.rules, checking.PAIR, references=False)
    segments = (segment for sample in samples for segment in sample.segments.values())
    print(tables.render("pairs of rules on the same words", list(pairs(segment.findings for segment in segments))))


def pairs(documents: Iterable[Sequence[Any]]) -> Iterator[dict[str, tables.Cell]]:
    """The pairs that meet often, most first."""
    single: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for findings in documents:
        single.update(finding.rule for finding in findings)
        there: dict[tuple[int, int], set[str]] = defaultdict(set)
        for finding in findings:
            there[finding.start, finding.end].add(finding.rule)
        both.update(pair for rules in there.values() for pair in combinations(sorted(rules), 2))
    for (one, other), number in both.most_common():
        if number >= LEAST:
            yield {"rule": one, "other": other, "together": number, "share": number / min(single[one], single[other])}


if __name__ == "__main__":
    main()
