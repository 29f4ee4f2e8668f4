"""The estimator's network in eight bits: near to what it was, and each row for itself."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from training.estimator.quantize import ROWS, quantized

WIDTH, OUT = 48, 16
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def network() -> ModelProto:
    """A table of pieces, two products that share what they are given, and a last one of two columns."""
    random = np.random.default_rng(7)
    tables = {
        "pieces": random.normal(0, 1, (ROWS, WIDTH)),
        "one": random.normal(0, 0.2, (WIDTH, OUT)),
        "two": random.normal(0, 0.2, (WIDTH, OUT)),
        "last": random.normal(0, 0.2, (OUT, 2)),
    }
    nodes = [
        helper.make_node("Gather", ["pieces", "ids"], ["given"]),
        helper.make_node("MatMul", ["given", "one"], ["left"]),
        helper.make_node("MatMul", ["given", "two"], ["right"]),
        helper.make_node("Mul", ["left", "right"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "last"], ["said"]),
    ]
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])]
    outputs = [helper.make_tensor_value_info("said", TensorProto.FLOAT, ["batch", "length", 2])]
    held = [numpy_helper.from_array(table.astype(np.float32), name) for name, table in tables.items()]
    graph = helper.make_graph(nodes, "toy", inputs, outputs, held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def said(model: ModelProto, ids: list[list[int]]) -> Floats:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    answer: Floats = session.run(["said"], {"ids": np.array(ids, np.int64)})[0]
    return answer


def test_eight_bits_say_nearly_what_thirty_two_say(network: ModelProto) -> None:
    ids = [[number] for number in range(ROWS)]
    whole, small = said(network, ids), said(quantized(network), ids)
    assert np.abs(whole - small).mean() < 0.02 * np.abs(whole).mean()


def test_it_takes_a_third_of_the_room_and_leaves_what_it_was_given(network: ModelProto) -> None:
    before = network.SerializeToString()
    assert len(quantized(network).SerializeToString()) < len(before) / 3
    assert network.SerializeToString() == before


def test_what_is_said_of_a_row_does_not_depend_on_its_company(network: ModelProto) -> None:
    small = quantized(network)
    among = said(small, [[3, 1, 4], [1, 5, 9], [2, 6, 5]])
    assert said(small, [[1, 5, 9]])[0] == pytest.approx(among[1], abs=1e-6)
    assert said(small, [[9]])[0, 0] == pytest.approx(among[1, 2], abs=1e-6)


def test_the_answer_is_not_rounded(network: ModelProto) -> None:
    kept = {tensor.name for tensor in quantized(network).graph.initializer}
    assert "last" in kept
    assert not {"one", "two", "pieces"} & kept
