"""Writing the weights: embeddings as bytes with one scale a row, everything else in half precision."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from training.language.encoding import Inventory
from training.language.model import Sizes

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


def _bytes(text: str) -> np.ndarray[Any, Any]:
    return np.frombuffer(text.encode("utf-8"), "u1")
