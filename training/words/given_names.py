"""Given names that clearly are men's or women's, from American births and a hand list for other countries."""

import gzip
from pathlib import Path

from wordfreq import zipf_frequency

from lint.language.places import place_words
from training.words.inflections import lexicon
from training.words.writing import write_table

SOURCE = "U.S. Social Security Administration, baby names 1880-2020 (public domain) and training/words/extra_names.txt"
BIRTHS = 300
# Given to the other sex in at most one birth in twenty.
SHARE = 0.95


def write_given_names(births: Path) -> None:
    """Write one row of men's and one of women's names."""
    extra = _extra_names()
    words = {lemma for kind in ("noun", "verb", "adj") for lemma, _ in lexicon(kind)} - extra["word"]
    banned = (words | extra["unsure"] | _places()) - (extra["m"] | extra["f"])
    names: dict[str, set[str]] = {"m": set(extra["m"]), "f": set(extra["f"])}
    for line in gzip.decompress(births.read_bytes()).decode().splitlines()[1:]:
        name, female, male = line.split("\t")
        total = int(female) + int(male)
        lower = name.lower()
        share = max(int(female), int(male)) / total
        if total >= BIRTHS and share >= SHARE and lower not in banned and not _is_common_word(lower, total):
            names["f" if int(female) > int(male) else "m"].add(lower)
    both = (names["m"] & names["f"]) | extra["banned"]
    names = {sex: {name for name in some if " " not in name} - both for sex, some in names.items()}
    write_table("given_names.tsv.gz", SOURCE, ((sex, " ".join(sorted(some))) for sex, some in sorted(names.items())))


def _is_common_word(lower: str, births: int) -> bool:
    # A name that few bear but everybody writes is a word, a surname or a place.
    zipf = zipf_frequency(lower, "en")
    return zipf > 2.9 and births < 10**zipf


def _places() -> set[str]:
    classes = ("country", "nationality", "continent", "region", "city", "us_state", "language", "people", "religion")
    return {word for name in classes for entry in place_words(name) for word in (entry, *entry.split())}


def _extra_names() -> dict[str, set[str]]:
    sections: dict[str, set[str]] = {}
    current = ""
    for line in Path(__file__).with_name("extra_names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif not line.startswith("#"):
            sections.setdefault(current, set()).update(word.strip() for word in line.split(","))
    return sections
