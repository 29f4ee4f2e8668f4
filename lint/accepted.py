"""Names and terms that are right as they are: where they stand, which findings they answer, which fixes they hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from lint.checked import Checked
from lint.glossary import in_plural
from lint.match.fixes import OPENS_SENTENCE
from lint.model import Edit, Finding, Fix, Safety, Span
from lint.source import Document

Near = Callable[[Span], Sequence[Span]]
PIECE = re.compile(r"\w+|[^\w\s]")
LETTER = re.compile(r"[^\W\d_]")
POSSESSIVE = re.compile(r"'s?(?!\w)")
PLAIN = str.maketrans({"’": "'", "\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " "})
"""What text and terms are compared without; each character stays one, so that places stay what they are."""
OF_THE_WORD = (
    "Accuracy/Untranslated",
    "Linguistic conventions/Capitalization",
    "Linguistic conventions/Spelling",
    "Locale conventions/",
    "Style/Inconsistent style",
    "Style/Unidiomatic style",
    "Terminology/",
)
"""The categories whose rules judge how a word is written, or that it was chosen; not what it does in its sentence."""
OF_THE_WORD_TOO = ("false-friend/", "style/", "estimation/suspect-words")
"""Rules of other categories that do so, by how their ids begin."""
OF_MARKS = "Linguistic conventions/Punctuation"
"""Judges the marks inside of a term, as in “Yahoo!”, but behind a word the sentence."""


class Accepted(msgspec.Struct, frozen=True):
    """Terms in every form that is right, by their first piece, the longest first."""

    forms: Mapping[str, tuple[str, ...]]

    def places(self, document: Document) -> Iterator[Span]:
        """Where terms stand in a document's text, each with its possessive ending; of overlapping ones the first."""
        text = document.text.translate(PLAIN)
        after = 0
        for piece in PIECE.finditer(text):
            at = piece.start()
            end = self._end(document.text, text, at, piece[0]) if at >= after else None
            if end is not None:
                ending = POSSESSIVE.match(text, end)
                after = ending.end() if ending else end
                yield Span(at, after)

    def _end(self, written: str, text: str, at: int, piece: str) -> int | None:
        for form in self.forms.get(piece, ()):
            if text.startswith(form, at) and _ends(text, at + len(form)):
                return at + len(form)
        if not piece[0].isupper():
            return None
        # A term in small letters has a capital where it opens a sentence.
        for form in self.forms.get(piece[0].lower() + piece[1:], ()):
            end = at + len(form)
            if text.startswith(form[1:], at + 1) and _ends(text, end) and opens(written, at):
                return end
        return None


def _ends(text: str, end: int) -> bool:
    """Tell whether no word goes on at a place."""
    return end >= len(text) or not (text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"))


def opens(text: str, at: int) -> bool:
    """Tell whether a sentence begins at a place."""
    return bool(OPENS_SENTENCE.search(text[max(0, at - 8) : at]))


def accepted(terms: Iterable[str]) -> Accepted:
    """Terms, ready to be looked for: as written, and in the plural."""
    forms: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        form = " ".join(term.translate(PLAIN).split())
        for one in (form, in_plural(form)) if LETTER.match(form[-1:]) else (form,):
            if first := PIECE.search(one):
                forms[first[0]].add(one)
    return Accepted({first: tuple(sorted(some, key=lambda form: (-len(form), form))) for first, some in forms.items()})


def accept(checked: Checked, some: Sequence[Accepted]) -> Checked:
    """A document without the findings that terms answer, and with no safe fix that would change one of these."""
    if not checked.findings:
        return checked
    document = checked.document
    places = sorted({document.source_span(span) for one in some for span in one.places(document)})
    if not places:
        return checked
    near = _near(places)
    kept = []
    for finding in checked.findings:
        if not any(_answers(document, place, finding) for place in near(finding.span)):
            fixes = tuple(_held(document, near, fix) for fix in finding.fixes)
            kept.append(finding if fixes == finding.fixes else msgspec.structs.replace(finding, fixes=fixes))
    return msgspec.structs.replace(checked, findings=tuple(kept))


def judges_word(finding: Finding, flagged: str) -> bool:
    """Tell whether a finding is about a word itself, whatever stands around it."""
    if finding.category.startswith(OF_THE_WORD) or finding.rule.startswith(OF_THE_WORD_TOO):
        return True
    return finding.category == OF_MARKS and not LETTER.search(flagged)


def _answers(document: Document, place: Span, finding: Finding) -> bool:
    span = finding.span
    if span.start == span.end:
        within = place.start < span.start < place.end
    else:
        within = place.start <= span.start and span.end <= place.end
    return within and judges_word(finding, document.source[span.start : span.end])


def _near(places: Sequence[Span]) -> Near:
    """What finds those of some places, in order, that a span may touch."""
    starts = [place.start for place in places]
    longest = max(place.end - place.start for place in places)

    def near(span: Span) -> Sequence[Span]:
        return places[bisect_left(starts, span.start - longest) : bisect_right(starts, span.end)]

    return near


def _held(document: Document, near: Near, fix: Fix) -> Fix:
    """A fix that a person is asked for where it would make something else of a term."""
    if fix.safety < Safety.SAFE:
        return fix
    changes = any(_changes(document.source, place, edit) for edit in fix.edits for place in near(edit.span))
    return msgspec.structs.replace(fix, safety=Safety.ASK) if changes else fix


def _changes(source: str, place: Span, edit: Edit) -> bool:
    """Tell whether an edit leaves something else in a term's place; to take a term out whole is none of its changes."""
    start, end = edit.span.start, edit.span.end
    if end <= place.start or place.end <= start:
        return False
    if not edit.text.strip() and start <= place.start and place.end <= end:
        return False
    before, after = source[min(start, place.start) : start], source[end : max(end, place.end)]
    term = re.escape(source[place.start : place.end])
    return re.search(rf"(?<!\w){term}(?!\w)", before + edit.text + after) is None
