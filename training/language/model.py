"""The network in JAX: the same arithmetic as `lint.language.network`, with dropout and losses."""

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from lint.language.features import HASH_ROWS

Weights = dict[str, Any]

FAR = -1e4
REACH = 31
EPSILON = 1e-5
_SOFT = ("tag", "morph", "arc", "label")


@dataclass(frozen=True)
class Sizes:
    """Every size of the network that the weights depend on."""

    forms: int
    tags: int
    morphs: int
    relations: int
    width: int = 128
    dilations: tuple[int, ...] = (1, 2, 4)
    layers: int = 2
    heads: int = 4
    arc: int = 64
    label: int = 64


@dataclass(frozen=True)
class Dropout:
    """The shares of values set to zero in training."""

    form: float = 0.25
    entry: float = 0.2
    layer: float = 0.15


def fresh(sizes: Sizes, seed: int) -> Weights:
    """Return random weights for a network of `sizes`."""
    random = np.random.RandomState(seed)

    def normal(*shape: int, scale: float = 0.0) -> np.ndarray[Any, Any]:
        return (random.randn(*shape) * (scale or (2 / shape[0]) ** 0.5)).astype("f4")

    def zeros(*shape: int) -> np.ndarray[Any, Any]:
        return np.zeros(shape, "f4")

    w = sizes.width
    weights = {f"embed.{name}": normal(rows, w, scale=0.3) for name, rows in (("form", sizes.forms), *HASH_ROWS)}
    weights |= {"mix": normal(w, 2 * w), "mix.bias": zeros(2 * w), "norm": zeros(w) + 1, "norm.bias": zeros(w)}
    for i, _ in enumerate(sizes.dilations):
        weights |= {f"convolve{i}": normal(3 * w, w), f"convolve{i}.bias": zeros(w)}
    for i in range(sizes.layers):
        weights |= {
            f"attend{i}.norm": zeros(w) + 1,
            f"attend{i}.norm.bias": zeros(w),
            f"attend{i}.in": normal(w, 3 * w, scale=w**-0.5),
            f"attend{i}.out": normal(w, w, scale=0.3 * w**-0.5),
            f"attend{i}.distance": zeros(sizes.heads, 2 * REACH + 1),
            f"attend{i}.wide": normal(w, 2 * w),
            f"attend{i}.wide.bias": zeros(2 * w),
            f"attend{i}.narrow": normal(2 * w, w, scale=0.3 * (2 * w) ** -0.5),
        }
    for name, width in (("tag", sizes.tags), ("morph", sizes.morphs), ("start", 1)):
        weights |= {name: normal(w, width, scale=0.05), f"{name}.bias": zeros(width)}
    for name in ("arc.dependent", "arc.head"):
        weights |= {name: normal(w, sizes.arc), f"{name}.bias": zeros(sizes.arc)}
    weights |= {"arc": normal(sizes.arc + 1, sizes.arc, scale=0.1), "arc.distance": zeros(2 * REACH + 1)}
    weights |= {"label.dependent": normal(w, sizes.label), "label.head": normal(w, sizes.label)}
    weights |= {"label.bias": zeros(sizes.label), "label.direction": normal(3, sizes.label, scale=0.1)}
    weights |= {"label": normal(sizes.label, sizes.relations, scale=0.1), "label.out.bias": zeros(sizes.relations)}
    return {name: jnp.asarray(value) for name, value in weights.items()}


class Keys:
    """A stream of random keys; no key means no dropout."""

    def __init__(self, key: Array | None) -> None:
        self._key = key

    def drop(self, x: Array, share: float) -> Array:
        """Return `x` with a share of it set to zero and the rest scaled up."""
        if self._key is None:
            return x
        self._key, key = jax.random.split(self._key)
        return x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)

    def drop_forms(self, features: Array, frequency: Array, share: float) -> Array:
        """Return `features` with rare forms set to the unknown form more often than frequent ones."""
        if self._key is None:
            return features
        self._key, key = jax.random.split(self._key)
        forms = features[..., 0]
        gone = jax.random.uniform(key, forms.shape) < share / (share + frequency[forms])
        return features.at[..., 0].set(jnp.where(gone, 0, forms))


def normed(x: Array, scale: Array, bias: Array) -> Array:
    """Return `x` with mean 0 and variance 1 in each row, scaled."""
    centred = x - x.mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + EPSILON) * scale + bias


