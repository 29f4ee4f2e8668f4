"""Expressions that are kept compiled: the same as fresh ones, and nothing else comes out of what was kept."""

from __future__ import annotations

import os
import pickle

import pytest
import regex

from lint import patterns


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing kept and nothing made, as at the start of a run."""
    monkeypatch.setattr(patterns, "_kept", {})
    monkeypatch.setattr(patterns, "_made", {})
    patterns.compiled.cache_clear()


def test_a_recalled_expression_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "one Two ， THREE 3"
    fresh = patterns.compiled(r"(?<word>\p{Lu}\p{L}+)", regex.IGNORECASE).findall(text)
    kept = dict(patterns.made())
    patterns.compiled.cache_clear()
    patterns.recall(kept)
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("compiled again"))
    again = patterns.compiled(r"(?<word>\p{Lu}\p{L}+)", regex.IGNORECASE)
    assert again.findall(text) == fresh == ["one", "Two", "THREE"]
    assert again.groupindex == {"word": 1}


@pytest.mark.parametrize("data", [b"", b"garbage", pickle.dumps("a string"), pickle.dumps(os.system)])
def test_what_is_no_expression_is_compiled_afresh(data: bytes) -> None:
    patterns.recall({"0 ab": data})
    assert patterns.compiled("ab").search("cabin")
    assert "0 ab" in patterns.made()


def test_an_expression_that_cannot_be_compiled_says_so() -> None:
    with pytest.raises(regex.error):
        patterns.compiled("(")
