"""The table of weights as it ships."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from lint.match.calls.reference import HUNDREDTHS
from training.reference.fit import Floats

NOTE = "# Made by training/reference from UD English-GUM and English-EWT (CC BY-SA 4.0); hundredths; see NOTICE."


def write(path: Path, weights: Mapping[str, Floats], words: Sequence[str]) -> None:
    """Write one line a feature: its name, the weights of its values for he, she, it and they, and its words if any."""
    lines = [NOTE]
    for name, table in weights.items():
        numbers = " ".join(str(int(number)) for number in np.round(table.ravel() * HUNDREDTHS))
        lines.append("\t".join([name, numbers, *([" ".join(words)] if name == "head" else [])]))
    # No time and no name in the header, so that the same weights are the same bytes.
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
