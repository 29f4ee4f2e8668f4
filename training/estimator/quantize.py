"""Eight bits a weight and eight a value: each row of what a layer is given has steps of its own.

ONNX Runtime's own dynamic quantisation has one step for all that a layer is given together: one large value coarsens
all others, and a sentence gets other figures in other company. With a step for each row (one piece of one sentence) the
figures of a sentence are its own, so that sentences may be read together, and they are twice as near to those of
32 bits. The scheme is that of LLM.int8() (https://arxiv.org/abs/2208.07339) without its outliers: the rows of what is
given and the columns of the weights are scaled to whole numbers, and their product is scaled back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

Floats = NDArray[np.float32]

VALUES = 127
"""Steps of a value to either side of zero, which is 128 in an unsigned byte."""
WEIGHTS = 63
"""Steps of a weight: one bit is left, so that processors that add up two products in 16 bits come to the same sums."""
ROWS = 100
"""From so many rows, a table that is looked up is kept in eight bits."""
COLUMNS = 8
"""With fewer, a matrix is the last one, whose figures are the answer, and stays as it is."""
CONTRIB = "com.microsoft"
_ONE, _MOST, _STEP, _LEAST, _ZERO, _ZERO_WEIGHT = (
    f"quantize.{n}" for n in ("one", "most", "step", "least", "zero", "0")
)


def quantized(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network with its matrices and its table of pieces in eight bits; what is given stays as it was."""
    made = onnx.ModelProto()
    made.CopyFrom(model)
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in made.graph.initializer}
    tables: dict[str, NDArray[Any]] = {
        _ONE: np.array(1, np.float32),
        _MOST: np.array(VALUES, np.float32),
        _STEP: np.array(1 / VALUES, np.float32),
        _LEAST: np.array(1e-9, np.float32),
        _ZERO: np.array(128, np.uint8),
        _ZERO_WEIGHT: np.array(0, np.int8),
    }
    nodes: list[NodeProto] = []
    given: set[str] = set()
    for node in made.graph.node:
        matrix, table = _matrix(node, held), _table(node, held)
        if matrix is not None:
            name = node.input[0]
            nodes += _steps(name) if name not in given else ()
            given.add(name)
            tables |= _by_column(node.input[1], matrix)
            nodes += _product(node)
        elif table is not None:
            tables |= _by_row(node.input[0], table)
            nodes += _lookup(node)
        else:
            nodes.append(node)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in made.graph.initializer if tensor.name in used]
    kept += [numpy_helper.from_array(array, name) for name, array in tables.items() if name in used]
    _replace(made.graph.node, nodes)
    _replace(made.graph.initializer, kept)
    made.opset_import.append(helper.make_opsetid(CONTRIB, 1))
    return made


def _matrix(node: NodeProto, held: dict[str, NDArray[Any]]) -> Floats | None:
    """The fixed right side of a product that is worth it."""
    array = held.get(node.input[1]) if node.op_type == "MatMul" else None
    if array is None or array.ndim != 2 or array.shape[1] < COLUMNS:
        return None
    return array.astype(np.float32)


def _table(node: NodeProto, held: dict[str, NDArray[Any]]) -> Floats | None:
    """A large table of which rows are looked up."""
    array = held.get(node.input[0]) if node.op_type == "Gather" else None
    if array is None or array.ndim != 2 or array.shape[0] < ROWS:
        return None
    return array.astype(np.float32)


def _by_column(name: str, matrix: Floats) -> dict[str, NDArray[Any]]:
    scale = _scale(np.abs(matrix).max(0), WEIGHTS)
    return {f"{name}.q": np.round(matrix / scale).astype(np.int8), f"{name}.scale": scale}


def _by_row(name: str, table: Floats) -> dict[str, NDArray[Any]]:
    scale = _scale(np.abs(table).max(1, keepdims=True), VALUES)
    return {f"{name}.q": np.round(table / scale).astype(np.int8), f"{name}.scale": scale}


def _scale(largest: Floats, steps: int) -> Floats:
    return np.where(largest > 0, largest / steps, 1).astype(np.float32)


def _steps(name: str) -> Iterator[NodeProto]:
    """What a layer is given, in unsigned bytes, and the step of each row."""
    yield helper.make_node("Abs", [name], [f"{name}.abs"])
    yield helper.make_node("ReduceMax", [f"{name}.abs"], [f"{name}.max"], axes=[-1], keepdims=1)
    yield helper.make_node("Max", [f"{name}.max", _LEAST], [f"{name}.most"])
    yield helper.make_node("Div", [_MOST, f"{name}.most"], [f"{name}.inverse"])
    yield helper.make_node("Mul", [name, f"{name}.inverse"], [f"{name}.scaled"])
    yield helper.make_node("QuantizeLinear", [f"{name}.scaled", _ONE, _ZERO], [f"{name}.q"])
    yield helper.make_node("Mul", [f"{name}.most", _STEP], [f"{name}.step"])


def _product(node: NodeProto) -> Iterator[NodeProto]:
    name, weights, out = node.input[0], node.input[1], node.output[0]
    yield helper.make_node(
        "MatMulIntegerToFloat",
        [f"{name}.q", f"{weights}.q", _ONE, f"{weights}.scale", _ZERO, _ZERO_WEIGHT],
        [f"{out}.unscaled"],
        domain=CONTRIB,
    )
    yield helper.make_node("Mul", [f"{out}.unscaled", f"{name}.step"], [out])


def _lookup(node: NodeProto) -> Iterator[NodeProto]:
    table, rows, out = node.input[0], node.input[1], node.output[0]
    yield helper.make_node("Gather", [f"{table}.q", rows], [f"{out}.row"])
    yield helper.make_node("Cast", [f"{out}.row"], [f"{out}.unscaled"], to=TensorProto.FLOAT)
    yield helper.make_node("Gather", [f"{table}.scale", rows], [f"{out}.row_scale"])
    yield helper.make_node("Mul", [f"{out}.unscaled", f"{out}.row_scale"], [out])


def _replace(field: Any, items: Iterable[object]) -> None:
    """Put other items into a repeated field."""
    del field[:]
    field.extend(items)
