"""Words that are not English: copied from the source, or known to no list at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import regex

from lint.language.frequency import english_zipf, foreign_word, is_english
from lint.language.tables import look_up
from lint.language.tokens import Bool, Tokens
from lint.language.vocabulary import Shape
from lint.match.calls.lines import in_bracket
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading

# Letters that English uses in no word of its own; é, è, ê, ç, ï, ñ, ö, ü and â come with borrowed words.
_FOREIGN_LETTERS = frozenset("þðæøåßłđőűğışșțţăęąėįųčžšřťďňľĺŕżźśćńķļņģēūīāõáíóúýäëìòùœ")
_BORROWED = frozenset(
    "façade naïve café cliché résumé exposé fiancé fiancée née décor éclair über älplermagronen piñata jalapeño señor "
    "señora señorita krónur króna złoty zloty şalvar pāli mānuka māori açaí curaçao smörgåsbord ångström röntgen aïoli "
    "oeuvre œuvre encyclopædia mediæval archæology æsthetic æsthetics coöperate déjà voilà à pâté crème brûlée".split()
)
# Endings that take each other's place on one stem.
_RELATED = (
    ("ist", "ism"), ("ists", "ism"), ("ism", "ist"), ("ory", "ion"), ("ant", "ance"), ("ent", "ence"), ("ical", "y"),
    ("ic", "y"), ("ic", "ism"), ("istic", "ism"), ("ably", "able"), ("ibly", "ible"), ("ability", "able"),
    ("abilities", "able"), ("ation", "ate"), ("ations", "ate"), ("ated", "ation"), ("ates", "ation"),
    ("ating", "ation"), ("isation", "ine"), ("ization", "ine"),
    ("ised", "ism"), ("ise", "ism"), ("ized", "ism"), ("ize", "ism"),
    ("ee", ""), ("ees", ""), ("i", "o"), ("ae", "a"), ("atory", "ation"), ("ulatory", "ulism"), ("ically", "ic"),
)  # fmt: skip
_INFLECTIONS = frozenset("s es ed d ing er ers r rs ly".split())
_PREFIXES = (
    "un re non over under out mis pre post anti inter super sub micro mini multi semi bio eco geo neo hyper ultra mega "
    "auto counter cyber de dis fore hydro electro photo psycho thermo trans tri bi co pro ex in im tele poly para meta "
    "macro nano mono neuro cardio immuno agro aero astro infra intra kilo milli socio techno theo turbo up down off on "
    "back self well mid phono be en em"
).split()
Test = Callable[[str], bool]
_PLACE_WORDS = frozenset(
    "in at from near called named king queen prince city town village river mount lake saint sri mr".split()
)
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "«", "»", "„", "``", "''"})
# No such character is beside a word of running text; the empty string (the edge of the text) is none of them.
_JOINED = frozenset("*_@#/\\.'’=&<>")
_SUFFIXES = (
    "s es ed d ing er ers or ors r rs ly ness less ful able ible ably ish y ier iest ies ied ize ise izes ises "
    "ized ised izing ising ization isation izer iser ist ists istic ism isms ity ities al ally ic ical ous ously "
    "ive ion ions ment ments ship ships hood hoods dom like wise ward wards ess esses ette en ens ent ant ance "
    "ancy ency ian ians ean proof free man men woman women ability est eth"
).split()
# Borrowed or new words that English writers use and no list has yet.
_LOANS = frozenset(
    "pince mutatis mutandis bunkum phut cenote cenotes marae wilaya henequen favicon cmdlet cmdlets rustup linter "
    "linters mujahed shuhada caravansary veronal echolalia onigiri izakaya shinkansen hanbok banchan tteokbokki "
    "kimbap ryokan matryoshka banya borscht pelmeni kvass oblast krai rayon voivode voivodeship sejm seimas "
    "saeima riigikogu althing althingi skyr storting folketing bundestag bundesrat duma verkhovna maidan siloviki "
    "novichok sharashka".split()
)
# Words of science are made from Greek and Latin every day; no list has them all.
_SCIENCE = regex.compile(
    r"(?:olog(?:y|ies|ist|ists|ical)|graph(?:y|ic|ies|er|ers)?|osis|oses|itis|ine|ines|ide|ides|ate|ates|vir|mab|nib|ase|ases"
    r"|omes?|omics?|cytes?|phob(?:ia|ic)|ectomy|aceae|idae|inae|ensis|oid|oids|ene|enes|ane|anes|ium|ius|ous|gen|genic|genesis"
    r"|metry|meter|meters|scop(?:e|es|y|ic)|phil(?:ia|ic|e|es)|path(?:s|y|ic|ies)?|plast(?:y|s|ic)?|cyst(?:s|ic)?|derm|form|phyt(?:e|es|ic)"
    r"|zoa|pod|pods|saur|saurs|saurus|gels?|tron|trons|lith|lithic|morph|morphic|tom(?:e|es|y)|cid(?:e|al)|emia|aemia|uria|oma|omas|eae|ii)$"
)
_ACRONYM = regex.compile(r" \(\p{Lu}{2,7}\)")
_LATIN_TAIL = regex.compile(r"(?:us|um|ae|is|ii|a|ensis|i|e)$")


def foreign(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Words that are common in another language, or have letters that no English word has."""
    tokens = reading.batch.tokens
    stems: set[tuple[int, str]] = set()
    for row in _odd_rows(reading, _is_foreign, Shape.LOWER | Shape.UPPER):
        word = tokens.lower_word(row)
        if not tokens.shape[row] & Shape.LOWER and len(word) < options["shortest_shout"]:
            continue
        if not _cited(reading, row, _is_foreign) and not _in_latin_name(tokens, row):
            if not _FOREIGN_LETTERS.isdisjoint(word):
                stems.add((reading.batch.document_of(row), word[: options["stem"]]))
            yield Hit(*tokens.span(row))
    yield from _opening_kin(reading, stems, options["stem"])