def distances(length: int) -> Array:
    """Return the clipped offsets between all positions as rows of a distance table."""
    at = jnp.arange(length)
    return jnp.clip(at[None] - at[:, None], -REACH, REACH) + REACH


def encode(p: Weights, sizes: Sizes, features: Array, mask: Array, keys: Keys, dropout: Dropout) -> Array:
    """Return one vector a word, from the word and its neighbours."""
    names = ("form", *(name for name, _ in HASH_ROWS))
    x = sum(p[f"embed.{name}"][features[..., i]] for i, name in enumerate(names))
    both = x @ p["mix"] + p["mix.bias"]
    w = sizes.width
    x = normed(jnp.maximum(both[..., :w], both[..., w:]) + x, p["norm"], p["norm.bias"])
    x = keys.drop(x, dropout.entry) * mask[..., None]
    for i, d in enumerate(sizes.dilations):
        left = jnp.pad(x, ((0, 0), (d, 0), (0, 0)))[:, :-d]
        right = jnp.pad(x, ((0, 0), (0, d), (0, 0)))[:, d:]
        z = jax.nn.relu(jnp.concatenate([left, x, right], -1) @ p[f"convolve{i}"] + p[f"convolve{i}.bias"])
        x = (x + keys.drop(z, dropout.layer)) * mask[..., None]
    return x


def attend(p: Weights, sizes: Sizes, x: Array, same: Array, keys: Keys, dropout: Dropout) -> Array:
    """Return the vectors after self-attention inside each sentence."""
    batch, length, w = x.shape
    depth = w // sizes.heads
    for i in range(sizes.layers):
        name = f"attend{i}"
        y = normed(x, p[f"{name}.norm"], p[f"{name}.norm.bias"]) @ p[f"{name}.in"]
        q, k, v = (part.reshape(batch, length, sizes.heads, depth) for part in jnp.split(y, 3, -1))
        scores = jnp.einsum("bihd,bjhd->bhij", q, k) * depth**-0.5 + p[f"{name}.distance"][:, distances(length)][None]
        shares = jax.nn.softmax(jnp.where(same[:, None], scores, FAR))
        z = jnp.einsum("bhij,bjhd->bihd", shares, v).reshape(batch, length, w) @ p[f"{name}.out"]
        x = x + keys.drop(z, dropout.layer)
        z = jax.nn.relu(x @ p[f"{name}.wide"] + p[f"{name}.wide.bias"]) @ p[f"{name}.narrow"]
        x = x + keys.drop(z, dropout.layer)
    return x


def arcs(p: Weights, x: Array, keys: Keys, dropout: Dropout) -> Array:
    """Return the score of every word as the head of every word; its own place stands for the root."""
    dependent = keys.drop(jax.nn.relu(x @ p["arc.dependent"] + p["arc.dependent.bias"]), dropout.layer)
    head = keys.drop(jax.nn.relu(x @ p["arc.head"] + p["arc.head.bias"]), dropout.layer)
    left = jnp.concatenate([dependent, jnp.ones_like(dependent[..., :1])], -1)
    return jnp.einsum("bid,de,bje->bij", left, p["arc"], head) + p["arc.distance"][distances(x.shape[1])]


def labels(p: Weights, x: Array, heads: Array, keys: Keys, dropout: Dropout) -> Array:
    """Return the score of every relation between each word and its head."""
    above = jnp.take_along_axis(x, heads[..., None], 1)
    direction = jnp.sign(heads - jnp.arange(x.shape[1])[None]) + 1
    z = x @ p["label.dependent"] + above @ p["label.head"] + p["label.direction"][direction] + p["label.bias"]
    return keys.drop(jax.nn.relu(z), dropout.layer) @ p["label"] + p["label.out.bias"]


@dataclass(frozen=True)
class Tower:
    """What is below all outputs: sentence starts, a vector a word, and which words share a sentence."""

    start: Array
    x: Array
    same: Array


@dataclass(frozen=True)
class Scores:
    """What a network says of a batch: the score of every sentence start, tag, reading, head and relation.

    `heads` are those that the relations are scored for.
    """

    start: Array
    tag: Array
    morph: Array
    arc: Array
    label: Array
    heads: Array


@dataclass(frozen=True)
class Teacher:
    """A trained network that a smaller one learns from."""

    weights: Weights
    sizes: Sizes

    def scores(self, features: Array, gold: Array, mask: Array) -> Scores:
        """Return what it says of a batch."""
        keys, dropout = Keys(None), Dropout()
        below = tower(self.weights, self.sizes, features, gold, mask, keys, dropout)
        return outputs(self.weights, below, gold[..., 3], keys, dropout)


