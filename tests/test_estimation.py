"""Estimates: what is read, how it comes to the tokens, and what is said where it cannot be done."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from lint import check_text, fix_text
from lint.errors import UsageError
from lint.estimation import LEAST, Estimating, Estimator, windows
from lint.language.analyse import Analyser
from lint.language.tokens import Tokens
from lint.model import Depth, Safety
from tests.making import make_document
from tests.toy_estimator import BAD, GAP, LITTLE, PIECES, SHOUTED, write_estimator


@pytest.fixture(scope="module")
def estimator(tmp_path_factory: pytest.TempPathFactory) -> Estimator:
    return Estimator.load(write_estimator(tmp_path_factory.mktemp("estimator")))


def tokens_of(text: str, estimator: Estimator, read_as: str = "text") -> Tokens:
    return Estimating(Analyser(), estimator).read([make_document(text, read_as)], Depth.TEXT).tokens


def words_where(tokens: Tokens, column: str, value: float) -> list[str]:
    return [tokens.word(row) for row in np.flatnonzero(np.isclose(getattr(tokens, column), value))]


def test_each_token_gets_the_worst_of_its_pieces_and_each_sentence_its_effort(estimator: Estimator) -> None:
    tokens = tokens_of("The zork was “blarg”. It is gone by now.", estimator)
    assert words_where(tokens, "suspicion", BAD["zork"]) == ["zork"]
    assert words_where(tokens, "suspicion", BAD["blarg"]) == ["blarg"]
    assert words_where(tokens, "missing", GAP["gone"]) == ["gone"]
    first, second = tokens.effort[0], tokens.effort[-1]
    assert first > second == pytest.approx(LITTLE)


def test_casing_reaches_the_encoder(estimator: Estimator) -> None:
    tokens = tokens_of("We saw the BLARG and the Blarg there.", estimator)
    assert words_where(tokens, "suspicion", SHOUTED) == ["BLARG"]
    assert words_where(tokens, "suspicion", BAD["blarg"]) == ["Blarg"]


def test_a_sentence_of_ten_thousand_words_is_read_in_windows(estimator: Estimator) -> None:
    text = " ".join(["zork" if number % 100 == 99 else "and" for number in range(10_000)])
    tokens = tokens_of(text, estimator)
    assert len(words_where(tokens, "suspicion", BAD["zork"])) == 100
    assert tokens.effort.min() >= LEAST
    assert len(words_where(tokens, "suspicion", LITTLE)) == 9_900


@pytest.mark.parametrize("count", [0, 1, 13, 14, 15, 21, 22, 29, 300])
def test_windows_fit_and_keep_each_piece_once(count: int) -> None:
    room = PIECES - 2
    made = windows(count, room)
    assert all(w.stop - w.first <= room and w.first <= w.keep.start <= w.keep.stop <= w.stop for w in made)
    assert [piece for w in made for piece in range(w.keep.start, w.keep.stop)] == list(range(count))
    # What is kept of a window has seen a quarter of it on either side, but for the ends of the text.
    assert all(w.keep.start - w.first >= room // 4 - 1 for w in made[1:])


def test_what_is_said_of_a_sentence_depends_on_it_alone(estimator: Estimator) -> None:
    alone = tokens_of("The blarg was gone.", estimator)
    among = tokens_of("The zork was here for years and years. The blarg was gone. Nobody saw it.", estimator)
    rows = slice(*among.sentence_rows(10))
    assert [among.word(row) for row in range(rows.start, rows.stop)] == ["The", "blarg", "was", "gone", "."]
    for column in ("suspicion", "missing", "effort"):
        assert getattr(alone, column).tolist() == getattr(among, column)[rows].tolist()


def test_only_english_prose_is_read(estimator: Estimator) -> None:
    tokens = tokens_of(
        "# A zork here\n\nThe zork was here.\n\n| a | zork |\n|---|---|\n| b | c |\n", estimator, "markdown"
    )
    assert len(words_where(tokens, "suspicion", BAD["zork"])) == 1
    german = "Der Hund zork schläft im Haus, weil es draußen regnet. Das ist kalt und blarg."
    assert not tokens_of(german, estimator).effort.any()
    assert not tokens_of(german + " The zork was here.", estimator).effort.any()
    mixed = tokens_of(
        f"The zork was here for years and years. {german} It was here again, and we all saw it.", estimator
    )
    assert words_where(mixed, "suspicion", BAD["zork"]) == ["zork"]


def test_half_a_surrogate_pair_is_read_over(estimator: Estimator) -> None:
    tokens = tokens_of("The \ud800 zork was here.", estimator)
    assert words_where(tokens, "suspicion", BAD["zork"]) == ["zork"]


def test_inline_code_is_read_as_a_name(estimator: Estimator) -> None:
    tokens = tokens_of("The `zork` was called by the zork.", estimator, "markdown")
    assert [tokens.word(1), float(tokens.suspicion[1])] == ["\ufffc", pytest.approx(LITTLE)]
    assert words_where(tokens, "suspicion", BAD["zork"]) == ["zork"]


@pytest.mark.parametrize("text", ["", "\n\n", "… — !?", "12:30\n", "\ufffc", "é\u0301\ud800 \u200b"])
def test_there_may_be_nothing_to_read(text: str, estimator: Estimator) -> None:
    assert not tokens_of(text, estimator).suspicion.any()


def test_nothing_is_estimated_where_nobody_asks() -> None:
    batch = Analyser().read([make_document("The zork was here.")], Depth.TAGS)
    assert not batch.estimated
    assert not batch.tokens.suspicion.any()


def test_two_runs_say_the_same(tmp_path: Path) -> None:
    folder = write_estimator(tmp_path)
    one, two = (tokens_of("The zork was gone. A blarg came.", Estimator.load(folder)) for _ in range(2))
    assert one.suspicion.tobytes() == two.suspicion.tobytes()


def test_an_estimator_that_cannot_be_used_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_estimator(tmp_path)

    def said() -> str:
        with pytest.raises(UsageError) as error:
            Estimator.load(folder)
        assert "\n" not in str(error.value)
        assert "pip install " in str(error.value)
        return str(error.value)

    write_estimator(tmp_path, version=2)
    assert "estimator.json: is of version 2, this mtlint reads 1" in said()
    write_estimator(tmp_path, pieces="many")
    assert "estimator.json: Expected `int`, got `str`" in said()
    (folder / "estimator.json").write_text("{", encoding="utf-8")
    assert "estimator.json: " in said()
    write_estimator(tmp_path)
    (folder / "estimator.onnx").write_bytes(b"other")
    assert "estimator.onnx: is not the file that estimator.json speaks of (wrong checksum)" in said()
    (folder / "estimator.onnx").unlink()
    assert "estimator.onnx: the weights of the estimator are missing" in said()
    (folder / "estimator.json").unlink()
    assert "estimator.json: the weights of the estimator are missing" in said()
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    assert "estimating needs tokenizers" in said()


def test_facts_of_the_model_card_are_ignored(tmp_path: Path) -> None:
    assert json.loads((write_estimator(tmp_path) / "estimator.json").read_text(encoding="utf-8"))["made"]
    Estimator.load(tmp_path)


BROKEN = "The village's people have made the river's washing of the year with the sat of the mother."
SOUND = "The people of the village meet at the river every spring, and the mayor makes a speech."


def test_the_shipped_estimator_tells_a_broken_sentence_from_a_sound_one() -> None:
    broken, sound = (tokens_of(text, Estimator.load()) for text in (BROKEN, SOUND))
    assert broken.suspicion.mean() > sound.suspicion.mean() + 0.2
    assert broken.effort[0] > sound.effort[0] + 0.2


def test_python_can_ask_for_estimates() -> None:
    assert "estimation/retranslate" in {finding.rule for finding in check_text(BROKEN, estimate=True)}
    assert not check_text(BROKEN)
    fixed = fix_text("The road to gokhunga is closed in winter.", estimate=True, level=Safety.ASK)
    assert fixed == "The road to Gokhunga is closed in winter."
