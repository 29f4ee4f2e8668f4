"""python -m training.language TREEBANKS --out FOLDER: train the language model, write its data files, score it.

Two networks are trained: a deep one from the treebanks, then the one that ships, which is half as deep, from the same
treebanks, from what the deep one says of them, and from what it says of machine translations that have no treebank.
"""

import os

# One thread gives the same sums in the same order in every run; it has to be said before jax starts.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import argparse
from dataclasses import replace
from pathlib import Path
from random import Random

from training.language import lemma_table, score, treebank, unlabelled
from training.language.augment import documents
from training.language.encoding import inventory
from training.language.export import read, write
from training.language.fit import DEEP, SHIPPED, Lesson, Recipe, fit
from training.language.model import Teacher
from training.language.treebank import Paragraph

_DAMAGE_SEED = 99


def main() -> None:
    """Train, write and score the model, or only score the one that is there."""
    parser = argparse.ArgumentParser(
        prog="python -m training.language", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("treebanks", type=Path, help="folder of {ewt,gum}.{train,dev,test}.conllu.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.npz and lemmas.tsv.gz")
    parser.add_argument(
        "--translations", type=Path, help="folder of mlqe.*.train.jsonl.gz; without it, treebanks alone"
    )
    parser.add_argument(
        "--teacher", type=Path, default=Path("build/teacher.npz"), help="the deep network; made if it is not there"
    )
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--deep-epochs", type=int, default=DEEP.epochs)
    parser.add_argument("--epochs", type=int, default=SHIPPED.epochs)
    parser.add_argument("--augment", choices=("none", "all"), default="all", help="noise in the training text")
    parser.add_argument("--score-only", action="store_true", help="score the model in --out")
    options = parser.parse_args()
    if not options.score_only:
        common = {"seed": options.seed, "augment": options.augment == "all"}
        deep = replace(DEEP, epochs=options.deep_epochs, **common)
        shipped = replace(SHIPPED, epochs=options.epochs, **common)
        _train(options.treebanks, options.translations, options.teacher, options.out, deep, shipped)
    for line in _scores(options.treebanks, options.out):
        print(line, flush=True)


def _train(
    treebanks: Path, translations: Path | None, teacher: Path, out: Path, deep: Recipe, shipped: Recipe
) -> None:  # fmt: skip
    train = [p for source in treebank.SOURCES for p in treebank.read(treebanks, source, "train")]
    dev = {f"{source} dev": treebank.read(treebanks, source, "dev") for source in treebank.SOURCES}
    known = inventory(train)
    if not teacher.exists():
        weights, sizes = fit(train, dev, known, deep, _say)
        teacher.parent.mkdir(parents=True, exist_ok=True)
        write(teacher, weights, sizes, known)
    _say(f"learning from {teacher}")
    lesson = Lesson(
        # Read back as it was written, so that a teacher from an earlier run gives the same bytes.
        Teacher(*read(teacher, known)),
        unlabelled.read(translations, teacher) if translations else [],
    )
    weights, sizes = fit(train, dev, known, shipped, _say, lesson)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "model.npz", weights, sizes, known)
    lemma_table.write(out / "lemmas.tsv.gz", train)


def _say(line: str) -> None:
    print(line, flush=True)


def _scores(treebanks: Path, out: Path) -> list[str]:
    banks: dict[str, list[Paragraph]] = {}
    for source in treebank.SOURCES:
        for split in ("dev", "test"):
            paragraphs = treebank.read(treebanks, source, split)
            banks[f"{source} {split}"] = paragraphs
            damaged = documents(paragraphs, Random(_DAMAGE_SEED), augment=True)
            banks[f"{source} {split}, damaged"] = [tuple(run) for run in damaged]
    lines = score.report(out / "model.npz", banks)
    for name, paragraphs in banks.items():
        if "damaged" not in name:
            # The rules ship with the code: these are the lemmas of the shipped table, not of a table in `out`.
            lines.append(f"{name}, gold tags: lemma {100 * lemma_table.accuracy(paragraphs):.2f}")
    return lines


if __name__ == "__main__":
    main()
