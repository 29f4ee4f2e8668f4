"""English words too rare for the frequency list, so that an unknown word is not taken for a slip."""

import csv
import gzip
import re
from importlib.resources import files

from wordfreq import iter_wordlist

from lint.language.frequency import is_english
from lint.language.wordbuilding import is_built
from training.words.countability import dictionary_words
from training.words.writing import write_table

SOURCE = "symspellpy 6.9.0 (word list SCOWL), lemminflect 0.2.3 and wordfreq 3.1.1 (CC BY-SA 4.0)"
SHORTEST = 4
LEARNED = re.compile(
    r"[a-z]{3,}(?:age|ade|ance|ence|ancy|ency|ation|ative|atory|itory|iture|asure|ial|iously|escent|ive|ious|uous"
    r"|ity|ment|ments|ness|ist|ists|ism|isms|ability|able|ible|ably|ically|ical|ified|ulent|undity|quent|quial)"
)


def write_rare() -> None:
    """Write the dictionary words that are neither in the English list nor built from words of it."""
    words = {
        word
        for word in dictionary_words() | lexicon_words() | _learned_words()
        if len(word) >= SHORTEST and _is_plain(word)
    }
    rare = sorted(word for word in words if not is_english(word) and not is_built(word))
    write_table("rare.txt.gz", SOURCE, ((word,) for word in rare))


def lexicon_words() -> set[str]:
    words: set[str] = set()
    for name in ("infl_lu.csv.gz", "lemma_lu.csv.gz"):
        packed = files("lemminflect").joinpath("resources", name).read_bytes()
        for row in csv.reader(gzip.decompress(packed).decode().splitlines()):
            words |= {form for cell in row for form in cell.split("/")}
    return words


def _learned_words() -> set[str]:
    """Words of wordfreq's tail with an ending of English or Latin, as names and slips seldom have."""
    return {word for word in iter_wordlist("en", wordlist="large") if LEARNED.fullmatch(word)}


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()
