"""python -m training.language TREEBANKS --out FOLDER: train the language model, write its data files, score it."""

import os

# One thread gives the same sums in the same order in every run; it has to be said before jax starts.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import argparse
from pathlib import Path
from random import Random

from training.language import lemma_table, score, treebank
from training.language.augment import documents
from training.language.encoding import inventory
from training.language.export import write
from training.language.fit import Recipe, fit
from training.language.treebank import Paragraph

_DAMAGE_SEED = 99


def main() -> None:
    """Train, write and score the model, or only score the one that is there."""
    parser = argparse.ArgumentParser(prog="python -m training.language", description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder of {ewt,gum}.{train,dev,test}.conllu.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.npz and lemmas.tsv.gz")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--augment", choices=("none", "all"), default="all", help="noise in the training text")
    parser.add_argument("--score-only", action="store_true", help="score the model in --out")
    options = parser.parse_args()
    if not options.score_only:
        recipe = Recipe(seed=options.seed, epochs=options.epochs, augment=options.augment == "all")
        _train(options.treebanks, options.out, recipe)
    for line in _scores(options.treebanks, options.out):
        print(line, flush=True)


def _train(treebanks: Path, out: Path, recipe: Recipe) -> None:
    train = [p for source in treebank.SOURCES for p in treebank.read(treebanks, source, "train")]
    dev = {f"{source} dev": treebank.read(treebanks, source, "dev") for source in treebank.SOURCES}
    known = inventory(train)
    weights, sizes = fit(train, dev, known, recipe, lambda line: print(line, flush=True))
    out.mkdir(parents=True, exist_ok=True)
    write(out / "model.npz", weights, sizes, known)
    lemma_table.write(out / "lemmas.tsv.gz", train)


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
