"""What of the training of the estimator needs no encoder."""

from __future__ import annotations

import random

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from benchmarks.ranking import average_precision, spearman
from lint.language.pieces import case_ids, prepared
from training.estimator.damage import damaged
from training.estimator.encoding import UNKNOWN, encoded
from training.estimator.labels import by_letter, mixed
from training.estimator.texts import Example
from training.estimator.vocabulary import pruned

SENTENCE = "When the rain stopped, she went to the market with her brother and bought a basket of pears."


def test_damage_marks_what_it_changed() -> None:
    chance = random.Random(3)
    copies = [copy for copy in (damaged(SENTENCE, chance) for _ in range(200)) if copy]
    assert len({copy.text for copy in copies}) > 30
    for copy in copies:
        assert copy.text != SENTENCE
        assert copy.bad or copy.gaps
        assert all(0 <= start < end <= len(copy.text) for start, end in copy.bad)
        outside = [word for word in copy.text.split() if word.strip(".,") not in SENTENCE and word[0].islower()]
        marked = " ".join(copy.text[start:end] for start, end in copy.bad)
        assert all(word.strip(".,") in marked for word in outside)


def test_damage_is_the_same_for_the_same_seed() -> None:
    assert damaged(SENTENCE, random.Random(7)) == damaged(SENTENCE, random.Random(7))


@pytest.fixture
def tokenizer() -> Tokenizer:
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "market", "pear", "##s", "zebra"]
    letters = [mark + letter for letter in "abcdefghijklmnopqrstuvwxyz" for mark in ("", "##")]
    numbers = {piece: number for number, piece in enumerate(dict.fromkeys([*words, *letters]))}
    made = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return made


def test_a_pruned_vocabulary_keeps_what_is_used_and_spells_the_rest(tokenizer: Tokenizer) -> None:
    small, kept = pruned(tokenizer, ["the market", "the pears"], most=4 + 52 + 3)
    assert small.get_vocab_size() == len(kept) == 59
    assert small.encode("the market").tokens == ["[CLS]", "the", "market", "[SEP]"]
    assert small.encode("zebra").tokens == ["[CLS]", "z", "##e", "##b", "##r", "##a", "[SEP]"]
    ids = tokenizer.encode("the market").ids
    assert [kept[number] for number in small.encode("the market").ids] == ids


def test_a_label_is_in_part_what_a_network_with_other_pieces_says(tokenizer: Tokenizer) -> None:
    text = "the zebra pears"
    example = Example(text, bad=((4, 9),), gaps=(9,), hter=0.5)
    small, _ = pruned(tokenizer, ["the pears"], most=4 + 52 + 3)
    (spelled,) = encoded([example], small, 12)
    (whole,) = encoded([example], tokenizer, 12)
    chances = np.array([0, 0.2, 0.1, 0.3, 0.5, 0.7, 0.9, 0.4, 0.6, 0], np.float32)
    assert len(chances) == len(spelled.ids) == 10
    said = by_letter(spelled, chances), by_letter(spelled, 1 - chances), 0.1
    made = mixed(whole, said, share=0.5)
    assert made.bad == pytest.approx([UNKNOWN, 0.1, (0.5 + 1) / 2, 0.2, 0.3, UNKNOWN])
    assert made.gap == pytest.approx([UNKNOWN, 0.4, (0.1 + 1) / 2, 0.3, 0.2, UNKNOWN])
    assert made.hter == pytest.approx(0.3)
    assert whole.bad.tolist() == [UNKNOWN, 0, 1, 0, 0, UNKNOWN]


def test_what_the_other_network_did_not_read_is_as_it_was(tokenizer: Tokenizer) -> None:
    example = Example("the market the pear", bad=((15, 19),))
    (short,), (whole,) = encoded([example], tokenizer, 3), encoded([example], tokenizer, 12)
    half = np.full(3, 0.5, np.float32)
    made = mixed(whole, (by_letter(short, half), by_letter(short, half), 0.0), share=1)
    assert made.bad.tolist() == [UNKNOWN, 0.5, 0.5, 0, 1, UNKNOWN]


def test_case_is_told_for_each_piece() -> None:
    text = "Riga rose 5 % at NATO’s iPhone"
    starts, ends = (np.array(column) for column in ([0, 5, 10, 12, 17, 24, 30], [4, 9, 11, 13, 21, 30, 30]))
    assert case_ids(text, starts, ends).tolist() == [2, 1, 0, 0, 3, 4, 0]


def test_what_is_prepared_keeps_its_offsets() -> None:
    text = "“It’s 5 – 6,” he said."
    assert prepared(text) == '"It\'s 5 - 6," he said.'


def test_ranking() -> None:
    assert average_precision(np.array([0.9, 0.8, 0.1]), np.array([1, 0, 1])) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.array([0.5]), np.array([0])) == 0.0
    assert spearman(np.array([1.0, 2.0, 2.0, 9.0]), np.array([0.1, 0.2, 0.2, 0.3])) == pytest.approx(1.0)
