"""The model file: bytes and half floats in, arrays ready for numpy's matrix products out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language.features import COLUMNS
from lint.language.tagset import FEATURES, RELATION_ID, TAG_ID, UPOS_ID

Floats = NDArray[np.float32]

FILE = Path(__file__).parent / "data" / "model.npz"
FORMAT = 1


class Table(msgspec.Struct, frozen=True, eq=False):
    """One embedding table: a byte per value and a scale per row."""

    values: NDArray[np.int8]
    scale: Floats

    def rows(self, at: NDArray[np.int32]) -> Floats:
        """Return the vectors of the rows `at`."""
        vectors: Floats = self.values[at] * self.scale[at, None]
        return vectors


class Labels(msgspec.Struct, frozen=True, eq=False):
    """What each output of the network stands for, in the ids of the tag set."""

    tag: NDArray[np.uint8]
    pos: NDArray[np.uint8]
    morph: NDArray[np.uint32]
    relation: NDArray[np.uint8]


class Weights(msgspec.Struct, frozen=True, eq=False):
    """Everything that training gave: matrices by name, known forms, labels and sizes."""

    matrices: dict[str, Floats]
    embeddings: tuple[Table, ...]
    forms: dict[str, int]
    labels: Labels
    dilations: tuple[int, ...]
    layers: int
    heads: int


def read(path: Path = FILE) -> Weights:
    """Read the model file."""
    with np.load(path) as file:
        arrays: dict[str, NDArray[Any]] = {name: file[name] for name in file.files}
    header = json.loads(arrays.pop("header").tobytes())
    if header["format"] != FORMAT:
        raise ValueError(f"{path}: model format {header['format']}, this version reads {FORMAT}; train it again")
    forms = arrays.pop("forms").tobytes().decode("utf-8").split("\n")
    embeddings = tuple(
        Table(arrays.pop(f"embed.{name}"), arrays.pop(f"embed.{name}.scale").astype(np.float32)) for name in COLUMNS
    )
    return Weights(
        matrices={name: np.ascontiguousarray(value, np.float32) for name, value in arrays.items()},
        embeddings=embeddings,
        forms={form: row for row, form in enumerate(forms, 1)},
        labels=_labels(header["tags"], header["readings"], header["relations"]),
        dilations=tuple(header["dilations"]),
        layers=header["layers"],
        heads=header["heads"],
    )


def _labels(tags: list[str], readings: list[str], relations: list[str]) -> Labels:
    parts = [reading.split("|") for reading in readings]
    return Labels(
        tag=np.array([TAG_ID[name] for name in tags], np.uint8),
        pos=np.array([UPOS_ID[pos] for pos, *_ in parts], np.uint8),
        morph=np.array([sum(FEATURES.get(name, 0) for name in features) for _, *features in parts], np.uint32),
        relation=np.array([RELATION_ID[name] for name in relations], np.uint8),
    )
