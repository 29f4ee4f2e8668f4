"""Distillation: a network of fewer layers learns from what editors did and from what a larger network thinks of it.

What an editor changed is partly a matter of taste; how likely a change is says more of a word than whether one editor
made it (“Distilling the Knowledge in a Neural Network”, https://arxiv.org/abs/1503.02531). The error of a mean of two
answers is the mean of their errors, so that a label between 0 and 1 is all that is needed.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import nn

from training.estimator.answers import PIECES
from training.estimator.encoding import Encode, Encoded, by_length
from training.estimator.labels import Said, by_letter, mixed
from training.estimator.lesson import lesson
from training.estimator.network import Network
from training.estimator.texts import Example


def shortened(network: Network, layers: Sequence[int], begun: Network, pieces: dict[int, int]) -> Network:
    """A network with only these `layers` of another, which reads the word pieces of a third, `begun`.

    `pieces` maps the numbers of its pieces to those in `network`, where that has them: what it learned of them is kept.
    """
    made = copy.deepcopy(network)
    body = made.encoder.encoder
    body.layer = nn.ModuleList([body.layer[number] for number in layers])
    table = begun.encoder.get_input_embeddings().weight.detach().clone()
    table[list(pieces)] = network.encoder.get_input_embeddings().weight.detach()[list(pieces.values())]
    made.encoder.set_input_embeddings(nn.Embedding.from_pretrained(table, freeze=False))
    made.encoder.config.num_hidden_layers, made.encoder.config.vocab_size = len(layers), len(table)
    return made


def taught(
    examples: Sequence[Example], teacher: Network, teaching: Encode, encode: Encode, share: float
) -> list[Encoded]:
    """Examples encoded, with labels that are by this `share` what a teacher says, who has word pieces of its own."""
    said = _said(teacher, teaching(examples))
    return [mixed(*pair, share) for pair in zip(encode(examples), said, strict=True)]


@torch.no_grad()
def _said(teacher: Network, data: Sequence[Encoded]) -> list[Said]:
    teacher.eval()
    found: dict[int, Said] = {}
    for batch in by_length(data, PIECES):
        made = lesson(batch)
        bad, gap, edit = (torch.sigmoid(out) for out in teacher(made.ids, made.mask, made.case))
        for row, one in enumerate(batch):
            found[id(one)] = by_letter(one, bad[row].numpy()), by_letter(one, gap[row].numpy()), float(edit[row])
    return [found[id(one)] for one in data]
