"""Irregular verbs, nouns and adjectives: what lemminflect's lexicon has and the rules of inflection.py get wrong."""

import csv
import gzip
from collections.abc import Iterator
from importlib.resources import files

from wordfreq import zipf_frequency

from lint.language.inflection import (
    comparative,
    plural,
    regular_degrees,
    regular_plural,
    regular_singular,
    regular_verb_form,
    singular,
    verb_form,
)
from training.words.writing import write_table

SOURCE = "lemminflect 0.2.3 (MIT; SPECIALIST Lexicon), variants weighed with wordfreq 3.1.1"
# Rarer lemmas are inflected by rule.
RARE = {"verb": 1.8, "noun": 2.0, "adj": 2.0}
VERB_TAGS = ("VBD", "VBN", "VBG", "VBZ")

# Where frequency misleads because the more frequent form is another word.
VERB_OVERRIDES = {
    "lie": ("lay", "lain", "lying", "lies"),
    "find": ("found", "found", "finding", "finds"),
    "found": ("founded", "founded", "founding", "founds"),
    "hang": ("hung", "hung", "hanging", "hangs"),
    "bear": ("bore", "borne", "bearing", "bears"),
    "wind": ("wound", "wound", "winding", "winds"),
    "wound": ("wounded", "wounded", "wounding", "wounds"),
    "bind": ("bound", "bound", "binding", "binds"),
    "bound": ("bounded", "bounded", "bounding", "bounds"),
    "grind": ("ground", "ground", "grinding", "grinds"),
    "shine": ("shone", "shone", "shining", "shines"),
    "fit": ("fitted", "fitted", "fitting", "fits"),
    "get": ("got", "got", "getting", "gets"),
    "forget": ("forgot", "forgotten", "forgetting", "forgets"),
    "prove": ("proved", "proven", "proving", "proves"),
    "strike": ("struck", "struck", "striking", "strikes"),
    "have": ("had", "had", "having", "has"),
    "do": ("did", "done", "doing", "does"),
    "leave": ("left", "left", "leaving", "leaves"),
    "see": ("saw", "seen", "seeing", "sees"),
    "saw": ("sawed", "sawn", "sawing", "saws"),
    "fall": ("fell", "fallen", "falling", "falls"),
    "fell": ("felled", "felled", "felling", "fells"),
    "spit": ("spat", "spat", "spitting", "spits"),
    "weave": ("wove", "woven", "weaving", "weaves"),
    "wake": ("woke", "woken", "waking", "wakes"),
    "dive": ("dived", "dived", "diving", "dives"),
    "plead": ("pleaded", "pleaded", "pleading", "pleads"),
    "speed": ("sped", "sped", "speeding", "speeds"),
    "light": ("lit", "lit", "lighting", "lights"),
    "die": ("died", "died", "dying", "dies"),
    "bid": ("bid", "bid", "bidding", "bids"),
    "beat": ("beat", "beaten", "beating", "beats"),
    "show": ("showed", "shown", "showing", "shows"),
    "sew": ("sewed", "sewn", "sewing", "sews"),
    "sow": ("sowed", "sown", "sowing", "sows"),
    "hide": ("hid", "hidden", "hiding", "hides"),
    "bite": ("bit", "bitten", "biting", "bites"),
    "swell": ("swelled", "swollen", "swelling", "swells"),
    "sink": ("sank", "sunk", "sinking", "sinks"),
    "shrink": ("shrank", "shrunk", "shrinking", "shrinks"),
    "spring": ("sprang", "sprung", "springing", "springs"),
    "stink": ("stank", "stunk", "stinking", "stinks"),
    "run": ("ran", "run", "running", "runs"),
    "ring": ("rang", "rung", "ringing", "rings"),
    "sing": ("sang", "sung", "singing", "sings"),
    "drink": ("drank", "drunk", "drinking", "drinks"),
    "bust": ("busted", "busted", "busting", "busts"),
}
NOUN_OVERRIDES = {
    "person": "people",
    "penny": "pennies",
    "die": "dice",
    "medium": "media",
    "datum": "data",
    "staff": "staffs",
    "index": "indices",
    "appendix": "appendices",
    "cloth": "cloths",
    "brother": "brothers",
    "cow": "cows",
    "money": "monies",
    "hoof": "hooves",
    "genius": "geniuses",
    "focus": "focuses",
    "forum": "forums",
    "stadium": "stadiums",
    "formula": "formulas",
    "campus": "campuses",
    "virus": "viruses",
    "bus": "buses",
    "gas": "gases",
    "fish": "fish",
    "wife": "wives",
    "life": "lives",
    "leaf": "leaves",
    "roof": "roofs",
    "dwarf": "dwarves",
    "antenna": "antennas",
    "man": "men",
    "woman": "women",
    "axis": "axes",
    "axe": "axes",
    "base": "bases",
    "basis": "bases",
    "number": "numbers",
    "fruit": "fruits",
    "bison": "bison",
    "pence": "pence",
    "people": "peoples",
}
# Peoples in -man, which the lexicon writes with a capital.
PEOPLES = ("german", "roman", "norman", "ottoman", "turkoman", "mussulman", "brahman", "burman")
# Nouns whose singular serves as plural; for any other an unchanged "plural" marks a mass noun.
INVARIANT = frozenset(
    """sheep deer moose swine bison salmon trout cod carp shrimp squid fish series species aircraft spacecraft
    hovercraft watercraft offspring headquarters crossroads means barracks gallows works news police cattle people
    pence shambles
    chassis corps rendezvous bourgeois debris counsel elk grouse quail poultry folk vermin scissors trousers pants
    chaos jeans shorts glasses binoculars tongs pliers pyjamas pajamas premises proceeds""".split()
)
# Plurals that two singulars share are read as the commoner one.
SINGULAR_OVERRIDES = {
    "axes": "axe",
    "bases": "base",
    "leaves": "leaf",
    "wolves": "wolf",
    "lies": "lie",
    "ties": "tie",
    "people": "person",
    "dice": "dice",
    "news": "news",
    "media": "media",
    "data": "data",
    "police": "police",
    "staves": "stave",
    "ellipses": "ellipse",
    "lives": "life",
    "caves": "cave",
    "monies": "money",
    "moneys": "money",
    "gases": "gas",
    "buses": "bus",
}
ADJECTIVE_OVERRIDES = {
    "good": ("better", "best"),
    "well": ("better", "best"),
    "bad": ("worse", "worst"),
    "badly": ("worse", "worst"),
    "ill": ("worse", "worst"),
    "far": ("farther", "farthest"),
    "much": ("more", "most"),
    "many": ("more", "most"),
    "little": ("less", "least"),
    "few": ("fewer", "fewest"),
    "old": ("older", "oldest"),
    "late": ("later", "latest"),
    "fun": ("more fun", "most fun"),
    "real": ("more real", "most real"),
    "right": ("more right", "most right"),
    "wrong": ("more wrong", "most wrong"),
    "clever": ("cleverer", "cleverest"),
    "quiet": ("quieter", "quietest"),
    "likely": ("more likely", "most likely"),
    "friendly": ("friendlier", "friendliest"),
    "common": ("more common", "most common"),
    "handsome": ("more handsome", "most handsome"),
    "pleasant": ("more pleasant", "most pleasant"),
    "stupid": ("more stupid", "most stupid"),
    "polite": ("more polite", "most polite"),
    "ancient": ("more ancient", "most ancient"),
    "severe": ("more severe", "most severe"),
    "sincere": ("more sincere", "most sincere"),
    "early": ("earlier", "earliest"),
    "free": ("freer", "freest"),
    "mature": ("more mature", "most mature"),
}


