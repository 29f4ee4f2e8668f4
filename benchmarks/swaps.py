"""Copies of sound texts in which one pronoun was changed in sex, kind or number, as translation systems do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.evidence import (
    NOUNS,
    THINGS,
    YOUNG,
    Place,
    Proof,
    in_reach,
    known_sex,
    number_of,
    sex_of,
    shown,
)  # fmt: skip
from benchmarks.gum import Mention, Text, Token
from lint.language.inflection import match_case, verb_form
from lint.language.pronouns import Case, Gender, Number, pronoun

SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")
FORMS = {"is": "are", "was": "were", "has": "have", "does": "do", "'s": "'re", "’s": "’re"}
BACK = {"are": "is", "am": "is", "were": "was", "have": "has", "do": "does", "'re": "'s", "’re": "’s", "'ve": "'s"}
SHOWS = {
    Gender.MASCULINE: (Number.SINGULAR, Gender.MASCULINE),
    Gender.FEMININE: (Number.SINGULAR, Gender.FEMININE),
    Gender.NEUTER: (Number.SINGULAR, Gender.NEUTER),
    None: (Number.PLURAL, None),
}
"""What a pronoun shows, by its gender; None is “they”."""
OTHER = {Gender.MASCULINE: Gender.FEMININE, Gender.FEMININE: Gender.MASCULINE}
WORDS = {Gender.MASCULINE: "he", Gender.FEMININE: "she", Gender.NEUTER: "it", None: "they"}


@dataclass(frozen=True)
class Change:
    """One pronoun to change, with the words that must change along; offsets are those of the sound text."""

    kind: str
    what: str
    """Person or thing, of which the pronoun speaks."""
    old: str
    start: int
    end: int
    proof: Proof
    rival: bool
    """Somebody or something else in reach fits the changed pronoun."""
    edits: tuple[tuple[int, int, str], ...]

    @property
    def place(self) -> tuple[int, int]:
        """Where the changed pronoun stands in the copy."""
        shift = sum(len(new) - (end - start) for start, end, new in self.edits if start < self.start)
        own = next(new for start, _, new in self.edits if start == self.start)
        return self.start + shift, self.start + shift + len(own)

    def apply(self, text: str) -> str:
        """The text with the change."""
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text


def changes(text: Text, names: dict[str, Gender], seed: int) -> Iterator[Change]:
    """Every change of a pronoun whose sex, kind and number the text settles; the same for the same seed."""
    chance = random.Random(f"{seed} {text.name}")
    for number, token in enumerate(text.tokens):
        if token.tag in ("PRP", "PRP$") and "Person=3" in token.features and number in text.at:
            yield from _personal(text, number, names, chance)
        elif token.tag in ("WP", "WDT") and token.form.lower() in ("who", "which"):
            yield from _relative(text, number)


def _personal(text: Text, number: int, names: dict[str, Gender], chance: random.Random) -> Iterator[Change]:
    mention = text.at[number]
    guess = chance.choice((Gender.MASCULINE, Gender.FEMININE))
    gender = shown(text.tokens[number])
    one = _proof_of_number(text, number, mention, Number.SINGULAR)
    if gender is not None:
        settled = _proof_of_sex(text, number, mention, gender, names)
        if settled:
            yield _change(text, number, OTHER[gender], settled, names)
        if one and mention.kind == "person":
            yield _change(text, number, Gender.NEUTER, one, names)
        if settled and one:
            yield _change(text, number, None, one, names)
    elif "Number=Plur" in text.tokens[number].features:
        many = _proof_of_number(text, number, mention, Number.PLURAL)
        if many and mention.kind in THINGS | {"person"}:
            yield _change(text, number, guess if mention.kind == "person" else Gender.NEUTER, many, names)
    elif one and mention.kind in THINGS:
        # A country may be “she”, but nothing is “he” that is “it”.
        yield _change(text, number, Gender.MASCULINE if mention.kind == "place" else guess, one, names)
        yield _change(text, number, None, one, names)


def _proof_of_sex(text: Text, number: int, mention: Mention, gender: Gender, names: dict[str, Gender]) -> Proof | None:
    """What settles the sex of a pronoun; two other pronouns of its chain and paragraph do where no word does."""
    if mention.kind != "person":
        return None
    others: list[Place] = []
    for other, place in in_reach(text, number, mention.entity):
        found = sex_of(text, other, names)
        if found:
            return Proof(found[1], place) if found[0] is gender else None
        if place is not Place.BEFORE and other.first == other.last and shown(text.tokens[other.head]) is gender:
            others.append(place)
    return Proof("pronouns", others[0]) if len(others) > 1 else None


def _proof_of_number(text: Text, number: int, mention: Mention, wanted: Number) -> Proof | None:
    for other, place in in_reach(text, number, mention.entity):
        head = text.tokens[other.head]
        if head.tag in NOUNS:
            right = number_of(text, other) is wanted and head.lemma.lower() not in YOUNG
            return Proof("name" if head.tag.startswith("NNP") else "noun", place) if right else None
    return None


def _change(text: Text, number: int, gender: Gender | None, proof: Proof, names: dict[str, Gender]) -> Change:
    token, mention = text.tokens[number], text.at[number]
    edits = [_pronoun_edit(token, gender)]
    old = _shape(token)
    if (gender is None) is not (old is None):
        edits += _agreeing(text, number, plural=gender is None)
    for other in text.chains[mention.entity]:
        beside = text.tokens[other.head]
        reflexive = "Reflex=Yes" in beside.features and beside.sentence == token.sentence
        if other.first == other.last and other.head != number and reflexive and _shape(beside) is old:
            edits.append(_pronoun_edit(beside, gender))
    kind = f"{WORDS[old]} -> {WORDS[gender]}"
    what = "person" if mention.kind == "person" else "thing"
    rival = _has_rival(text, number, gender, proof, names)
    return Change(kind, what, token.form, token.start, token.end, proof, rival, tuple(sorted(edits)))


def _shape(token: Token) -> Gender | None:
    return None if "Number=Plur" in token.features else shown(token) or Gender.NEUTER


def _pronoun_edit(token: Token, gender: Gender | None) -> tuple[int, int, str]:
    new = pronoun(3, *SHOWS[gender], _case(token))
    return token.start, token.end, match_case(token.form, new)


def _case(token: Token) -> Case:
    if "Reflex=Yes" in token.features:
        return Case.REFLEXIVE
    if token.tag == "PRP$" or "Poss=Yes" in token.features:
        return Case.DETERMINER if token.relation == "nmod:poss" else Case.POSSESSIVE
    return Case.OBJECT if token.form.lower() in ("him", "her", "them") else (
        Case.SUBJECT if token.relation in SUBJECT or token.form.lower() != "it" else Case.OBJECT
    )  # fmt: skip


def _agreeing(text: Text, number: int, *, plural: bool) -> Iterator[tuple[int, int, str]]:
    """The edits of the finite verbs that have the pronoun as their subject."""
    token = text.tokens[number]
    if token.relation not in SUBJECT or token.head == number:
        return
    for verb in (token.head, *_joined(text, token.head)):
        helpers = [c for c in text.children[verb] if text.tokens[c].relation in ("aux", "aux:pass", "cop")]
        finite = text.tokens[helpers[0] if helpers else verb]
        new = _verb(finite, plural=plural)
        if new:
            yield finite.start, finite.end, match_case(finite.form, new)


def _joined(text: Text, verb: int) -> list[int]:
    """The verbs joined to one that have no subject of their own."""
    found = [c for c in text.children[verb] if text.tokens[c].relation == "conj"]
    return [c for c in found if not any(text.tokens[b].relation in SUBJECT for b in text.children[c])]


def _verb(token: Token, *, plural: bool) -> str:
    lower = token.form.lower()
    if plural:
        if token.tag == "VBZ" and lower in ("'s", "’s") and token.lemma == "have":
            return lower[0] + "ve"
        return FORMS.get(lower) or (token.lemma if token.tag == "VBZ" else "")
    if token.tag not in ("VBP", "VBD"):
        return ""
    return BACK.get(lower) or (verb_form(token.lemma, "VBZ") if token.tag == "VBP" else "")


def _has_rival(text: Text, number: int, gender: Gender | None, proof: Proof, names: dict[str, Gender]) -> bool:
    """Tell whether another entity, met before the pronoun within its reach, fits what the pronoun is changed to."""
    here, own = text.tokens[number], text.at[number].entity
    farthest = here.paragraph - (proof.place is Place.BEFORE)
    for mention in text.mentions:
        there = text.tokens[mention.head]
        if mention.entity == own or not farthest <= there.paragraph <= here.paragraph or mention.head >= number:
            continue
        if mention.first <= number <= mention.last:
            continue
        if _fits(text, mention, gender, names):
            return True
    return False


def _fits(text: Text, mention: Mention, gender: Gender | None, names: dict[str, Gender]) -> bool:
    head = text.tokens[mention.head]
    if head.tag.startswith("PRP"):
        return "Person=3" in head.features and _shape(head) is gender
    many = number_of(text, mention)
    if gender is None:
        return head.tag in NOUNS and many is not Number.SINGULAR
    if head.tag not in NOUNS or many is Number.PLURAL:
        return False
    if gender is Gender.NEUTER:
        return mention.kind not in ("person", "time")
    living = mention.kind in ("person", "animal")
    return living and known_sex(text, mention.entity, names) in (gender, None)


def _relative(text: Text, number: int) -> Iterator[Change]:
    """“who” and “which” as the subject or object of a clause behind a noun."""
    token = text.tokens[number]
    clause = text.tokens[token.head]
    if clause.relation != "acl:relcl" or token.relation not in (*SUBJECT, "obj") or clause.head >= number:
        return
    mention, noun = text.headed.get(clause.head), text.tokens[clause.head]
    if mention is None or noun.tag not in NOUNS:
        return
    word = token.form.lower()
    proof = Proof("name" if noun.tag.startswith("NNP") else "noun", Place.SENTENCE)
    fits = mention.kind == "person" if word == "who" else mention.kind in THINGS | {"organization"}
    if fits:
        new = "which" if word == "who" else "who"
        what = "person" if word == "who" else "thing"
        edit = (token.start, token.end, match_case(token.form, new))
        yield Change(f"{word} -> {new}", what, token.form, token.start, token.end, proof, False, (edit,))
