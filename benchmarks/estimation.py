"""How well the estimator tells what an editor of a translation would change.

    python -m benchmarks.estimation --shared ../shared              all tables
    python -m benchmarks.estimation --folder build/estimator        of files that were just made
    python -m benchmarks.estimation --thresholds 30 50 70           at other chances, in percent

Words are the tokens of mtlint, punctuation included, as in the marks of the corpora. `lift` is the precision over the
share of bad words, `pe` the flagged words per 1,000 of the post-edits.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks import tables
from benchmarks.ranking import average_precision, pearson, spearman
from benchmarks.tables import Cell
from benchmarks.texts import PAIRS, in_training, records
from lint.engine import together
from lint.estimation import Estimating, Estimator
from lint.language.analyse import Analyser
from lint.language.batch import Batch
from lint.model import Depth
from lint.readers import markdown, plain
from lint.source import Document

Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]
Spans = Sequence[Sequence[int]]

THRESHOLDS = (50, 60, 70, 75, 80, 90)
GAPS = (10, 15, 20, 25)


class Words(msgspec.Struct, frozen=True, eq=False):
    """The words of some texts, one entry each."""

    chance: Floats
    missing: Floats
    bad: Bools
    gap: Bools
    name: Bools
    effort: Floats
    """One entry a text: the predicted HTER, by words."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--folder", type=Path, help="the estimator's files; else those that ship")
    parser.add_argument("--thresholds", type=int, nargs="+", default=THRESHOLDS, metavar="PERCENT")
    args = parser.parse_args(argv)
    reads = Estimating(Analyser(), Estimator.load(args.folder))
    translations = {pair: records(args.shared / f"corpora/mlqe.{pair}.dev.jsonl.gz") for pair in PAIRS}
    found = {pair: _translated(reads, rows) for pair, rows in translations.items()}
    edited = {pair: words(reads, [(row["pe"], (), ()) for row in rows]) for pair, rows in translations.items()}
    print(tables.render("bad words", [_row(pair, found[pair], edited[pair], args.thresholds) for pair in PAIRS]))
    print("\n" + tables.render("missing words", [_gaps(pair, found[pair]) for pair in PAIRS]))
    print("\n" + tables.render("HTER of segments", list(_efforts(translations, found))))
    print("\n" + tables.render("flags per 1,000 words of sound English", list(_sound(reads, args))))


def words(reads: Estimating, texts: Iterable[tuple[str, Spans, Sequence[int]]]) -> Words:
    """The words of texts with their bad spans and gaps."""
    marks = list(texts)
    documents = [Document.plain(str(number), text, plain.segments(text)) for number, (text, _, _) in enumerate(marks)]
    parts = [
        _of_document(batch, number, marks[int(document.name)][1:])
        for group in together(documents)
        for batch in [reads.read(group, Depth.TAGS)]
        for number, document in enumerate(group)
    ]
    return joined(parts)


def joined(parts: Sequence[Words]) -> Words:
    """The words of several texts as one."""
    return Words(*(np.concatenate([getattr(part, name) for part in parts]) for name in Words.__struct_fields__))


def _of_document(batch: Batch, number: int, marks: tuple[Spans, Sequence[int]]) -> Words:
    tokens = batch.tokens
    start, end = batch.extent(number)
    rows = np.flatnonzero((tokens.start >= start) & (tokens.start < end))
    first, stop = tokens.start[rows] - start, tokens.end[rows] - start
    bad, gap = np.zeros(len(rows), bool), np.zeros(len(rows), bool)
    for a, b in marks[0]:
        bad |= (first < b) & (stop > a)
    for place in marks[1]:
        before = np.flatnonzero(stop <= place)
        if len(before):
            gap[before[-1]] = True
    effort = tokens.effort[rows].mean(keepdims=True) if len(rows) else np.zeros(1)
    return Words(tokens.suspicion[rows], tokens.missing[rows], bad, gap, tokens.has_pos("PROPN")[rows], effort)


def _translated(reads: Estimating, rows: Sequence[dict[str, Any]]) -> Words:
    return words(reads, [(row["mt"], row["bad"], row["gaps"]) for row in rows])


