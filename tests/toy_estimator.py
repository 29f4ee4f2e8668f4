"""An estimator small enough to be made by a test, whose every figure can be told in advance."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from string import ascii_lowercase, punctuation

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
BAD = {"zork": 0.9, "blarg": 0.6}
"""What an editor would change, each by its chance; of all else it is LITTLE, of what stands in capitals SHOUTED."""
GAP = {"gone": 0.8}
LITTLE, SHOUTED, CAPITALS = 0.05, 0.7, 3
PIECES = 16
VOCABULARY = {
    piece: number
    for number, piece in enumerate(
        [*SPECIAL, *BAD, *GAP, *punctuation, *ascii_lowercase, *(f"##{letter}" for letter in ascii_lowercase)]
    )
}


def write_estimator(folder: Path, **facts: object) -> Path:
    """Write the three files of an estimator; facts replace those of its manifest."""
    folder.mkdir(exist_ok=True)
    files = {"estimator.onnx": _model(), "estimator.tokenizer.json": _tokenizer()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    manifest = {"version": 1, "pieces": PIECES, "sha256": {n: sha256(d).hexdigest() for n, d in files.items()}}
    (folder / "estimator.json").write_text(json.dumps(manifest | {"made": "by a test"} | facts), encoding="utf-8")
    return folder


def _tokenizer() -> bytes:
    made = Tokenizer(models.WordPiece(VOCABULARY, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(name, VOCABULARY[name]) for name in ("[CLS]", "[SEP]")]
    )
    return made.to_str().encode()


def _model() -> bytes:
    """bad = the worse of what the piece and its casing give; gap by the piece; edit = the mean of bad."""
    cases = np.array([LITTLE] * CAPITALS + [SHOUTED, LITTLE], np.float32)
    tables = {"bads": _table(BAD, LITTLE), "gaps": _table(GAP, 0.0), "cases": cases}
    nodes = [
        helper.make_node("Gather", ["bads", "ids"], ["by_word"]),
        helper.make_node("Gather", ["cases", "case"], ["by_case"]),
        helper.make_node("Max", ["by_word", "by_case"], ["bad"]),
        helper.make_node("Gather", ["gaps", "ids"], ["gap"]),
        helper.make_node("ReduceMean", ["bad"], ["edit"], axes=[1], keepdims=0),
    ]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("ids", "mask", "case")]
    shapes = {"bad": ["batch", "length"], "gap": ["batch", "length"], "edit": ["batch"]}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    held = [numpy_helper.from_array(table, name) for name, table in tables.items()]
    graph = helper.make_graph(nodes, "toy", inputs, outputs, held)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return made.SerializeToString()


def _table(given: dict[str, float], otherwise: float) -> np.ndarray:
    return np.array([given.get(piece, otherwise) for piece in VOCABULARY], np.float32)
