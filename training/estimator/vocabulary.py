"""The word pieces that are kept: English needs half of what an encoder was made with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
MARK = "##"


def pruned(whole: Tokenizer, texts: Iterable[str], most: int) -> tuple[Tokenizer, list[int]]:
    """The tokenizer with at most so many pieces, and for each what its number was.

    Kept are the single letters and signs, so that every word can still be spelled, and the pieces that `texts` hold
    most often; words that lose theirs are cut into smaller ones.
    """
    vocabulary = whole.get_vocab()
    counts: Counter[int] = Counter()
    for encoding in whole.encode_batch(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    needed = [vocabulary[piece] for piece in SPECIAL]
    # The first pieces of a vocabulary are the most frequent: where the counts are even, they decide.
    letters = [number for piece, number in vocabulary.items() if len(piece.removeprefix(MARK)) == 1 and counts[number]]
    letters += [number for piece, number in vocabulary.items() if piece.removeprefix(MARK) in ASCII]
    ranked = sorted(counts, key=lambda number: (-counts[number], number))
    kept = sorted(list(dict.fromkeys([*needed, *letters, *ranked]))[:most])
    names = {number: piece for piece, number in vocabulary.items()}
    data = json.loads(whole.to_str())
    data["model"]["vocab"] = {names[number]: place for place, number in enumerate(kept)}
    data["added_tokens"] = [
        token | {"id": kept.index(token["id"])} for token in data["added_tokens"] if token["id"] in kept
    ]
    for token in data["post_processor"].get("special_tokens", {}).values():
        token["ids"] = [kept.index(number) for number in token["ids"]]
    return Tokenizer.from_str(json.dumps(data)), kept


ASCII = frozenset(map(chr, range(33, 127)))
