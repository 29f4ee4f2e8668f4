"""What tells from which language an English text was translated: places, shapes of names, and what each is worth."""

import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from anyascii import anyascii
from babel import Locale
from babel.core import get_global
from wordfreq import top_n_list, zipf_frequency

from lint.language.origin import (
    BEYOND_ENGLISH,
    CODES,
    DIGITS,
    LEAST_WORDS,
    LOW,
    STEP,
    TABLE,
    Evidence,
    Table,
    Weights,
    evidence,
    is_strange,
    trigrams,
)
from lint.language.people import given_names
from lint.language.places import country_of
from lint.language.pronouns import Gender
from training.editors import translations
from training.words.writing import write_table

SOURCE = "CLDR (babel), wordfreq, MLQE-PE (CC0) and training/sources/typical_names.tsv"
TYPICAL = Path(__file__).with_name("typical_names.tsv")
COMMON_WORDS, NAME_WEIGHT = 2000, 10
GRAMS, SAMPLE, SMOOTHING = 7000, 20000.0, 400.0
TRAINED = ("et", "ne", "ro", "ru", "si")
SEGMENTS, DOCUMENTS = 15, 400
KINDS, WHOLE = 7, 3
STEPS, RATE, DECAY = 3000, 0.05, 0.002
# Letters that say how they are read; those of Chinese are read otherwise in Japan.
KANA = re.compile("[\u3041-\u30ff]+")
LOWER = re.compile(r"(?<![^\W\d_])[a-z]{4,}(?![^\W\d_])")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]{2,}")


def write_origins(shared: Path) -> None:
    """Write the table: rows of places, of runs of letters, and of weights."""
    corpora = shared / "corpora"
    known = Table(_places(), _grams(corpora), Weights(np.zeros(KINDS), np.zeros(WHOLE)))
    weights = _fit(known, corpora, shared / "treebanks")
    places = {word: " ".join(f"{code}:{share:g}" for code, share in spoken) for word, spoken in known.places.items()}
    rows = [("place", *row) for row in places.items()] + [("gram", *row) for row in known.grams.items()]
    for name, values in (("kinds", weights.kinds), ("none", weights.none)):
        rows.append(("weight", name, " ".join(f"{value:.3f}" for value in values)))
    write_table(TABLE, SOURCE, rows)


