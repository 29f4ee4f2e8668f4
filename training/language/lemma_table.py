"""The table of lemmas: what the treebanks say where the rules of `lint.language.lemmas` say otherwise."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from lint.language.lemmas import lemma, rule_lemma
from training.language.treebank import Paragraph, Word

_NOTE = "# Derived from UD English-EWT and GUM; CC BY-SA 4.0, see LICENSE beside this file. lemma, form, pos, tag"
_NO_WORDS = ("GW", "FW", "ADD", "AFX")
# Slips of the annotators.
_NO_LEMMAS = ("flead", "bre", "fre", "rescop", "reput", "trye", "collaspe", "wai")
Key = tuple[str, str, str]


def write(path: Path, paragraphs: list[Paragraph]) -> int:
    """Write the table and return how many entries it has."""
    counts: dict[Key, Counter[str]] = defaultdict(Counter)
    for word in _words(paragraphs):
        counts[_key(word)][word.lemma.lower()] += 1
    lines = [_NOTE]
    for (form, pos, tag), lemmas in sorted(counts.items()):
        best = max(lemmas, key=lambda name: (lemmas[name], name))
        if best != rule_lemma(form, tag) and not best.startswith("#"):
            lines.append("\t".join((best, form, pos, tag)))
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), mtime=0))
    return len(lines) - 1


def accuracy(paragraphs: list[Paragraph]) -> float:
    """Return the share of words whose lemma is found, given the right part of speech and tag."""
    words = [word for paragraph in paragraphs for sentence in paragraph for word in sentence]
    return sum(lemma(*_key(word)) == word.lemma.lower() for word in words) / len(words)


def _words(paragraphs: list[Paragraph]) -> Iterator[Word]:
    for paragraph in paragraphs:
        for sentence in paragraph:
            for word in sentence:
                # The lemma of a misspelling is that of the word that was meant.
                meant = "Typo=Yes" in word.morph or word.relation == "goeswith"
                if not meant and word.tag not in _NO_WORDS and word.lemma not in _NO_LEMMAS:
                    yield word


def _key(word: Word) -> Key:
    return word.form.lower().replace("’", "'"), word.pos, word.tag