def _row(pair: str, found: Words, edited: Words, thresholds: Sequence[int]) -> dict[str, Cell]:
    base = float(found.bad.mean())
    row: dict[str, Cell] = {"pair": pair, "bad": base, "ap": average_precision(found.chance, found.bad)}
    for percent in thresholds:
        flagged = found.chance >= percent / 100
        right = int((flagged & found.bad).sum())
        precision = right / max(1, int(flagged.sum()))
        row |= {
            f"lift {percent}": precision / base,
            f"recall {percent}": right / int(found.bad.sum()),
            f"pe {percent}": 1000 * float((edited.chance >= percent / 100).mean()),
        }
    return row


def _gaps(pair: str, found: Words) -> dict[str, Cell]:
    base = float(found.gap.mean())
    row: dict[str, Cell] = {"pair": pair, "gaps": base, "ap": average_precision(found.missing, found.gap)}
    for percent in GAPS:
        flagged = found.missing >= percent / 100
        right = int((flagged & found.gap).sum())
        row |= {f"flags {percent}": int(flagged.sum()), f"precision {percent}": right / max(1, int(flagged.sum()))}
    return row


def _efforts(translations: dict[str, list[dict[str, Any]]], found: dict[str, Words]) -> Iterator[dict[str, Cell]]:
    everything = [(float(row["hter"]), float(said)) for p in PAIRS for row, said in _pairs(translations[p], found[p])]
    for pair in PAIRS:
        yield _correlation(
            pair, [(float(row["hter"]), float(said)) for row, said in _pairs(translations[pair], found[pair])]
        )
    yield _correlation("all", everything)


def _pairs(rows: Sequence[dict[str, Any]], found: Words) -> Iterable[tuple[dict[str, Any], float]]:
    return zip(rows, found.effort.tolist(), strict=True)


def _correlation(name: str, pairs: Sequence[tuple[float, float]]) -> dict[str, Cell]:
    truth, said = (np.array(column) for column in zip(*pairs, strict=True))
    return {
        "pair": name,
        "hter": float(truth.mean()),
        "predicted": float(said.mean()),
        "pearson": pearson(truth, said),
        "spearman": spearman(truth, said),
    }


def _sound(reads: Estimating, args: argparse.Namespace) -> Iterator[dict[str, Cell]]:
    corpora = args.shared / "corpora"
    sets: dict[str, list[tuple[str, Document]]] = {
        f"clean_{name}": [
            (row["doc_id"], _plain(row["text"])) for row in records(corpora / f"clean_{name}_dev.jsonl.gz")
        ]
        for name in ("news", "wiki", "wmt21")
    }
    books = records(corpora / "clean_books_dev.jsonl.gz")
    sets["clean_books"] = [(row["id"], _plain(row["text"])) for row in books]
    sets["markdown"] = [
        (path.name, document)
        for path in sorted((corpora / "markdown_dev").glob("*.md"))
        for document in markdown.read(path.name, path.read_text(encoding="utf-8"))
    ]
    gold = sorted((args.shared / "gold/clean").glob("*.txt"))
    sets["clean_gold"] = [(path.name, _plain(path.read_text(encoding="utf-8"))) for path in gold]
    for name, members in sets.items():
        learned = name not in ("clean_wmt21", "clean_gold")
        for half in (True, False) if learned else (False,):
            documents = [document for key, document in members if not learned or in_training(key) is half]
            found = joined(
                [_of_document(b, i, ((), ())) for b in _batches(reads, documents) for i in range(len(b.documents))]
            )
            yield _alarms(name, "learned from" if half else "unseen", found, args.thresholds)


def _batches(reads: Estimating, documents: Sequence[Document]) -> Iterator[Batch]:
    return (reads.read(group, Depth.TAGS) for group in together(documents))


def _alarms(name: str, half: str, found: Words, thresholds: Sequence[int]) -> dict[str, Cell]:
    row: dict[str, Cell] = {"corpus": name, "half": half, "words": len(found.chance)}
    for percent in thresholds:
        flagged = found.chance >= percent / 100
        row |= {
            f"at {percent}": 1000 * float(flagged.mean()),
            f"names {percent}": 1000 * float((flagged & found.name).mean()),
        }
    for percent in GAPS:
        row[f"gaps {percent}"] = 1000 * float((found.missing >= percent / 100).mean())
    return row


def _plain(text: str) -> Document:
    return Document.plain("", text, plain.segments(text))


if __name__ == "__main__":
    main()