def tower(
    p: Weights, sizes: Sizes, features: Array, gold: Array, mask: Array, keys: Keys, dropout: Dropout
) -> Tower:  # fmt: skip
    """Return the vectors of the words, attention kept within the given sentences."""
    x = encode(p, sizes, features, mask, keys, dropout)
    start = (x @ p["start"] + p["start.bias"])[..., 0]
    same = (gold[:, :, None, 4] == gold[:, None, :, 4]) & (mask[:, None, :] > 0) | jnp.eye(x.shape[1], dtype=bool)[None]
    return Tower(start, attend(p, sizes, x, same, keys, dropout), same)


def outputs(p: Weights, below: Tower, heads: Array, keys: Keys, dropout: Dropout) -> Scores:
    """Return the scores of all outputs, those of relations for the given heads; where one is -1, for the likeliest."""
    y = keys.drop(below.x, dropout.layer)
    arc = jnp.where(below.same, arcs(p, below.x, keys, dropout), FAR)
    heads = jnp.where(heads >= 0, heads, arc.argmax(-1))
    return Scores(
        start=below.start,
        tag=y @ p["tag"] + p["tag.bias"],
        morph=y @ p["morph"] + p["morph.bias"],
        arc=arc,
        label=labels(p, below.x, heads, keys, dropout),
        heads=heads,
    )


def _cross_entropy(scores: Array, gold: Array, mask: Array) -> Array:
    chosen = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(gold, 0)[..., None], -1)[..., 0]
    counted = (gold >= 0) * mask
    return -(chosen * counted).sum() / jnp.maximum(counted.sum(), 1)


def _soft_cross_entropy(scores: Array, taught: Array, mask: Array) -> Array:
    each = -(jax.nn.softmax(taught) * jax.nn.log_softmax(scores)).sum(-1)
    return (each * mask).sum() / mask.sum()


def _start_loss(scores: Array, begins: Array, mask: Array) -> Array:
    return ((jax.nn.softplus(scores) - scores * begins) * mask).sum() / jnp.maximum(mask.sum(), 1)


def loss(
    p: Weights, sizes: Sizes, dropout: Dropout, teacher: Teacher | None, features: Array, gold: Array, mask: Array,
    frequency: Array, key: Array,
) -> Array:  # fmt: skip
    """Return the summed loss; gold columns are tag, morph, relation, head, sentence, start, -1 where unknown.

    With a teacher the loss is the mean of that against gold and that against what the teacher says (Hinton et al.
    2015, arXiv:1503.02531, at temperature 1).
    """
    taught = teacher.scores(features, gold, mask) if teacher else None
    heads = taught.heads if taught else gold[..., 3]
    keys = Keys(key)
    features = keys.drop_forms(features, frequency, dropout.form)
    guess = outputs(p, tower(p, sizes, features, gold, mask, keys, dropout), heads, keys, dropout)
    known = _weighed(
        _start_loss(guess.start, gold[..., 5], mask * (gold[..., 5] >= 0)),
        _cross_entropy(guess.tag, gold[..., 0], mask),
        _cross_entropy(guess.morph, gold[..., 1], mask),
        _cross_entropy(guess.arc, gold[..., 3], mask),
        _cross_entropy(guess.label, gold[..., 2], mask),
    )
    if taught is None:
        return known
    soft = _weighed(
        _start_loss(guess.start, jax.nn.sigmoid(taught.start), mask),
        *(_soft_cross_entropy(getattr(guess, name), getattr(taught, name), mask) for name in _SOFT),
    )
    return (known + soft) / 2


def _weighed(start: Array, tag: Array, morph: Array, arc: Array, label: Array) -> Array:
    return start + 0.5 * tag + 0.5 * morph + arc + label


def predict(p: Weights, sizes: Sizes, features: Array, gold: Array, mask: Array) -> tuple[Array, ...]:
    """Return tag, morph, relation, head and start of each word, within the gold sentences, no tree enforced."""
    keys, dropout = Keys(None), Dropout()
    below = tower(p, sizes, features, gold, mask, keys, dropout)
    guess = outputs(p, below, jnp.full_like(gold[..., 3], -1), keys, dropout)
    return guess.tag.argmax(-1), guess.morph.argmax(-1), guess.label.argmax(-1), guess.heads, guess.start > 0
