"""The names that systems leave in lower case where the script of the source has no capitals."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wordfreq import zipf_frequency

from lint.language.people import is_known_name
from lint.language.places import capitalised_form
from lint.sources import TRAITS
from training.editors import records
from training.words.inflections import lexicon

TABLE = Path(__file__).parents[2] / "rules" / "casing" / "names.txt"
TYPICAL = Path(__file__).with_name("typical_names.tsv")
SOURCES = ("ne", "si")
# Editors write it with a capital at least twice, and hardly ever without; a short one oftener, and rare in English.
LEAST, RATIO, SHORTEST = 2, 10, 4
SHORT_LEAST, SHORT_RATIO, SHORT_ZIPF = 4, 20, 3.5
WORD = re.compile(r"(?<![\w'’-])[A-Za-z]+(?![\w'’-])")
OPENS = re.compile(r"(?:^|[.!?:;\"“”(]\s*)$")


def write_names(corpora: Path) -> None:
    """Write the names, one a line."""
    upper, lower = Counter[str](), Counter[str]()
    for source in SOURCES:
        for _, edited in records(corpora, source):
            _count(edited, upper, lower)
    names = {name for name, n in upper.items() if _is_name(name, n, lower[name])} | set(_typical())
    # What must have a capital in any text is another rule's.
    left = (name for name in names - _dictionary() if capitalised_form(name) is None)
    rows = sorted(name for name in left if not is_known_name(name))
    head = "# Made by training/sources from MLQE-PE (CC0) and names listed by hand; see NOTICE."
    TABLE.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} rows, {TABLE.stat().st_size / 1000:.1f} kB")


def _is_name(name: str, upper: int, lower: int) -> bool:
    if len(name) >= SHORTEST:
        return upper >= LEAST and upper >= RATIO * lower
    rare = zipf_frequency(name, "en") < SHORT_ZIPF
    return len(name) == SHORTEST - 1 and rare and upper >= SHORT_LEAST and upper >= SHORT_RATIO * lower


def _typical() -> Iterator[str]:
    """Names that are typical of languages without capitals and rare in English."""
    for line in TYPICAL.read_text(encoding="utf-8").splitlines():
        code, _, names = line.partition("\t")
        if code in TRAITS["no-capitals"].languages:
            lower = (name.lower() for name in names.split() if name.isascii() and name.isalpha())
            yield from (name for name in lower if len(name) >= SHORTEST and zipf_frequency(name, "en") < SHORT_ZIPF)


def _count(text: str, upper: Counter[str], lower: Counter[str]) -> None:
    for found in WORD.finditer(text):
        word = found[0]
        if word.islower():
            lower[word] += 1
        elif word.istitle() and not OPENS.search(text[: found.start()]):
            upper[word.lower()] += 1


def _dictionary() -> set[str]:
    """English words, which a text may well mean where a name is spelled like one."""
    words: set[str] = set()
    for kind in ("noun", "verb", "adj"):
        for lemma, forms in lexicon(kind):
            words |= {lemma, *(form for variants in forms for form in variants)}
    return words
