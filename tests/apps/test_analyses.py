"""Analysed texts are kept: what is looked up is what would be worked out."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from lint.apps import analyses
from lint.apps.analyses import STRINGS, KeptAnalyser, trim
from lint.estimation import Estimating, Estimator
from lint.language.analyse import Analyser
from lint.language.tokens import Tokens
from lint.model import Depth
from lint.source import Document
from tests.making import make_document
from tests.toy_estimator import write_estimator

TEXTS = ("The “old” cat’s owner didn't sleep. She read.", "Nothing was said; nothing was done.")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "mtlint" / "analyses"


def documents() -> list[Document]:
    """The documents of the texts above."""
    return [make_document(text) for text in TEXTS]


def same(one: Tokens, other: Tokens) -> bool:
    """Whether two tables say the same, whatever numbers their strings have."""
    for name in one.__struct_fields__:
        if name in STRINGS:
            words = [[t.vocabulary.strings[i] for i in getattr(t, name)] for t in (one, other)]
            if words[0] != words[1]:
                return False
        elif name != "vocabulary":
            columns = getattr(one, name), getattr(other, name)
            if columns[0].dtype != columns[1].dtype or not np.array_equal(*columns):
                return False
    return True


@pytest.mark.parametrize("depth", [Depth.WORDS, Depth.TAGS, Depth.TREE, Depth.DOCUMENT])
def test_what_is_kept_is_what_was_made(depth: Depth) -> None:
    fresh = Analyser().read(documents(), depth)
    for _ in range(2):
        kept = KeptAnalyser().read(documents(), depth)
        assert same(kept.tokens, fresh.tokens)
        assert (kept.text, kept.depth) == (fresh.text, depth)


def test_estimates_are_kept_apart_from_plain_analyses(tmp_path: Path) -> None:
    estimator = Estimator.load(write_estimator(tmp_path / "estimator"))
    fresh = Estimating(Analyser(), estimator).read(documents(), Depth.TREE)
    for _ in range(2):
        plain, estimated = KeptAnalyser(), KeptAnalyser(estimator)
        assert not plain.read(documents(), Depth.TREE).tokens.suspicion.any()
        batch = estimated.read(documents(), Depth.TEXT)
        assert batch.estimated
        assert batch.tokens.suspicion.any()
        assert same(estimated.read(documents(), Depth.TREE).tokens, fresh.tokens)
    assert (plain.made, estimated.made) == (0, 0)


def test_the_second_run_analyses_nothing() -> None:
    first, second = KeptAnalyser(), KeptAnalyser()
    first.read(documents(), Depth.TREE)
    second.read(documents(), Depth.TAGS)
    assert (first.made, second.made) == (2, 0)


def test_another_text_and_another_model_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    KeptAnalyser().read(documents(), Depth.TREE)
    other = KeptAnalyser()
    other.read(documents()[:1], Depth.TREE)
    monkeypatch.setattr(analyses, "_version", lambda: "another")
    other.read(documents(), Depth.TREE)
    assert other.made == 3


@pytest.mark.parametrize("where", [0, 20, 200, -1])
def test_a_damaged_file_is_replaced(place: Path, where: int) -> None:
    fresh = KeptAnalyser().read(documents(), Depth.TREE)
    (path,) = place.iterdir()
    data = bytearray(path.read_bytes())
    data[where] ^= 1
    for damaged in (bytes(data), bytes(data[:where]), b""):
        path.write_bytes(damaged)
        again = KeptAnalyser()
        assert same(again.read(documents(), Depth.TREE).tokens, fresh.tokens)
        assert again.made == 2
    last = KeptAnalyser()
    last.read(documents(), Depth.TREE)
    assert last.made == 0


def test_no_more_is_kept_than_there_is_room_for(place: Path) -> None:
    for text in TEXTS:
        KeptAnalyser().read([make_document(text)], Depth.TREE)
    old, new = place.iterdir()
    os.utime(old, (1, 1))
    trim(new.stat().st_size)
    assert list(place.iterdir()) == [new]
    assert not old.exists()
    trim(0)
    assert not list(place.iterdir())


def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "mtlint").write_text("a file where the folder should be")
    assert len(KeptAnalyser().read(documents(), Depth.TREE).tokens)
    trim()
