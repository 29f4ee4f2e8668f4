"""Words that British and American English spell otherwise, of VarCon by way of the crate varcon."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lint.language.frequency import english_zipf
from training.words.writing import write_table

SOURCE = "VarCon (copyright Kevin Atkinson and others; see NOTICE), by way of the crate varcon 1.0.5"
CRATE = "varcon-1.0.5"
ENTRY = re.compile(r"Entry \{\n(.*?)\n  pos: .*?, archaic: (\w+),", re.DOTALL)
WORD = re.compile(r'word: "([a-z]{4,})",\s*types: &\[(.*?)\n        \]', re.DOTALL)
TYPE = re.compile(r"Category::(\w+), tag: (?:None|Some\(Tag::(\w+)\))")
WEAK = frozenset(("Seldom", "Improper", "Possible"))
"""So marked is what a variety does not really have."""
KNOWN, COMMON = 2.0, 3.0
"""The commoner spelling must be so common, and the other one listed at all where it is commoner than the second."""
# Other words rather than other spellings, spellings that the other variety has too, and words that are names.
EXCLUDED = frozenset(
    """amongst arse arses arsehole arseholes maths matt matts prise prises prised prising judgement judgements adaptor
    adaptors dependant dependants flyer flyers onwards enquiry enquiries spilt speciality specialities chilli
    chillies manilla chequed chequing caesar notre whisky whiskies whiskey tsar tsars tsarist tsarists tsarina
    tsarism aeneid aesop aetheric agre akre althaea annalise archae blaise bourd bourg bren coelestine coetus
    costae crea creat cree crees daeva danae diaene dominae drek entendre entendres entrae fayre formae fossae
    fred fribourg gestae glebae goura graecian gres heloe horae ising jours laurae louvre louvres lourdy loury
    meloe mise mourne naeves nere ochreous ombre pennae phaenology phoenicia phoneys plagae preformative prese
    prest prev rencontre reprised saeta semitae sempre shoer shree soury spere stelae stour taels ventre vire
    vires vivre weise""".split()
)


def varcon() -> str:
    """Return the table in the crate's source, where cargo keeps it."""
    found = sorted(Path.home().glob(f".cargo/registry/src/*/{CRATE}/src/codegen.rs"))
    if not found:
        raise SystemExit(f"{CRATE} is missing: cargo init --name x x; cd x; cargo add varcon@=1.0.5; cargo fetch")
    return found[0].read_text(encoding="utf-8")


def entries(text: str) -> Iterator[list[tuple[str, set[tuple[str, str]]]]]:
    """Return the forms of each word with what is said of them: variety and reservation."""
    for entry, archaic in ENTRY.findall(text):
        if archaic == "false":
            yield [(word, set(TYPE.findall(said))) for word, said in WORD.findall(entry)]


def pairs(text: str) -> Iterator[tuple[str, str, str]]:
    """Return British and American spelling, and which of them only that variety has: b, a or both."""
    varieties: dict[str, set[str]] = defaultdict(set)
    found: dict[tuple[str, str], None] = {}
    for forms in entries(text):
        for word, said in forms:
            varieties[word] |= {variety[:7] for variety, reserved in said if reserved not in WEAK}
        british = [word for word, said in forms if ("BritishIse", "") in said]
        american = [word for word, said in forms if ("American", "") in said]
        found |= {(one, other): None for one in british for other in american if one != other}
    for one, other in found:
        only = ("" if "America" in varieties[one] else "b") + ("" if "British" in varieties[other] else "a")
        if only and one not in EXCLUDED and _known(one, other):
            yield one, other, only


def _known(one: str, other: str) -> bool:
    rare, common = sorted((english_zipf(one), english_zipf(other)))
    return common >= KNOWN and (rare > 0 or common < COMMON)


def write_varieties() -> None:
    """Write the pairs."""
    write_table("varieties.tsv", SOURCE, pairs(varcon()))
