"""Fitting: AdamW with warm-up and linear decay, a running average of the weights, checkpoints to go on from."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec
import torch
from torch import Tensor, nn

from benchmarks.ranking import average_precision
from training.estimator.answers import answers
from training.estimator.damage import damaged
from training.estimator.encoding import UNKNOWN, Encode, Encoded, batches
from training.estimator.lesson import Lesson, lesson
from training.estimator.network import Network
from training.estimator.texts import Corpus, Example


class Recipe(msgspec.Struct, frozen=True):
    """How to fit."""

    epochs: int = 3
    seed: int = 0
    rate: float = 2.5e-4
    pieces: int = 2400
    """Pieces in a batch, padding included."""
    warm_up: float = 0.06
    """The share of steps in which the rate rises."""
    average: float = 0.998
    """How much of the running average stays at each step."""
    sound: int = 18_000
    """Sentences of sound English in an epoch, others in each."""
    damaged: int = 3_000
    """Damaged copies of sound sentences in an epoch."""
    emptied: bool = False
    """Whether such a copy may lack a word of content."""
    gaps: float = 0.5
    sentences: float = 0.3
    """What the errors in gaps and in HTER weigh beside those in bad words."""


RECIPES = (Recipe(), Recipe(epochs=2, rate=2e-4, average=0.995, damaged=4_000, emptied=True, gaps=1.0))
"""Of the networks whose weights are averaged. They begin with the same weights: heads that began otherwise lie in other
directions, and their mean flags half as much again of sound English."""
SHORT = Recipe(rate=2e-4, damaged=4_000, emptied=True)
"""Of the network with fewer layers, which their average teaches."""


class State(msgspec.Struct):
    """Where the fitting stands; `best` are the averaged weights that did best on what was held back."""

    network: Network
    averaged: Network
    optimiser: torch.optim.Optimizer
    step: int = 0
    best: dict[str, Tensor] | None = None
    score: float = 0.0


def fit(
    network: Network,
    corpus: Corpus,
    encode: Encode,
    recipe: Recipe,
    checkpoint: Path,
    say: Callable[[str], None],
    learn: Encode | None = None,
) -> Network:
    """The network with the weights that do best on what is held back; goes on from a checkpoint that is there.

    `learn` encodes the translations and their post-edits, where their labels are to be others than those of `encode`.
    """
    torch.manual_seed(recipe.seed)
    held_back = encode(corpus.held_back)
    translated = (learn or encode)([*corpus.translations, *corpus.post_edits])
    plan = partial(_plan, translated, corpus.sound, encode, recipe)
    steps = sum(map(len, plan()))
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=0.01, fused=True)
    state = State(network, copy.deepcopy(network), optimiser)
    if checkpoint.exists():
        _load(state, checkpoint)
        say(f"going on from step {state.step}")
    at, begun, first = 0, time.monotonic(), state.step
    for number, epoch in enumerate(plan()):
        for batch in epoch:
            at += 1
            if at <= state.step:
                continue
            _rate(optimiser, recipe, at, steps)
            loss = _step(state, lesson(batch), recipe)
            state.step = at
            if at % 50 == 0:
                left = (time.monotonic() - begun) / (at - first) * (steps - at) / 60
                say(f"epoch {number + 1}, step {at} of {steps}, loss {loss:.3f}, {left:.0f} minutes left")
            if at % 500 == 0:
                _save(state, checkpoint)
        if at > first:
            _keep_best(state, held_back, say)
            _save(state, checkpoint)
    if state.best:
        state.averaged.load_state_dict(state.best)
    return state.averaged.eval()


def _plan(
    translated: Sequence[Encoded], known: Sequence[Example], encode: Encode, recipe: Recipe
) -> Iterator[list[list[Encoded]]]:
    """The batches of each epoch; the same ones every time they are asked for."""
    sound = list(known)
    random.Random(recipe.seed).shuffle(sound)
    for epoch in range(recipe.epochs):
        chance = random.Random(1000 * recipe.seed + epoch)
        first = epoch * recipe.sound % max(1, len(sound))
        here = [*sound, *sound][first : first + min(recipe.sound, len(sound))]
        one = partial(damaged, chance=chance, emptied=recipe.emptied)
        copies = (one(chance.choice(sound).text) for _ in range(2 * recipe.damaged) if sound)
        broken = [copy for copy in copies if copy][: recipe.damaged]
        yield list(batches([*translated, *encode([*here, *broken])], recipe.pieces, chance))


def _rate(optimiser: torch.optim.Optimizer, recipe: Recipe, step: int, steps: int) -> None:
    warm = max(1, round(recipe.warm_up * steps))
    share = min(step / warm, (steps - step) / max(1, steps - warm))
    for group in optimiser.param_groups:
        group["lr"] = recipe.rate * max(share, 0.0)


def _step(state: State, batch: Lesson, recipe: Recipe) -> float:
    state.network.train()
    loss = _loss(state.network, batch, recipe)
    loss.backward()
    nn.utils.clip_grad_norm_(state.network.parameters(), 1.0)
    state.optimiser.step()
    state.optimiser.zero_grad()
    # An average over all steps would remember the beginning: early on it is a short one.
    keep = min(recipe.average, (1 + state.step) / (10 + state.step))
    with torch.no_grad():
        targets, sources = list(state.averaged.parameters()), list(state.network.parameters())
        torch._foreach_lerp_(targets, sources, 1 - keep)
    return float(loss.detach())


def _loss(network: Network, batch: Lesson, recipe: Recipe) -> Tensor:
    bad, gap, edit = network(batch.ids, batch.mask, batch.case)
    known = batch.bad != UNKNOWN
    loss = nn.functional.binary_cross_entropy_with_logits
    return (
        loss(bad[known], batch.bad[known])
        + recipe.gaps * loss(gap[known], batch.gap[known])
        + recipe.sentences * loss(edit, batch.hter)
    )


def precision(network: Network, held_back: list[Encoded]) -> float:
    """The average precision of the head for bad words on what is held back."""
    logits, labels = answers(network, held_back)[0]
    return average_precision(logits.numpy(), labels.numpy())


def averaged(networks: Sequence[Network]) -> Network:
    """A network whose weights are the mean of those of others, trained from one start."""
    made = copy.deepcopy(networks[0])
    states = [network.state_dict() for network in networks]
    real = [name for name, weights in states[0].items() if weights.is_floating_point()]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in real}
    made.load_state_dict(states[0] | mean)
    return made.eval()


def _keep_best(state: State, held_back: list[Encoded], say: Callable[[str], None]) -> None:
    score = precision(state.averaged, held_back)
    say(f"average precision on held-back segments: {score:.4f}")
    if score > state.score:
        state.score = score
        state.best = {name: value.clone() for name, value in state.averaged.state_dict().items()}


def _save(state: State, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = {
        "network": state.network.state_dict(),
        "averaged": state.averaged.state_dict(),
        "optimiser": state.optimiser.state_dict(),
        "chance": torch.get_rng_state(),
        "step": state.step,
        "best": state.best,
        "score": state.score,
    }
    part = path.with_suffix(".part")
    torch.save(made, part)
    part.replace(path)


def _load(state: State, path: Path) -> None:
    made = torch.load(path, weights_only=True)
    state.network.load_state_dict(made["network"])
    state.averaged.load_state_dict(made["averaged"])
    state.optimiser.load_state_dict(made["optimiser"])
    torch.set_rng_state(made["chance"])
    state.step, state.best, state.score = made["step"], made["best"], made["score"]
