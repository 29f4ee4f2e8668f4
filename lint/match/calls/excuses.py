"""What may be meant by a pronoun that does not fit its surroundings well: reasons to say nothing."""

from __future__ import annotations

import numpy as np

from lint.language.batch import Batch
from lint.language.tagset import Morph
from lint.match.calls.clauses import children_by
from lint.match.calls.events import CLASS, HE, IT, SHE, THEY
from lint.match.calls.surroundings import Surroundings

DIALOGUE = 0.2
"""Share of the paragraphs that open with a quotation from which a text told as “I” is a story."""
MOSTLY_SPEECH = 0.4
"""Share of the words in quotation marks from which any text is one."""
LAST_EARLY = 1
"""Up to this sentence of a text, who or what is meant may stand before the text."""
AGAIN = 3
FAR_BACK = 4
"""Sentences."""
SINGLE = ("man", "woman", "person", "name")
MANY = ("people", "both", "names", "bodies")
CLAUSES = ("ccomp", "csubj", "csubj:pass", "xcomp", "advcl", "acl")


def is_story(batch: Batch, document: int) -> bool:
    """Tell whether a document is a story: dialogue changes the speaker, and those meant, from line to line."""
    part = batch.part(document)
    first, quoted = batch.tokens.has_morph(Morph.FIRST)[part], batch.tokens.quoted[part]
    opening = quoted[np.diff(batch.tokens.segment[part], prepend=-1) != 0]
    if not len(opening):
        return False
    told = bool((first & ~quoted).any()) and float(opening.mean()) >= DIALOGUE
    return told or float(quoted.mean()) >= MOSTLY_SPEECH


def excused(here: Surroundings, number: int, right: int) -> bool:
    """Tell whether something near fits the pronoun as it stands, whatever the rest of the text speaks of.

    In the words of somebody who is cited, “him” is whomever they speak of.
    """
    shown = int(here.shown[number])
    row = int(here.row[number])
    cited = right == IT and bool(here.batch.tokens.quoted[row])
    if cited or int(here.nth[number]) <= LAST_EARLY:
        return True
    if shown == THEY:
        return bool(_near(here, number, *MANY)) or _persons(here, number) > 1
    if shown == IT:
        return _is_expletive(here.batch, row)
    own, sex = ("he", "man") if shown == HE else ("she", "woman")
    if _near(here, number, sex, later=True) or (shown == SHE and _is_land(here, number)):
        return True
    subject = here.events.subject
    if right in (HE, SHE):
        return bool(subject[_near(here, number, "person", sentences=0)].any())
    spoken_of = bool(subject[_near(here, number, "person", sentences=2 if right == THEY else 1)].any())
    named = bool(subject[_near(here, number, "name", later=True)].any())
    return spoken_of or named or bool(_near(here, number, own, "person", "anyone"))


def _near(here: Surroundings, number: int, *names: str, sentences: int = 1, later: bool = False) -> list[int]:
    """The events of some classes in the sentence and in some before it, those behind the pronoun too if asked for."""
    row = int(here.row[number])
    first, stop = here.batch.sentences_before(row, sentences)
    rows, kinds = here.events.row, here.events.kind
    start, end = np.searchsorted(rows, np.array([first, stop if later else row], np.int32)).tolist()
    wanted = {CLASS[name] for name in names}
    return [at for at in range(start, end) if int(kinds[at]) in wanted]


def _is_land(here: Surroundings, number: int) -> bool:
    """A text that says “she” again and again near a country means the country."""
    rows = here.rows_of("she")
    first, stop = np.searchsorted(rows, [here.floor[number], here.ceiling[number]])
    return int(stop - first) >= AGAIN and bool(_near(here, number, "country", sentences=FAR_BACK))


def _persons(here: Surroundings, number: int) -> int:
    """How many persons are named near a pronoun; his mother and he are two."""
    batch, found = here.batch, here.events
    near = _near(here, number, *SINGLE)
    named = {batch.between(int(found.first[at]), int(found.last[at])).split()[-1] for at in near}
    kin = any(children_by(batch.tokens, int(found.row[at]), "nmod:poss") for at in near)
    return len(named) + kin


def _is_expletive(batch: Batch, row: int) -> bool:
    """“it” that announces a clause: it is said that, it took a day to."""
    tokens = batch.tokens
    head = int(tokens.head[row])
    return any(child > head and tokens.relation_name(child) in CLAUSES for child in tokens.children(head))
