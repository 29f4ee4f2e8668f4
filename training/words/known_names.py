"""Names that are always written with a capital, counted in translations, their post-edits and the treebanks."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lint.language.frequency import english_zipf, foreign_word
from lint.language.places import ambiguous, capitalised_form
from training.editors import records, sources
from training.words.dictionary import lexicon_words
from training.words.writing import write_table

SOURCE = (
    "MLQE-PE train (CC0) and UD English EWT (CC BY-SA 4.0), without words of lemminflect 0.2.3 (MIT) and wordfreq 3.1.1"
)
WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
# After these a capital may be that of a sentence, a title or an item.
OPENING = frozenset(".!?:;\"“”'‘’()[]-–—*/")
SHORTEST = 4
# A name is written in lower case at most this often.
SHARE = 0.1
# So often a name must be seen with its capital: where English has the word, and else; once will do where it is rare.
COMMON, SEEN_IF_COMMON, SEEN, RARE = 3.0, 5, 2, 2.5
# Words of code and of foreign phrases, and a name that became a word.
NOT_NAMES = frozenset("santorum bonpo linter para".split())


def write_known_names(shared: Path) -> None:
    """Write the names, each with how often it was seen with a capital."""
    capital: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in _texts(shared):
        _count(WORD.findall(text), capital, lower)
    common = lexicon_words()
    harm = _harm(shared)
    rows = [
        (name, str(seen))
        for name, seen in capital.items()
        if lower[name] <= SHARE * seen and name not in common and harm[name] <= 0 and _is_name(name, seen, lower[name])
    ]
    write_table("known_names.tsv.gz", SOURCE, rows)


def _is_name(name: str, seen: int, lower: int) -> bool:
    if name in NOT_NAMES or name in ambiguous() or capitalised_form(name) or foreign_word(name):
        return False
    zipf = english_zipf(name)
    if zipf >= COMMON:
        return seen >= SEEN_IF_COMMON and not lower
    return seen >= SEEN or (zipf < RARE and not lower)


def _texts(shared: Path) -> Iterator[str]:
    yield from (edited for _, edited in _edited(shared))
    with gzip.open(shared / "treebanks" / "ewt.train.conllu.gz", "rt", encoding="utf-8") as lines:
        yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


def _edited(shared: Path) -> Iterator[tuple[str, str]]:
    """The translations of all pairs with their post-edits."""
    corpora = shared / "corpora"
    return chain.from_iterable(records(corpora, source) for source in sources(corpora))


def _count(words: list[str], capital: Counter[str], lower: Counter[str]) -> None:
    for at, word in enumerate(words):
        if len(word) < SHORTEST or not word.isalpha():
            continue
        if word.islower():
            lower[word] += 1
        elif word.istitle() and at and words[at - 1] not in OPENING and _in_running_text(words, at):
            capital[word.lower()] += 1


def _in_running_text(words: list[str], at: int) -> bool:
    """In a title every word has its capital; of the words near a name two at least have none."""
    near = words[max(0, at - 3) : at] + words[at + 1 : at + 4]
    return sum(word.islower() for word in near) > 1


def _harm(shared: Path) -> Counter[str]:
    """How much oftener an editor left a word of a translation in lower case than they gave it a capital."""
    harm: Counter[str] = Counter()
    for translation, post_edit in _edited(shared):
        edited = Counter(WORD.findall(post_edit))
        for word in set(WORD.findall(translation)):
            if word.islower():
                harm[word] += (edited[word] > 0) - (edited[word.title()] > 0)
    return harm
