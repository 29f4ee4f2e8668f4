"""How well the source of a text is guessed, and whether its certainty holds.

python -m benchmarks.origins --shared ../shared
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks import tables, texts
from benchmarks.texts import Sample
from lint.language.origin import CODES, LEAST_WORDS, evidence, guess, probabilities, table
from lint.sources import TRAITS, Origin

SEGMENTS, DOCUMENTS, SEED = 15, 200, 99
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
WHOLE = ("articles", "docs", "gold")
CLEAN = ("clean_news", "clean_wiki", "clean_wmt21", "clean_gold")
Labelled = Sequence[tuple[str, str]]
"""Texts, each with the code of its source; empty for English originals."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    args = parser.parse_args(argv)
    groups = dict(_groups(args.shared))
    print(tables.render("guesses", [{"texts": name} | _verdicts(some) for name, some in groups.items()]))
    made = [item for name, some in groups.items() if name.startswith("mlqe") for item in some]
    whole = [item for name in WHOLE for item in groups[name]]
    for name, some in (("put together from mlqe", made), ("articles, docs and gold", whole)):
        print("\n" + tables.render(f"reliability: {name}", list(_reliability(some))))


def _groups(shared: Path) -> Iterator[tuple[str, Labelled]]:
    for corpus in texts.chosen(["mlqe", *WHOLE, *CLEAN]):
        sample = texts.read(shared, corpus)
        if corpus.name == "mlqe":
            yield from _put_together(sample)
        elif corpus.name in ("clean_news", "clean_wiki", "clean_wmt21"):
            yield corpus.name, [("", text) for text in _by_document(shared, corpus.paths[0]).values()]
        else:
            yield corpus.name, [(texts.source_of(s), s.text) for s in sample.segments.values()]


def _put_together(sample: Sample) -> Iterator[tuple[str, Labelled]]:
    """Documents of a pair, each of segments at random: MLQE has no documents."""
    pairs: dict[str, list[str]] = defaultdict(list)
    for segment in sample.segments.values():
        pairs[texts.source_of(segment)].append(segment.text)
    for code, segments in pairs.items():
        chance = random.Random(SEED)
        yield f"mlqe {code}", [(code, "\n".join(chance.sample(segments, SEGMENTS))) for _ in range(DOCUMENTS)]


def _by_document(shared: Path, path: str) -> Mapping[str, str]:
    score = texts.scorer(shared, "eval/score")
    found: dict[str, list[str]] = defaultdict(list)
    for record in score.read_jsonl(shared / path):
        found[record["doc_id"]].append(record["text"])
    return {name: "\n".join(parts) for name, parts in found.items()}


def _verdicts(labelled: Labelled) -> dict[str, tables.Cell]:
    counts: dict[str, tables.Cell] = {"all": len(labelled), "right": 0, "group": 0, "wrong": 0, "not sure": 0}
    for code, text in labelled:
        verdict = _verdict(guess(text), code)
        counts[verdict] = int(counts[verdict] or 0) + 1
    return counts


def _verdict(origin: Origin, code: str) -> str:
    if not origin.source:
        return "not sure"
    if origin.source in TRAITS:
        return "group" if code in TRAITS[origin.source].languages else "wrong"
    return "right" if origin.source == code else "wrong"


def _reliability(labelled: Labelled) -> Iterator[dict[str, tables.Cell]]:
    """For guesses of about the same certainty, how often the likeliest language was right."""
    pairs = []
    for code, text in labelled:
        if len(text.split()) >= LEAST_WORDS:
            shares = probabilities(evidence(text, table()), table().weights)[:-1]
            pairs.append((float(shares.max()), CODES[int(np.argmax(shares))] == code))
    for low, high in pairwise(BINS):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        yield {
            "certainty": f"{low:.2f} to {min(high, 1.0):.2f}",
            "texts": len(inside),
            "said": sum(p for p, _ in inside) / len(inside) if inside else None,
            "right": sum(right for _, right in inside) / len(inside) if inside else None,
        }


if __name__ == "__main__":
    main()
