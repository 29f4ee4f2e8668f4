"""What a rule's record and the estimate of a place say together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.confidence import fitted
from lint.apps import cache
from lint.apps.shelves import Shelf
from lint.confidence import Weights, log_odds
from lint.errors import RuleError


def test_both_chances_count() -> None:
    weights = Weights(bias=0.0, record=1.0, suspicion=0.5)
    assert weights.joined(0.8, 0.5) == pytest.approx(0.8)
    assert weights.joined(0.8, 0.9) > weights.joined(0.8, 0.5) > weights.joined(0.8, 0.1)
    assert 0 < weights.joined(0.0, 0.0) < weights.joined(1.0, 1.0) < 1


def test_the_fit_finds_the_line_that_made_the_judgements() -> None:
    chance = np.random.default_rng(5)
    known = chance.normal(size=(20_000, 2))
    truth = (chance.random(len(known)) < 1 / (1 + np.exp(-(0.3 + known @ (0.8, 0.4))))).astype(float)
    weights = fitted(known, truth, np.ones(len(known)))
    assert (weights.bias, weights.record, weights.suspicion) == pytest.approx((0.3, 0.8, 0.4), abs=0.06)


def test_log_odds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.75) == pytest.approx(-log_odds(0.25))
    assert log_odds(1.0) == log_odds(0.999)


def test_weights_that_cannot_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.apps.shelves.shipped", lambda: Shelf(tmp_path, "rules"))
    (tmp_path / "confidence.json").write_text('{"bias": 1}', encoding="utf-8")
    with pytest.raises(RuleError, match=r"rules/confidence\.json:1: .*benchmarks/confidence writes it"):
        cache.load_rules(cached=False)