def lexicon(kind: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each plain lower-case lemma that is not rare, with the variants of each of its forms."""
    packed = files("lemminflect").joinpath("resources", "infl_lu.csv.gz").read_bytes()
    for lemma, word_class, *forms in csv.reader(gzip.decompress(packed).decode().splitlines()):
        plain = lemma.isalpha() and lemma.islower() and lemma.isascii()
        if word_class == kind and plain and zipf_frequency(lemma, "en") >= RARE[kind]:
            yield lemma, [form.split("/") if form else [] for form in forms]


def preferred(variants: list[str], regular: str) -> str:
    """Choose the rule's form if it is about as frequent as any, else the most frequent one."""
    frequency = {form: zipf_frequency(form, "en") for form in variants}
    best = max(variants, key=lambda form: (frequency[form], form))
    return regular if frequency.get(regular, -9.0) >= frequency[best] - 0.6 else best


def verbs() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every verb with its past, participle, -ing and -s form."""
    for lemma, variants in lexicon("verb"):
        if lemma == "be":
            continue
        past, participle, gerund, third = (*variants, [], [], [], [])[:4]
        lists = (past, participle or past, gerund, third)
        regular = [regular_verb_form(lemma, tag) for tag in VERB_TAGS]
        forms = tuple(preferred(some or [rule], rule) for some, rule in zip(lists, regular, strict=True))
        # "thriven" is listed alone, though "thrived" is what people write.
        if regular[0] in past and zipf_frequency(regular[0], "en") > zipf_frequency(forms[1], "en") + 0.5:
            forms = (forms[0], regular[1], *forms[2:])
        yield lemma, VERB_OVERRIDES.get(lemma, forms)


def nouns() -> Iterator[tuple[str, str, list[str]]]:
    """Yield every counted noun with its plural and that plural's variants."""
    for lemma, variants in lexicon("noun"):
        forms = [form for form in variants[0] if form.isalpha()] if variants else []
        changed = [form for form in forms if form != lemma]
        if lemma in INVARIANT or (not changed and _is_own_plural(lemma)):
            changed = [lemma]
        if changed or lemma in NOUN_OVERRIDES:
            best = NOUN_OVERRIDES.get(lemma) or preferred(changed, regular_plural(lemma))
            yield lemma, best, sorted(set(changed) - {best})


def _is_own_plural(lemma: str) -> bool:
    # "politics" and "belongings" have no singular of their own; "circumstances" is the plural of a common noun.
    if not lemma.endswith("s") or lemma.endswith("ss"):
        return False
    return lemma.endswith("ics") or zipf_frequency(lemma[:-1], "en") < 3


def adjectives() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield every adjective with its comparative and superlative."""
    for lemma, variants in lexicon("adj"):
        regular = regular_degrees(lemma)
        listed = [forms for forms in variants if forms]
        degrees = ("more " + lemma, "most " + lemma)
        if regular[0].endswith("ier"):
            degrees = regular
        elif len(listed) == 2 and zipf_frequency(listed[0][0], "en") >= (
            1.0 if not regular[0].startswith("more") else 2.6
        ):
            degrees = (preferred(listed[0], regular[0]), preferred(listed[1], regular[1]))
        yield lemma, ADJECTIVE_OVERRIDES.get(lemma, degrees)


def write_inflections() -> None:
    """Write the three tables of irregular words."""
    write_table("irregular_verbs.tsv", SOURCE, _irregular_verbs())
    write_table("irregular_nouns.tsv", SOURCE, _irregular_nouns())
    write_table(
        "irregular_adjectives.tsv",
        SOURCE,
        ((lemma, *degrees) for lemma, degrees in adjectives() if degrees != regular_degrees(lemma)),
    )


def _irregular_verbs() -> Iterator[list[str]]:
    for lemma, forms in verbs():
        rule = [regular_verb_form(lemma, tag) for tag in VERB_TAGS]
        cells = ["" if form == made else form for form, made in zip(forms, rule, strict=True)]
        if any(cells):
            yield [lemma, *cells]


def _irregular_nouns() -> Iterator[list[str]]:
    # Each row: singular, plural where the rule errs, then spellings whose singular the rule misses.
    back: dict[str, str] = {}
    table = {lemma: (best, others) for lemma, best, others in nouns()}
    table |= {people: (people + "s", []) for people in PEOPLES}
    by_frequency = sorted(table, key=lambda lemma: (-zipf_frequency(lemma, "en"), lemma))
    for lemma in by_frequency:
        best, others = table[lemma]
        for form in (best, *others):
            if form not in table or form == best:
                back.setdefault(form, lemma)
    back |= SINGULAR_OVERRIDES
    # A word in -s that is its own lemma ("lens", "gas") must not lose its s.
    for lemma in table:
        if lemma.endswith(("s", "men")) and regular_singular(lemma) != lemma and lemma not in back:
            back[lemma] = lemma
    missed: dict[str, list[str]] = {}
    for form, lemma in sorted(back.items()):
        if regular_singular(form) != lemma:
            missed.setdefault(lemma, []).append(form)
    for lemma in sorted(table.keys() | missed.keys()):
        best = table[lemma][0] if lemma in table else ""
        listed = "" if best == regular_plural(lemma) else best
        spellings = [form for form in missed.get(lemma, []) if form != listed]
        if listed or spellings:
            yield [lemma, listed, *spellings]


def agreement() -> dict[str, tuple[int, int]]:
    """Count per form how often inflection.py gives a form that lemminflect lists: agreeing, all."""
    counts: dict[str, list[int]] = {}

    def count(name: str, made: str, listed: list[str]) -> None:
        if listed:
            tally = counts.setdefault(name, [0, 0])
            tally[0] += made in listed
            tally[1] += 1

    for lemma, variants in lexicon("verb"):
        for tag, forms in zip(VERB_TAGS, variants, strict=False):
            count(tag, verb_form(lemma, tag), forms)
    for lemma, variants in lexicon("noun"):
        forms = [form for form in (variants[0] if variants else []) if form != lemma]
        count("plural", plural(lemma), forms)
        count("singular", singular(plural(lemma)), [lemma] if forms else [])
    for lemma, variants in lexicon("adj"):
        if len(variants) == 2:
            count("comparative", comparative(lemma), variants[0] or ["more " + lemma])
    return {name: (tally[0], tally[1]) for name, tally in counts.items()}
