"""Text without a treebank: machine translations, cut into sentences by the network that teaches from them."""

from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from lint.language.network import Network
from lint.language.vocabulary import Vocabulary
from lint.language.weights import read as read_weights
from training.editors import sources, translations
from training.language.score import tokens
from training.language.treebank import Paragraph, Word

_NOWHERE = 1 << 30


def read(corpora: Path, model: Path) -> list[Paragraph]:
    """Return the translations of all `mlqe.*.train` files of a folder; their words have no labels."""
    network, vocabulary = Network(read_weights(model)), Vocabulary()
    texts = chain.from_iterable(translations(corpora, source) for source in sources(corpora))
    paragraphs = [_paragraph(text, network, vocabulary) for text in texts]
    return [paragraph for paragraph in paragraphs if paragraph]


def _paragraph(text: str, network: Network, vocabulary: Vocabulary) -> Paragraph:
    forms = [text[first:last] for first, last in tokens(text)]
    if not forms:
        return ()
    types = np.array([vocabulary.id(form) for form in forms], np.int32)
    starts = network.read(vocabulary, types, np.zeros(1, np.int32), tree=False).sentence_start
    bounds = [*np.flatnonzero(starts).tolist(), len(forms)]
    words = [Word(form, "", "", "", "", _NOWHERE, "", False) for form in forms]
    return tuple(tuple(words[a:b]) for a, b in pairwise(bounds))
