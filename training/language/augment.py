"""Noise for the training text: the typography and the faults that a linter of machine translation meets."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from training.language.treebank import Paragraph, Sentence, Word

_RUNS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
_SHORT_RUN = 3
_CURLY = 0.35
_FRAGMENT = 0.04
_DISAGREEMENT = 0.10
_NO_ARTICLE = 0.04
_IRREGULAR = {
    "is": ("are", "VBP"), "are": ("is", "VBZ"), "am": ("is", "VBZ"), "was": ("were", "VBD"), "were": ("was", "VBD"),
    "has": ("have", "VBP"), "have": ("has", "VBZ"), "does": ("do", "VBP"), "do": ("does", "VBZ"),
    "goes": ("go", "VBP"), "go": ("goes", "VBZ"),
}  # fmt: skip
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "AUX", "NUM")


def documents(paragraphs: list[Paragraph], random: Random, *, augment: bool) -> Iterator[list[Sentence]]:
    """Yield runs of sentences as the parser will meet them, with noise if `augment`."""
    for run in _runs(paragraphs, random):
        yield _noisy(run, random) if augment else run


def _runs(paragraphs: list[Paragraph], random: Random) -> list[list[Sentence]]:
    runs: list[list[Sentence]] = []
    for paragraph in paragraphs:
        at = 0
        while at < len(paragraph):
            size = random.choice(_RUNS)
            run = list(paragraph[at : at + size])
            at += size
            # Headlines and list items have no final stop: joining them teaches to split without one.
            if runs and len(run) == 1 and len(runs[-1]) <= _SHORT_RUN and random.random() < 0.5:
                runs[-1] = runs[-1] + run
            else:
                runs.append(run)
    return runs


def _noisy(run: list[Sentence], random: Random) -> list[Sentence]:
    curly = random.random() < _CURLY
    noisy: list[Sentence] = []
    for sentence in run:
        changed = _typography(_articles(_disagreement(sentence, random), random), random)
        noisy.append(changed)
        if len(changed) > 8 and random.random() < _FRAGMENT:
            fragment = _fragment(changed, random)
            if fragment:
                noisy.append(_opening(fragment, str.lower) if random.random() < 0.4 else fragment)
    return [_curly(sentence) for sentence in noisy] if curly else noisy


def _typography(sentence: Sentence, random: Random) -> Sentence:
    draw = random.random()
    if draw < 0.03:
        return tuple(replace(word, form=word.form.lower()) for word in sentence)
    if draw < 0.06:
        return tuple(replace(word, form=word.form.upper()) for word in sentence)
    if draw < 0.12:
        return _opening(sentence, str.lower)
    if draw < 0.15:
        return _without_stop(sentence)
    if draw < 0.17:
        return tuple(replace(word, form=_opened(word.form, str.upper)) for word in sentence)
    return sentence


def _opened(form: str, case: Callable[[str], str]) -> str:
    return case(form[:1]) + form[1:]


def _opening(sentence: Sentence, case: Callable[[str], str]) -> Sentence:
    return (replace(sentence[0], form=_opened(sentence[0].form, case)), *sentence[1:])


def _curly(sentence: Sentence) -> Sentence:
    words: list[Word] = []
    for word in sentence:
        if word.form == '"':
            words.append(replace(word, form="“" if word.tag == "``" else "”"))
        elif "'" in word.form:
            words.append(replace(word, form="‘" if word.tag == "``" else word.form.replace("'", "’")))
        else:
            words.append(word)
    return tuple(words)


def _without_stop(sentence: Sentence) -> Sentence:
    last = len(sentence) - 1
    if len(sentence) <= 3 or sentence[last].form not in (".", "!", "?"):
        return sentence
    if any(word.head == last for word in sentence):
        return sentence
    return (*sentence[: last - 1], replace(sentence[last - 1], spaced=True))


def _disagreement(sentence: Sentence, random: Random) -> Sentence:
    """Swap the number of one finite verb: the labels follow the new form, so that the fault stays visible."""
    if random.random() >= _DISAGREEMENT:
        return sentence
    swaps = [(at, swapped) for at, word in enumerate(sentence) if (swapped := _swapped(word)) is not None]
    if not swaps:
        return sentence
    at, swapped = random.choice(swaps)
    return (*sentence[:at], swapped, *sentence[at + 1 :])


def _swapped(word: Word) -> Word | None:
    lower = word.form.lower()
    if "VerbForm=Fin" not in word.morph or "'" in lower or len(lower) < 2:
        return None
    if lower in _IRREGULAR:
        form, tag = _IRREGULAR[lower]
    elif word.tag == "VBZ" and lower.endswith("s"):
        form, tag = word.lemma, "VBP"
    elif word.tag == "VBP" and lower == word.lemma:
        form, tag = _third(lower), "VBZ"
    else:
        return None
    number = "Sing" if tag == "VBZ" or form == "was" else "Plur"
    tense = "Past" if tag == "VBD" else "Pres"
    morph = f"Mood=Ind|Number={number}|Person=3|Tense={tense}|VerbForm=Fin"
    return replace(word, form=_like(form, word.form), tag=tag, morph=morph)


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _like(form: str, model: str) -> str:
    if model.isupper():
        return form.upper()
    return form.capitalize() if model[:1].isupper() else form


def _articles(sentence: Sentence, random: Random) -> Sentence:
    """Leave out one article, as systems do that translate from languages without any."""
    if random.random() >= _NO_ARTICLE:
        return sentence
    heads = {word.head for word in sentence}
    places = [
        at
        for at, word in enumerate(sentence)
        if at and word.form in ("the", "a", "an") and at not in heads and word.spaced
    ]
    if not places:
        return sentence
    gone = random.choice(places)
    kept = (word for at, word in enumerate(sentence) if at != gone)
    return tuple(replace(word, head=word.head - (word.head > gone)) for word in kept)


def _fragment(sentence: Sentence, random: Random) -> Sentence | None:
    """Cut out a contiguous subtree of at most eight words and close it with a stop."""
    subtrees = [found for at in range(len(sentence)) if (found := _subtree(sentence, at)) is not None]
    if not subtrees:
        return None
    root, first, last = random.choice(subtrees)
    words = [
        replace(word, head=(root if first + at == root else word.head) - first)
        for at, word in enumerate(sentence[first : last + 1])
    ]
    words[root - first] = replace(words[root - first], relation="root")
    words[-1] = replace(words[-1], spaced=False)
    stop = Word(".", ".", ".", "PUNCT", "", root - first, "punct", True)
    return (*words, stop)


def _subtree(sentence: Sentence, root: int) -> tuple[int, int, int] | None:
    if sentence[root].pos not in _CONTENT:
        return None
    inside = {root}
    grown = True
    while grown:
        more = {at for at, word in enumerate(sentence) if word.head in inside} - inside
        inside |= more
        grown = bool(more)
    first, last = min(inside), max(inside)
    if last - first != len(inside) - 1 or len(inside) > 8 or len(inside) >= len(sentence) - 1:
        return None
    while first < root and sentence[first].pos == "PUNCT":
        first += 1
    while last > root and sentence[last].pos == "PUNCT":
        last -= 1
    closed = all(at == root or first <= sentence[at].head <= last for at in range(first, last + 1))
    return (root, first, last) if closed else None
