"""Writing the weights: embeddings as bytes with one scale a row, everything else in half precision."""

import json
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np

from training.language.encoding import Inventory
from training.language.model import Sizes, Weights

FORMAT = 1


def write(path: Path, weights: dict[str, np.ndarray[Any, Any]], sizes: Sizes, known: Inventory) -> None:
    """Write the model file that `lint.language.network` loads."""
    arrays: dict[str, Any] = {}
    for name, value in sorted(weights.items()):
        if name.startswith("embed."):
            scale = np.maximum(np.abs(value).max(1), 1e-6) / 127
            arrays[name] = np.rint(value / scale[:, None]).astype("i1")
            arrays[f"{name}.scale"] = scale.astype("f2")
        else:
            arrays[name] = value.astype("f2")
    header = {
        "format": FORMAT,
        "dilations": sizes.dilations,
        "layers": sizes.layers,
        "heads": sizes.heads,
        "tags": known.tags,
        "readings": known.morphs,
        "relations": known.relations,
    }
    arrays["header"] = _bytes(json.dumps(header))
    arrays["forms"] = _bytes("\n".join(known.forms))
    with path.open("wb") as file:
        np.savez(file, **arrays)


def read(path: Path, known: Inventory) -> tuple[Weights, Sizes]:
    """Read a model file again; ValueError if it was made with other forms or labels."""
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    header = json.loads(arrays.pop("header").tobytes())
    made_with = (arrays.pop("forms").tobytes().decode("utf-8"), header["tags"], header["readings"], header["relations"])
    if made_with != ("\n".join(known.forms), list(known.tags), list(known.morphs), list(known.relations)):
        raise ValueError(f"{path}: made from other treebanks; train it again")
    scales = {name: arrays.pop(f"{name}.scale").astype("f4") for name in list(arrays) if f"{name}.scale" in arrays}
    floats = {name: value.astype("f4") for name, value in arrays.items()}
    floats |= {name: floats[name] * scale[:, None] for name, scale in scales.items()}
    sizes = Sizes(
        len(known.forms) + 1, len(known.tags), len(known.morphs), len(known.relations),
        dilations=tuple(header["dilations"]), layers=header["layers"], heads=header["heads"],
    )  # fmt: skip
    return {name: jnp.asarray(value) for name, value in floats.items()}, sizes


def _bytes(text: str) -> np.ndarray[Any, Any]:
    return np.frombuffer(text.encode("utf-8"), "u1")