def _places() -> dict[str, tuple[tuple[str, float], ...]]:
    """Every country by its names and demonyms, and typical places, with the languages that are official there."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    english = Locale("en")
    for territory, languages in get_global("territory_languages").items():
        country = country_of(english.territories.get(territory, ""))
        if country is None:
            continue
        spoken = tuple(
            (code, round(min(1.0, languages[code]["population_percent"] / 100), 2))
            for code in CODES
            if code in languages and languages[code]["official_status"] in ("official", "de_facto_official")
        )
        for name in (*country.names, *country.adjectives, *country.demonyms, *(f"{d}s" for d in country.demonyms)):
            # Of a name of several words, such as Sri Lanka, the last one where it is no common word.
            word = name.split()[-1].lower()
            if " " not in name or zipf_frequency(word, "en") < BEYOND_ENGLISH:
                found[word] = tuple(pair for pair in spoken if pair[1] > 0)
    for code in CODES:
        found[english.languages[code].lower()] = ((code, 1.0),)
    return found


def _grams(corpora: Path) -> dict[str, str]:
    """Runs of three letters with a digit a language, and last one for English: how likely each makes it."""
    counts = [_count(_names_of(code, corpora)) for code in CODES]
    english = [(word, 1.0) for word in top_n_list("en", 30000) if word.isalpha()]
    given = [(name, 2.0) for sex in (Gender.MASCULINE, Gender.FEMININE) for name in sorted(given_names(sex))]
    counts.append(_count(english + given))
    total: dict[str, float] = defaultdict(float)
    for some in counts:
        for gram, n in some.items():
            total[gram] += n / SAMPLE
    kept = sorted(total, key=lambda gram: (-total[gram], gram))[:GRAMS]
    logs = []
    for some in counts:
        smooth = [some.get(gram, 0.0) + SMOOTHING * total[gram] / len(counts) for gram in kept]
        logs.append(np.log(np.array(smooth) / (SAMPLE + SMOOTHING)))
    return {
        gram: "".join(DIGITS[int(np.clip((column[i] - LOW) / STEP, 0, len(DIGITS) - 1))] for column in logs)
        for i, gram in enumerate(kept)
    }


def _count(words: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for word, weight in words:
        for gram in trigrams(word):
            found[gram] += weight
    # No source may be the louder for being longer.
    size = sum(found.values())
    return {gram: SAMPLE * n / size for gram, n in found.items()}


def _names_of(code: str, corpora: Path) -> Iterator[tuple[str, float]]:
    for line in TYPICAL.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{code}\t"):
            for name in line.split("\t")[1].split():
                yield from ((spelt, NAME_WEIGHT) for spelt in sorted({name.lower(), anyascii(name).lower()}))
    if code in TRAINED:
        for text in translations(corpora, code):
            for name in NAME.findall(text):
                if zipf_frequency(name, "en") < BEYOND_ENGLISH:
                    yield name.lower(), 1.0
            yield from ((word, 1.0) for word in LOWER.findall(text) if is_strange(word))
    if code not in ("et", "ne", "si"):
        for word in top_n_list(code, COMMON_WORDS):
            for spelt in _roman(word, code):
                if len(spelt) > 3 and spelt.isalpha() and zipf_frequency(spelt, "en") < BEYOND_ENGLISH:
                    yield spelt, 1.0


def _roman(word: str, code: str) -> list[str]:
    if code == "ja" and not KANA.fullmatch(word):
        return []
    return [word, anyascii(word).lower()] if code in ("is", "ro", "de", "fr", "es") else [anyascii(word).lower()]


def documents(texts: list[str], number: int, seed: int) -> list[str]:
    """Texts put together from segments at random."""
    chance = random.Random(seed)
    return ["\n".join(chance.sample(texts, SEGMENTS)) for _ in range(number)]


def _fit(known: Table, corpora: Path, treebanks: Path) -> Weights:
    """Weigh the kinds of evidence: all languages share them, so that they hold for those without a corpus too."""
    found: list[tuple[Evidence, int]] = []
    for code in TRAINED:
        made = documents(list(translations(corpora, code)), DOCUMENTS, CODES.index(code))
        found += [(evidence(text, known), CODES.index(code)) for text in made]
    found += [(evidence(text, known), len(CODES)) for text in _originals(treebanks)]
    rows = np.stack([item.languages for item, _ in found])
    texts = np.stack([item.text for item, _ in found])
    labels = np.array([label for _, label in found])
    kinds, none = np.ones(KINDS), np.zeros(WHOLE)
    for step in range(STEPS):
        scores = np.concatenate([rows @ kinds, (texts @ none)[:, None]], axis=1)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(len(labels)), labels] -= 1
        rate = RATE * (1 - step / STEPS)
        kinds -= rate * (np.einsum("nl,nlk->k", shares[:, :-1], rows) / len(labels) + DECAY * kinds)
        none -= rate * (shares[:, -1] @ texts / len(labels) + DECAY * none)
    return Weights(kinds, none)


def _originals(treebanks: Path) -> list[str]:
    """English that was not translated: the documents of the treebanks' train parts, cut like the others."""
    made: list[str] = []
    # Lives and travel guides, in which foreign names abound, are few and what is hard to tell from a translation.
    for name, times in (("ewt.train", 1), ("gum.train", 4)):
        packed = (treebanks / f"{name}.conllu.gz").read_bytes()
        for document in gzip.decompress(packed).decode().split("# newdoc")[1:]:
            texts = re.findall(r"^# text = (.*)$", document, re.MULTILINE)
            cut = ["\n".join(texts[i : i + SEGMENTS]) for i in range(0, len(texts), SEGMENTS)]
            made += times * [text for text in cut if len(text.split()) >= LEAST_WORDS]
    return made
