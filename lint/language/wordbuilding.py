"""How English builds words: prefixes, endings, compounds, and the Greek and Latin of science."""

from __future__ import annotations

from lint.language.frequency import english_zipf, is_english
from lint.language.tables import look_up
from lint.patterns import late

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
_SUFFIXES = (
    "s es ed d ing er ers or ors r rs ly ness less ful able ible ably ish y ier iest ies ied ize ise izes ises "
    "ized ised izing ising ization isation izer iser ist ists istic ism isms ity ities al ally ic ical ous ously "
    "ive ion ions ment ments ship ships hood hoods dom like wise ward wards ess esses ette en ens ent ant ance "
    "ancy ency ian ians ean proof free man men woman women ability est eth"
).split()
_SCIENCE = late(
    r"(?:olog(?:y|ies|ist|ists|ical)|graph(?:y|ic|ies|er|ers)?|osis|oses|itis|ine|ines|ide|ides|ate|ates|vir|mab|nib|ase|ases"
    r"|omes?|omics?|cytes?|phob(?:ia|ic)|ectomy|aceae|idae|inae|ensis|oid|oids|ene|enes|ane|anes|ium|ius|ous|gen|genic|genesis"
    r"|metry|meter|meters|scop(?:e|es|y|ic)|phil(?:ia|ic|e|es)|path(?:s|y|ic|ies)?|plast(?:y|s|ic)?|cyst(?:s|ic)?|derm|form|phyt(?:e|es|ic)"
    r"|zoa|pod|pods|saur|saurs|saurus|gels?|tron|trons|lith|lithic|morph|morphic|tom(?:e|es|y)|cid(?:e|al)|emia|aemia|uria|oma|omas|eae|ii)$"
)


def is_scientific(word: str) -> bool:
    """Tell whether a word ends as those do that science makes from Greek and Latin; no list has them all."""
    return _SCIENCE().search(word) is not None


def is_rare(word: str) -> bool:
    """Tell whether a word stands in the list of rare but sound English words."""
    return look_up("rare.txt.gz", word) is not None


def has_rare_stem(word: str) -> bool:
    """Tell whether a word is a rare one with an inflection."""
    stems = (word[: -len(suffix)] for suffix in (*_INFLECTIONS, "ness") if word.endswith(suffix))
    return any(is_rare(stem) or is_rare(stem + "e") for stem in stems)


def is_built(word: str, deep: bool = True) -> bool:
    """Tell whether a word is an English word with a prefix or an ending, or two English words in one."""
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
