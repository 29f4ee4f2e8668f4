"""From the fitted network to the files that ship: calibrated, eight bits a weight, with their checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import onnx
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.estimator.network import Network
from training.estimator.quantize import quantized

VERSION = 1
NAME = "estimator"


class Calibrated(nn.Module):
    """The network with chances in place of logits; `scales` holds slope and offset of each of its three outputs."""

    def __init__(self, network: Network, scales: tuple[tuple[float, float], ...]) -> None:
        super().__init__()
        self.network = network
        self.scales = scales

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, ...]:
        """Chances of the shapes [batch, length], [batch, length], [batch]."""
        logits = self.network(ids, mask, case)
        return tuple(torch.sigmoid(a * out + b) for out, (a, b) in zip(logits, self.scales, strict=True))


def export(network: nn.Module, path: Path) -> None:
    """Write a network as ONNX with 32 bits a weight."""
    like = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    with torch.no_grad():
        torch.onnx.export(
            network.eval(), (like, like, like), str(path), dynamo=False, opset_version=17,
            input_names=["ids", "mask", "case"], output_names=["bad", "gap", "edit"],
            dynamic_axes={**dict.fromkeys(("ids", "mask", "case", "bad", "gap"), axes), "edit": {0: "batch"}},
        )  # fmt: skip


def write(
    folder: Path, network: Network, scales: tuple[tuple[float, float], ...], tokenizer: Tokenizer, facts: dict[str, Any]
) -> None:
    """Write the files that ship, and beside them the network as it was before it was made small."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / f"{NAME}.fp32.onnx"
    export(Calibrated(network, scales), whole)
    small = folder / f"{NAME}.onnx"
    onnx.save(quantized(onnx.load(whole)), small)
    pieces = folder / f"{NAME}.tokenizer.json"
    pieces.write_text(tokenizer.to_str(), encoding="utf-8")
    checksums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (small, pieces)}
    card = {"version": VERSION, "sha256": checksums, **facts}
    (folder / f"{NAME}.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
