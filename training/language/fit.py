"""The training loop: Adam with warm-up and linear decay, the noise drawn anew each epoch."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from training.language.augment import documents
from training.language.encoding import Encoder, Inventory, batches, windows
from training.language.model import Dropout, Sizes, Teacher, Weights, fresh, loss, predict
from training.language.treebank import Paragraph


@dataclass(frozen=True)
class Recipe:
    """What a run of the training is told."""

    seed: int = 1
    epochs: int = 30
    augment: bool = True
    batch_words: int = 1024
    rate: float = 0.003
    warm_up: int = 200
    decay: float = 0.01
    clip: float = 2.0
    dropout: Dropout = field(default_factory=Dropout)
    layers: int = 2


DEEP = Recipe()
"""What the teacher is made with: better than the product needs, and too slow."""
SHIPPED = Recipe(epochs=7, rate=0.002, layers=1)
"""What the shipped network is made with, which starts from the teacher's weights and learns from what it says."""


@dataclass(frozen=True)
class Lesson:
    """What a small network learns from beside the treebanks: a larger one, and text that only that one has read."""

    teacher: Teacher
    unlabelled: list[Paragraph]


_MOMENT, _SQUARES = 0.9, 0.98


def _update(
    recipe: Recipe, sizes: Sizes, teacher: Teacher | None, state: tuple[Weights, Weights, Weights],
    batch: tuple[Array, ...], key: Array, schedule: tuple[Array, Array], frequency: Array,
) -> tuple[tuple[Weights, Weights, Weights], Array]:  # fmt: skip
    weights, first, second = state
    rate, time_step = schedule
    value, gradient = jax.value_and_grad(loss)(weights, sizes, recipe.dropout, teacher, *batch, frequency, key)
    size = jnp.sqrt(sum((g**2).sum() for g in jax.tree.leaves(gradient)))
    scale = jnp.minimum(1, recipe.clip / size)
    first = jax.tree.map(lambda m, g: _MOMENT * m + (1 - _MOMENT) * g * scale, first, gradient)
    second = jax.tree.map(lambda v, g: _SQUARES * v + (1 - _SQUARES) * (g * scale) ** 2, second, gradient)
    first_scale, second_scale = 1 - _MOMENT**time_step, 1 - _SQUARES**time_step
    weights = jax.tree.map(
        lambda p, m, v: p * (1 - rate * recipe.decay) - rate * (m / first_scale) / (jnp.sqrt(v / second_scale) + 1e-8),
        weights, first, second,
    )  # fmt: skip
    return (weights, first, second), value


def fit(
    train: list[Paragraph],
    dev: dict[str, list[Paragraph]],
    known: Inventory,
    recipe: Recipe,
    say: Callable[[str], None],
    lesson: Lesson | None = None,
) -> tuple[dict[str, np.ndarray[Any, Any]], Sizes]:
    """Return the weights after the last epoch; with a lesson they start from its teacher's, and learn from it too."""
    inventory = len(known.forms) + 1, len(known.tags), len(known.morphs), len(known.relations)
    sizes = Sizes(*inventory, layers=recipe.layers)
    weights = fresh(sizes, recipe.seed)
    if lesson:
        weights |= {name: lesson.teacher.weights[name] for name in weights}
    state = (weights, jax.tree.map(jnp.zeros_like, weights), jax.tree.map(jnp.zeros_like, weights))
    frequency = jnp.asarray(np.array(known.frequencies, "f4"))
    encoder = Encoder(known)
    update = jax.jit(partial(_update, recipe, sizes, lesson.teacher if lesson else None))
    key = jax.random.PRNGKey(recipe.seed)
    begun = time.monotonic()
    step, total = 0, 0
    for epoch in range(recipe.epochs):
        random = Random(recipe.seed * 1000 + epoch)
        runs = documents(train, random, augment=recipe.augment)
        encoded = [encoder.rows(w) for run in runs for w in windows(run)]
        if lesson:
            encoded += [encoder.rows(w) for run in lesson.unlabelled for w in windows(list(run))]
        parts = batches(encoded, recipe.batch_words, random)
        total = total or len(parts) * recipe.epochs
        for batch in parts:
            step += 1
            key, now = jax.random.split(key)
            # The noise changes the number of batches a little, so the rate is held at or above zero.
            rate = recipe.rate * min(1.0, step / recipe.warm_up) * max(0.0, 1 - step / (total + 1))
            state, value = update(state, batch, now, (jnp.float32(rate), jnp.float32(step)), frequency)
        say(f"epoch {epoch + 1}: loss {float(value):.3f}, {time.monotonic() - begun:.0f} s")
        if epoch % 5 == 4 or epoch + 1 == recipe.epochs:
            for name, paragraphs in dev.items():
                say(f"  {name} {quick_scores(state[0], sizes, encoder, paragraphs)}")
    return {name: np.asarray(value) for name, value in state[0].items()}, sizes


def quick_scores(weights: Weights, sizes: Sizes, encoder: Encoder, paragraphs: list[Paragraph]) -> str:
    """Return the scores within gold tokens and sentences, with no tree enforced."""
    guess = jax.jit(partial(predict, sizes=sizes))
    hits, words = np.zeros(4), 0
    encoded = [encoder.rows(window) for paragraph in paragraphs for window in windows(list(paragraph))]
    for features, gold, mask in batches(encoded, 2048, Random(0)):
        tag, morph, relation, head, _ = (np.asarray(x) for x in guess(weights, features=features, gold=gold, mask=mask))
        counted = mask > 0
        words += int(counted.sum())
        attached = counted & (head == gold[..., 3])
        rows = (counted & (tag == gold[..., 0]), counted & (morph == gold[..., 1]), attached)
        hits += [*(int(row.sum()) for row in rows), int((attached & (relation == gold[..., 2])).sum())]
    return "tag {:.2f} reading {:.2f} UAS {:.2f} LAS {:.2f}".format(*(100 * hits / words))
