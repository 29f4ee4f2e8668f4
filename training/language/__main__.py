"""python -m training.language TREEBANKS --out FOLDER: train the language model and write its data files."""

import os

# One thread gives the same sums in the same order on every machine; it has to be said before jax starts.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import argparse
from pathlib import Path

from training.language import treebank
from training.language.encoding import inventory
from training.language.export import write
from training.language.fit import Recipe, fit


def main() -> None:
    """Train, score and write the model."""
    parser = argparse.ArgumentParser(prog="python -m training.language", description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder of {ewt,gum}.{train,dev,test}.conllu.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.npz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--augment", choices=("none", "all"), default="all", help="noise in the training text")
    options = parser.parse_args()
    train = [p for source in treebank.SOURCES for p in treebank.read(options.treebanks, source, "train")]
    dev = {f"{source} dev": treebank.read(options.treebanks, source, "dev") for source in treebank.SOURCES}
    known = inventory(train)
    recipe = Recipe(seed=options.seed, epochs=options.epochs, augment=options.augment == "all")
    weights, sizes = fit(train, dev, known, recipe, lambda line: print(line, flush=True))
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out / "model.npz", weights, sizes, known)


if __name__ == "__main__":
    main()
