"""How English builds words: prefixes, endings, spellings, compounds, and the endings that science coins names with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lint.language.frequency import english_zipf
from lint.language.tables import look_up
from lint.patterns import late

# An ending, and the endings of the bases that it may stand on.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "s": ("",), "es": ("",), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e"), "ings": ("", "e", "ing"),
    "er": ("", "e"), "ers": ("", "e", "er"), "ier": ("y",), "iest": ("y",), "est": ("", "e"), "eth": ("", "e"),
    "ly": ("", "le"), "ily": ("y",), "edly": ("ed",), "ingly": ("ing",), "ness": ("",), "iness": ("y",),
    "less": ("",), "iless": ("y",), "ful": ("",), "fully": ("ful", ""), "ish": ("", "e"), "ishly": ("ish",),
    "like": ("",), "some": ("",), "able": ("", "e"), "iable": ("y",), "ably": ("able", "", "e"), "ability": ("able",),
    "ibly": ("ible",), "ibility": ("ible",), "ism": ("", "e", "y", "ist"), "isms": ("ism", "", "y"),
    "ist": ("", "e", "y", "ism"), "ists": ("ist", "ism", "", "e", "y"), "istic": ("ist", "ism"),
    "istically": ("istic", "ist", "ism"), "ize": ("", "e", "y"), "ise": ("", "e", "y", "ize"),
    "ized": ("ize", "", "e", "y"), "ised": ("ise", "ize", "", "e", "y"), "izing": ("ize", ""),
    "ising": ("ise", "ize", ""),
    "ization": ("ize", "", "e"), "isation": ("ise", "ize", "", "e"), "hood": ("",), "ship": ("",), "dom": ("",),
    "wise": ("",), "ward": ("",), "wards": ("",), "man": ("",), "men": ("man", ""), "woman": ("man", ""),
    "women": ("woman", "man", ""), "proof": ("",), "free": ("",), "y": ("", "e"), "esque": ("", "e"),
    "ian": ("",), "ean": ("",), "ment": ("",), "ity": ("", "e"), "ities": ("ity", "", "e"), "ic": ("y", "ism"),
    "ical": ("ic", "y"), "ically": ("ic", "ical", "y"), "ally": ("al",), "ance": ("ant", "", "e"), "ence": ("ent",),
    "ancy": ("ant", "ance"), "ency": ("ent", "ence"), "encies": ("ency", "ence", "ent"), "ation": ("ate", "e", ""),
    "ative": ("ation", "ate"), "atory": ("ation", "ate"), "ory": ("ion",), "ive": ("ion",), "ively": ("ive", "ion"),
    "eer": ("",), "ess": ("",), "ette": ("",), "ee": ("", "e"), "ees": ("ee", "", "e"),
}  # fmt: skip
# Inflections and their like, which may stand on a word that is built itself: “unforgiv-ab-ly”.
_OUTER = frozenset("s ed ing ly ily ably ness iness less ish able ization isation ized ised".split())
_DOUBLING = frozenset("ed ing er ers est y able ish".split())
_HISSES = ("s", "x", "z", "sh", "ch")
_PREFIXES = (
    "un non re over under out mis pre post anti inter super sub micro mini multi semi counter self co de dis hyper "
    "ultra mega auto cyber bio eco geo neo hydro electro photo psycho thermo trans tri bi pro ex in im ir il tele poly "
    "para meta macro nano mono neuro cardio immuno agro aero astro infra intra kilo milli socio techno turbo up down "
    "off on back well mid fore en em be phono foot"
).split()
_SPELLINGS = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("ae", "e"),
    ("oe", "e"),
    ("ll", "l"),
    ("re", "er"),
    ("mm", "m"),
)
_LEAST_STEM, _LEAST_BASE = 3, 4
# Stems of drugs (World Health Organization), families of animals and plants, and parts of living things.
_SCIENCE = late(
    r"(?:vir|mab|nib|quine|azine|azole|mycin|cillin|sartan|statin|pril|olol|caine|oxacin|triptan|gliptin|parin"
    r"|aceae|idae|inae|ensis|saur(?:us|s)?|oids?|omes?|omics?|cytes?|cysts?|a?emia|ectomy|itis|os[ie]s|gels?|trons?"
    r"|phyt(?:e|es|ic)|zoa|poda?s?|therium)$"
)


def is_scientific(word: str) -> bool:
    """Tell whether a word ends as those do that science coins; no list has them all."""
    return _SCIENCE().search(word) is not None


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Tell whether a word is in an English dictionary, or so common that none need say so."""
    return len(word) >= _LEAST_STEM and (english_zipf(word) >= 3 or look_up("dictionary.txt.gz", word) is not None)


def is_unabridged(word: str) -> bool:
    """Tell whether only a large dictionary has a word, or the word that it is a form of."""
    forms = (word, *(word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing") if word.endswith(ending)))
    return any(look_up("unabridged.txt.gz", form) is not None for form in forms)


def is_built(word: str, deep: bool = True) -> bool:
    """Tell whether a word is an English word with a prefix or an ending, in another spelling, or two words in one."""
    for base, outer in _without_ending(word):
        if (is_word(base) and (outer or _is_firm(base))) or (deep and outer and _may_be_built(base)):
            return True
    bases = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    if any(len(base) >= _LEAST_BASE and (is_word(base) or (deep and _may_be_built(base))) for base in bases):
        return True
    if any(is_word(variant) for variant in _respelt(word)):
        return True
    return any(_make_compound(word[:cut], word[cut:]) for cut in range(3, len(word) - 2))


def _is_firm(base: str) -> bool:
    """Short words of dictionaries are abbreviations as often as not; nothing but an inflection goes on them."""
    return len(base) > _LEAST_BASE or english_zipf(base) >= 3


def _may_be_built(base: str) -> bool:
    return len(base) > _LEAST_BASE and is_built(base, False)


def _without_ending(word: str) -> Iterator[tuple[str, bool]]:
    """The bases that a word may have, and whether each may be built itself."""
    for ending, bases in _ENDINGS.items():
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < _LEAST_STEM:
            continue
        hisses = stem.endswith(_HISSES)
        if (ending == "s" and hisses) or (ending == "es" and not hisses and stem[-1] != "o"):
            continue
        for base in bases:
            yield stem + base, ending in _OUTER
        if ending in _DOUBLING and len(stem) > _LEAST_STEM and stem[-1] == stem[-2]:
            yield stem[:-1], False


def _respelt(word: str) -> Iterator[str]:
    """A word as the other side of the Atlantic spells it."""
    for pair in _SPELLINGS:
        for here, there in (pair, pair[::-1]):
            at = word.find(here, 1)
            while at > 0:
                yield word[:at] + there + word[at + len(here) :]
                at = word.find(here, at + 1)


def _make_compound(first: str, second: str) -> bool:
    """“hearth” and “rug” do; “ams” and “ter” are chance."""
    one, two = english_zipf(first), english_zipf(second)
    least = 7 if min(len(first), len(second)) > _LEAST_STEM else 8
    return min(one, two) >= 3 and one + two >= least and is_word(first) and is_word(second)
