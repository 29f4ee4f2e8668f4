"""The words of English dictionaries that their frequency does not vouch for, so that none is taken for a slip."""

import csv
import gzip
import re
from importlib.resources import files

from english_words import get_english_words_set
from wordfreq import iter_wordlist

from lint.language.frequency import english_zipf, is_english
from lint.language.wordbuilding import is_built, is_word
from training.words.countability import dictionary_words
from training.words.writing import write_table

SOURCE = "symspellpy 6.9.0 (word list SCOWL), lemminflect 0.2.3 and wordfreq 3.1.1 (CC BY-SA 4.0)"
UNABRIDGED = "the words of Webster's Second International of 1934, by way of english-words 2.0.2 (public domain)"
SHORTEST, COMMON = 3, 3
SHORTEST_UNABRIDGED = 5
LEARNED = re.compile(
    r"[a-z]{3,}(?:age|ade|ance|ence|ancy|ency|ation|ative|atory|itory|iture|asure|ial|iously|escent|ive|ious|uous"
    r"|ity|ment|ments|ness|ist|ists|ism|isms|ability|able|ible|ably|ically|ical|ified|ulent|undity|quent|quial)"
)


def write_dictionary() -> None:
    """Write the dictionary words that are too rare for their frequency to vouch for them."""
    words = dictionary_words() | lexicon_words() | _learned_words()
    write_table(
        "dictionary.txt.gz", SOURCE, ((word,) for word in words if _is_plain(word) and english_zipf(word) < COMMON)
    )


def write_unabridged() -> None:
    """Write what only a large dictionary has; nothing is built on these: chance would build much of what is wrong."""
    words = get_english_words_set(["web2"], lower=False, alpha=True)
    plain = (word for word in words if len(word) >= SHORTEST_UNABRIDGED and _is_plain(word))
    odd = (word for word in plain if not is_english(word) and not is_word(word) and not is_built(word))
    write_table("unabridged.txt.gz", UNABRIDGED, ((word,) for word in odd))


def lexicon_words() -> set[str]:
    """Return every form that lemminflect knows of nouns, verbs, adjectives and adverbs."""
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
    return len(word) >= SHORTEST and word.isascii() and word.isalpha() and word.islower()
