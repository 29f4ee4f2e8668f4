"""Nouns that need a determiner in the singular, judged by the words that stand before them in Google Books."""

import gzip
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from wordfreq import zipf_frequency

from lint.language.inflection import mass_nouns
from lint.language.people import people_words
from training.words.inflections import lexicon, nouns
from training.words.writing import write_table

SOURCE = (
    "symspellpy 6.9.0 (word pairs of Google Books, CC BY 3.0), UD English EWT and GUM (CC BY-SA 4.0), "
    "lemminflect 0.2.3 (MIT) and wordfreq 3.1.1"
)
DETERMINERS = frozenset("a an the his her my your our their its this that each every another no any one".split())
BARE = frozenset("of in for with by from about on to and or such without into between than as is are was".split())
# At most this share of a noun's uses may lack a determiner, and this share must have "a".
BARE_SHARE, ARTICLE_SHARE = 0.12, 0.12
# A noun that the treebanks have so often in the singular is judged by them alone.
SEEN, SEEN_BARE_SHARE = 8, 0.1
COMMON = 3.0
# Bare in fixed phrases ("in court", "at sea"), or another word class more often than the counts can tell.
EXCLUDED = frozenset(
    """lot few little bit while one two ten hundred thousand million other same second third first last next past
    present right left close half quarter must will may might can own good bad best kind sort type such number
    couple dozen pair majority minority variety rest whole part sauce steak understanding pie coincidence distraction
    infusion fraud cage call trial father mother brother sister mum dad mom home night town""".split()
)


def dictionary_words() -> frozenset[str]:
    """Return the words of symspellpy's English dictionary (SCOWL and Google Books)."""
    return frozenset(line.split()[0] for line in _symspell_text("frequency_dictionary_en_82_765.txt").splitlines())


def _symspell_text(name: str) -> str:
    # Found without an import, which would need the package's compiled companion.
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        raise SystemExit("symspellpy is missing: pip install --no-deps symspellpy==6.9.0")
    return Path(spec.origin).with_name(name).read_text(encoding="utf-8-sig")


def word_pairs() -> dict[str, dict[str, int]]:
    """Return for each second word the counts of the first words before it."""
    text = _symspell_text("frequency_bigramdictionary_en_243_342.txt")
    pairs: dict[str, dict[str, int]] = defaultdict(dict)
    for line in text.splitlines():
        first, second, count = line.split()
        pairs[second][first] = int(count)
    return pairs


def bare_singulars(treebanks: Path) -> dict[str, tuple[int, int]]:
    """Count for each noun how often the treebanks have it in the singular without a determiner, and at all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name in ("ewt.train", "gum.train"):
        text = gzip.decompress((treebanks / f"{name}.conllu.gz").read_bytes()).decode()
        for sentence in text.split("\n\n"):
            rows = [line.split("\t") for line in sentence.splitlines() if line[:1].isdigit()]
            determined = {row[6] for row in rows if row[7].split(":")[0] in ("det", "nummod") or row[7] == "nmod:poss"}
            for row in rows:
                # The head of a compound counts, its modifiers ("teacher training") do not.
                if row[4] == "NN" and row[7].split(":")[0] not in ("compound", "flat", "root", "list", "fixed"):
                    counts[row[2]][0] += row[0] not in determined
                    counts[row[2]][1] += 1
    return {lemma: (bare, total) for lemma, (bare, total) in counts.items()}


def write_countable_nouns(treebanks: Path) -> None:
    """Write the nouns that are clearly counted."""
    pairs = word_pairs()
    seen = bare_singulars(treebanks)
    adjectives = {lemma for lemma, _ in lexicon("adj")}
    persons = people_words("role") - people_words("title") - adjectives
    chosen = []
    for lemma, plural, _ in nouns():
        common = zipf_frequency(lemma, "en") >= COMMON and zipf_frequency(plural, "en") >= COMMON - 0.6
        if not common or plural == lemma or lemma in mass_nouns() | EXCLUDED:
            continue
        bare, total = seen.get(lemma, (0, 0))
        if total >= SEEN:
            counted = bare <= SEEN_BARE_SHARE * total
        else:
            counted = lemma in persons or (lemma not in adjectives and _is_counted(pairs.get(lemma, {})))
        if counted:
            chosen.append(lemma)
    write_table("countable_nouns.txt", SOURCE, ((lemma,) for lemma in chosen))


def _is_counted(before: dict[str, int]) -> bool:
    article = before.get("a", 0) + before.get("an", 0)
    determined = sum(before.get(word, 0) for word in DETERMINERS)
    bare = sum(before.get(word, 0) for word in BARE)
    return article > 0 and article >= ARTICLE_SHARE * determined and bare <= BARE_SHARE * determined
