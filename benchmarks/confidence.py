"""Fit how the confidence of a finding follows from its rule's record and the estimate of its place.

    python -m benchmarks.confidence --shared ../shared            the weights, and how well they tell right from wrong
    python -m benchmarks.confidence --write                       and rules/confidence.json

A finding counts for as much as in the records (docs/measuring.md): one that a fix or a mark judges in full, one that
only an editor's changes judge for a quarter, and one in sound English for as many as there are words of translations.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec.structs import asdict
from numpy.typing import NDArray

from benchmarks import gates, measure, tables, texts
from benchmarks.gates import DATA, Remembering
from benchmarks.measure import MEASURED
from benchmarks.texts import Sample
from lint.apps.cache import load_rules
from lint.confidence import Weights, log_odds
from lint.estimation import Estimator
from lint.language.analyse import Analyser
from lint.select import choose

TARGET = MEASURED.with_name("confidence.json")
FOLDS = 5
STEPS, RIDGE = 30, 1.0
Values = NDArray[np.float64]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--write", action="store_true", help="write rules/confidence.json")
    args = parser.parse_args(argv)
    known, truth, weight = gathered(args.shared)
    weights = fitted(known, truth, weight)
    print(tables.render("log loss, a finding", list(_losses(known, truth, weight))))
    print(weights)
    if args.write:
        rounded = {name: round(value, 3) for name, value in asdict(weights).items()}
        TARGET.write_text(json.dumps(rounded) + "\n", encoding="utf-8")


def gathered(shared: Path) -> tuple[Values, Values, Values]:
    """Of each judgement: the log odds of record and place [n, 2], whether it is for the finding, and its weight."""
    rules = choose([rule.with_estimates for rule in load_rules(cached=False)], (), (), "auto", estimate=True)
    records = {rule.id: rule.confidence for rule in rules if rule.confidence is not None}
    reads = Remembering(Analyser(), Estimator.load())
    samples = [texts.read(shared, corpus) for corpus in texts.chosen(list(DATA))]
    scale = measure.count_words(samples).scale
    rows = []
    for sample in samples:
        for finding, suspicion in gates.findings(shared, sample, rules, reads):
            if finding.rule in records and suspicion:
                places = (log_odds(records[finding.rule]), log_odds(suspicion))
                rows += [
                    (*places, right, weight) for right, weight in _judged(shared, sample, finding, scale) if weight
                ]
    table = np.array(rows, np.float64)
    return table[:, :2], table[:, 2], table[:, 3]


def _judged(shared: Path, sample: Sample, finding: object, scale: float) -> Iterator[tuple[float, float]]:
    """What speaks for a finding (1) and against it (0), and how much each weighs."""
    tally = measure.Tally()
    segment = sample.segments[finding.id]  # type: ignore[attr-defined]
    measure.count(shared, tally, sample, segment, finding)
    yield 1.0, tally.right()
    yield 0.0, tally.wrong(scale)


def fitted(known: Values, truth: Values, weight: Values) -> Weights:
    """The weights of the regression, by Newton's method; a suspect place never speaks against a finding."""
    columns = np.hstack([np.ones((len(known), 1)), known])
    line = np.array([0.0, 1.0, 0.0])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-columns @ line))
        slope = columns.T @ (weight * (truth - said)) - RIDGE * (line - (0, 1, 0))
        curve = (columns * (weight * said * (1 - said))[:, None]).T @ columns + RIDGE * np.eye(3)
        line = line + np.linalg.solve(curve, slope)
    if line[2] < 0:
        return fitted(known * (1, 0), truth, weight)
    return Weights(*(float(value) for value in line))


def _losses(known: Values, truth: Values, weight: Values) -> Iterator[dict[str, tables.Cell]]:
    """How far record alone, place alone and both are from the truth, on findings that they were not fitted on."""
    fold = np.arange(len(known)) * FOLDS // len(known)
    for name, kept in (("record", (1, 0)), ("place", (0, 1)), ("both", (1, 1))):
        some, total = known * kept, 0.0
        for here in range(FOLDS):
            made = fitted(some[fold != here], truth[fold != here], weight[fold != here])
            line = made.bias + some[fold == here] @ (made.record, made.suspicion)
            right = truth[fold == here]
            total += float((weight[fold == here] * np.log1p(np.exp(np.where(right == 1, -line, line)))).sum())
        yield {"by": name, "loss": total / float(weight.sum()), "judgements": len(known)}


if __name__ == "__main__":
    main()