def _opening_kin(reading: Reading, stems: set[tuple[int, str]], length: int) -> Iterator[Hit]:
    """Words with the capital of a sentence's start that share their beginning with a leftover of the document."""
    batch, tokens = reading.batch, reading.batch.tokens
    opens = tokens.opens & ((tokens.shape & Shape.TITLE) != 0)
    for row in np.flatnonzero(opens).tolist() if stems else ():
        word = tokens.lower_word(row)
        if len(word) > length and (batch.document_of(row), word[:length]) in stems:
            yield Hit(*tokens.span(row))


def unknown(reading: Reading, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Lower-case words that no list has and no English word-building explains; a word used often is a term."""
    batch, tokens = reading.batch, reading.batch.tokens
    rows = _odd_rows(reading, _is_unknown, Shape.LOWER)
    often = Counter((batch.document_of(row), int(tokens.lower[row])) for row in rows)
    for row in rows:
        key = batch.document_of(row), int(tokens.lower[row])
        if often[key] <= options["most"] and not _cited(reading, row, _is_unknown) and not _in_latin_name(tokens, row):
            yield Hit(*tokens.span(row), {}, _as_name(tokens, row, batch.text))


def _as_name(tokens: Tokens, row: int, text: str) -> tuple[Edits, ...]:
    """The capital that the word would take as a name, where it stands as names do."""
    if tokens.tag_name(row) not in ("NNP", "FW") and (row == 0 or tokens.lower_word(row - 1) not in _PLACE_WORDS):
        return ()
    start = int(tokens.start[row])
    return (((start, start + 1, text[start].upper()),),)


def _odd_rows(reading: Reading, test: Test, shapes: int) -> list[int]:
    tokens = reading.batch.tokens
    mask: Bool = ((tokens.shape & shapes) != 0) & ((tokens.shape & Shape.ALPHA) != 0)
    distinct = np.unique(tokens.lower[mask])
    strings = tokens.vocabulary.strings
    odd = np.array([number for number in distinct.tolist() if test(strings[number])], np.int32)
    return [int(row) for row in np.flatnonzero(mask & tokens.within(tokens.lower, odd))] if len(odd) else []


@cache
def _is_foreign(word: str) -> bool:
    if len(word) < 4 or not word.isalpha() or word in _BORROWED:
        return False
    if not _FOREIGN_LETTERS.isdisjoint(word):
        return not is_english(word) and regex.fullmatch(r"\p{Latin}+", word) is not None
    return english_zipf(word) < 2 and bool(foreign_word(word))


@cache
def _is_unknown(word: str) -> bool:
    plain = len(word) >= 4 and word.isascii() and word.isalpha()
    if not plain or is_english(word) or _is_foreign(word) or len(set(word)) < 3:
        return False
    return not (word in _LOANS or _SCIENCE.search(word) or _is_rare(word) or is_built(word) or _has_rare_stem(word))


def _is_rare(word: str) -> bool:
    return look_up("rare.txt.gz", word) is not None


def _has_rare_stem(word: str) -> bool:
    stems = (word[: -len(suffix)] for suffix in (*_INFLECTIONS, "ness") if word.endswith(suffix))
    return any(_is_rare(stem) or _is_rare(stem + "e") for stem in stems)


def is_built(word: str, deep: bool = True) -> bool:
    """An English word with a prefix or an ending, or two English words in one."""
    for suffix in _SUFFIXES:
        if (
            word.endswith(suffix)
            and len(word) - len(suffix) >= 3
            and _is_stem(word[: -len(suffix)], deep, suffix in _INFLECTIONS)
        ):
            return True
    for prefix in _PREFIXES:
        if word.startswith(prefix) and _is_part(word[len(prefix) :], deep):
            return True
    if any(word.endswith(old) and is_english(word.removesuffix(old) + new) for old, new in _RELATED):
        return True
    return any(_make_compound(word[:cut], word[cut:]) for cut in range(3, len(word) - 2))


def _make_compound(first: str, second: str) -> bool:
    """“hearth” and “rug” do; “ams” and “ter” are chance."""
    one, two = english_zipf(first), english_zipf(second)
    return min(one, two) >= 3 and one + two >= (7 if len(first) > 3 and len(second) > 3 else 7.2)


def _is_stem(stem: str, deep: bool, inflected: bool) -> bool:
    forms = {stem, stem + "e", stem + "y"}
    if stem[-1] == "i":
        forms.add(stem[:-1] + "y")
    if len(stem) > 3 and stem[-1] == stem[-2]:
        forms.add(stem[:-1])
    least = 2 if len(stem) > 4 or inflected else 3.5
    return any(english_zipf(form) >= least for form in forms) or (deep and len(stem) > 4 and is_built(stem, False))


def _is_part(word: str, deep: bool) -> bool:
    if len(word) < 3:
        return False
    return english_zipf(word) >= 2.5 or (deep and len(word) > 4 and is_built(word, False))


def _cited(reading: Reading, row: int, test: Test) -> bool:
    """True if the writer meant the word: in brackets, glossed, in italics or an address, or one of a foreign phrase."""
    tokens, text = reading.batch.tokens, reading.batch.text
    start, end = tokens.span(row)
    if (
        text[start - 1 : start] in _JOINED
        or (text[end : end + 1] in _JOINED and text[end : end + 1] != ".")
        or (text[end : end + 2] == " (" and not _ACRONYM.match(text, end))
    ):
        return True
    if in_bracket(text, start):
        return True
    near = [tokens.lower_word(r) for r in range(max(0, row - 3), min(len(tokens), row + 4))]
    marks = [k for k, word in enumerate(near) if word in _QUOTES]
    here = min(3, row)
    if marks and marks[0] < here < marks[-1]:
        return True
    return _in_phrase([test(word) or _is_foreign(word) for word in near], here)


def _in_phrase(strange: list[bool], here: int) -> bool:
    """Three strange words in a row are quoted from another language, not left over."""
    first = last = here
    while first > 0 and strange[first - 1]:
        first -= 1
    while last + 1 < len(strange) and strange[last + 1]:
        last += 1
    return last - first > 1


def _in_latin_name(tokens: Tokens, row: int) -> bool:
    """“Homo sapiens”: the second word of a species, or a word beside a foreign name."""
    if row == 0:
        return False
    before = tokens.word(row - 1)
    if before[:1].isupper() and not tokens.opens[row - 1]:
        # A word with letters of its own language is no Latin, and stands beside an English name by chance.
        own_letters = not _FOREIGN_LETTERS.isdisjoint(tokens.lower_word(row)) and before.isascii()
        return english_zipf(before) < (2 if own_letters else 3.5)
    return bool(before[:1].isupper() and english_zipf(before) < 5 and _LATIN_TAIL.search(tokens.lower_word(row)))
