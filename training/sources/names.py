"""The names that systems leave in lower case where the script of the source has no capitals."""

import re
from collections import Counter
from pathlib import Path

from lint.language.places import capitalised_form
from training.sources.editors import records
from training.words.inflections import lexicon

TABLE = Path(__file__).parents[2] / "rules" / "casing" / "names.txt"
SOURCES = ("ne", "si")
# Editors write it with a capital at least twice, and hardly ever without.
LEAST, RATIO, SHORTEST = 2, 10, 4
WORD = re.compile(r"(?<![\w'’-])[A-Za-z]+(?![\w'’-])")
OPENS = re.compile(r"(?:^|[.!?:;\"“”(]\s*)$")


def write_names(corpora: Path) -> None:
    """Write the names, one a line."""
    upper, lower = Counter[str](), Counter[str]()
    for source in SOURCES:
        for _, edited in records(corpora, source):
            _count(edited, upper, lower)
    words = _dictionary()
    names = {name for name, n in upper.items() if n >= LEAST and n >= RATIO * lower[name] and len(name) >= SHORTEST}
    # What must have a capital in any text is another rule's.
    rows = sorted(name for name in names - words if capitalised_form(name) is None)
    head = "# Made by training/sources from MLQE-PE (CC0); see NOTICE."
    TABLE.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} rows, {TABLE.stat().st_size / 1000:.1f} kB")


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
