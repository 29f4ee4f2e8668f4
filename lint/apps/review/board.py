"""A document under review: its findings, what was decided on them, and how it looks with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from lint.apps.review.claims import Claims
from lint.apps.review.decisions import Found, Reviewed
from lint.apps.review.journal import Made
from lint.fixing import apply
from lint.model import Edit, Safety, Span
from lint.report.runs import Block, Numbered, blocks, drawn, joined, least, near
from lint.report.sheets import Card, Decided, Row, Sheet
from lint.source import LINE_END


def decided(reviewed: Reviewed, made: Iterable[Made]) -> Reviewed:
    """A document with nothing decided but this; what was decided on a sentence that is no more is left out.

    Who left a finding as it is has said so whatever becomes of the rest of its sentence.
    """
    findings = [found.decide(None) if found.decision else found for found in reviewed.findings]
    sentences = {found.sentence: place for place, found in enumerate(findings)}
    near = {found.near: place for place, found in enumerate(findings)}
    for one in made:
        place = sentences.get(one.sentence)
        if place is None and one.decision == "leave":
            place = near.get(one.near)
        if place is not None:
            found = findings[place].decide(one.decision, one.said)
            findings[place] = findings[place] if found.wrong else found
    return msgspec.structs.replace(reviewed, findings=tuple(findings))


class Board(msgspec.Struct, frozen=True):
    """A document, with a decision or none on each of its findings, in their order."""

    sheet: Sheet
    reviewed: Reviewed
    """What was found in it, as `mtlint apply` takes it, with the decisions that were made."""
    shown: dict[int, tuple[Edit, ...]]
    """The edits that are shown, by the numbers of their findings."""
    numbered: Numbered
    """What was found in it by number, and the same edits without the words that they leave as they are."""
    blocks: tuple[Block, ...]
    """Its paragraphs; what is decided never changes how many there are."""
    near: tuple[tuple[int, ...], ...]
    """Of each paragraph the numbers of the findings that it shows anything of."""

    @classmethod
    def of(cls, sheet: Sheet, reviewed: Reviewed) -> Board:
        """A document cut into its paragraphs."""
        shown = dict(_edits(sheet, reviewed))
        source, findings = sheet.checked.document.source, dict(enumerate(sheet.checked.findings, sheet.first))
        numbered = Numbered(source, findings, {number: least(source, edits) for number, edits in shown.items()})
        cut = blocks(msgspec.structs.replace(numbered, reach=_reach(reviewed.findings)))
        made = tuple(block for block in cut if block.runs)
        return cls(sheet, reviewed, shown, numbered, made, near(numbered, made))

    def otherwise(self, reviewed: Reviewed) -> tuple[Board, tuple[int, ...]]:
        """The same with other decisions, and the places of the paragraphs that look another way then."""
        shown, source, before = dict(_edits(self.sheet, reviewed)), self.numbered.source, self.numbered.taken
        taken = {n: before[n] if self.shown.get(n) == edits else least(source, edits) for n, edits in shown.items()}
        numbered = msgspec.structs.replace(self.numbered, taken=taken)
        pairs = enumerate(zip(self.reviewed.findings, reviewed.findings, strict=True), self.sheet.first)
        changed = {n for n, (old, new) in pairs if old != new or before.get(n) != taken.get(n)}
        places = tuple(place for place, numbers in enumerate(self.near) if not changed.isdisjoint(numbers))
        blocks = list(self.blocks)
        for place in places:
            blocks[place] = drawn(numbered, blocks[place], self.near[place])
        return Board(self.sheet, reviewed, shown, numbered, tuple(blocks), self.near), places

    def number_of(self, found: Found) -> int:
        """The number of a finding."""
        return self.sheet.first + next(i for i, other in enumerate(self.reviewed.findings) if other is found)

    def row(self, place: int) -> Row:
        """One of its paragraphs, with what is said of the findings in it."""
        block = self.blocks[place]
        return Row(block, tuple(map(self._card, block.found)))

    def rows(self) -> Iterator[Row]:
        """All of them."""
        return map(self.row, range(len(self.blocks)))

    @property
    def open(self) -> frozenset[int]:
        """The numbers of the findings whose fix is shown, though nobody decided for it."""
        return frozenset(number for number in self.numbered.taken if self._found(number).decision is None)

    def _found(self, number: int) -> Found:
        return self.reviewed.findings[number - self.sheet.first]

    def _card(self, number: int) -> Card:
        found = self._found(number)
        card = self.sheet.card(number, proposed=number in self.numbered.taken)
        said = Decided(found.decision, found.said) if found.decision else None
        return msgspec.structs.replace(card, decided=said, draft=draft(found))


def _edits(sheet: Sheet, reviewed: Reviewed) -> Iterator[tuple[int, tuple[Edit, ...]]]:
    """What is shown as a change: what was decided, then of all other fixes those that go with it, leftmost first."""
    claims = Claims()
    undecided = []
    for number, found in enumerate(reviewed.findings, sheet.first):
        if found.decision is None:
            undecided.append((number, found))
        # Two findings may want the same, which is shown once.
        elif found.edits and claims.meets(found.edits) is None and claims.add(found.edits, found):
            yield number, found.edits
    for number, found in undecided:
        fix = sheet.checked.findings[number - sheet.first].fix
        if fix and fix.safety >= Safety.ASK and claims.meets(fix.edits) is None and claims.add(fix.edits, found):
            yield number, fix.edits


def _reach(findings: Sequence[Found]) -> tuple[Span, ...]:
    """All that a decision may change, so that paragraphs stay what they are whatever is decided."""
    fixes = (change for found in findings if found.fixes for change in found.fixes[0].edits)
    return joined([*(Span(found.start, found.end) for found in findings), *(Span(c.start, c.end) for c in fixes)])


def draft(found: Found) -> str:
    """What an editor begins with: what stands there once the fix is made, as far as that lies within what was found."""
    if found.text is not None:
        return found.text
    edits = [
        Edit(Span(change.start - found.start, change.end - found.start), change.text)
        for change in (found.fixes[0].edits if found.fixes else ())
        if found.start <= change.start and change.end <= found.end
    ]
    return LINE_END.sub(" ", apply(found.found, edits))


def written(found: Found, text: str) -> str:
    """What an editor wrote in place of a finding, between the spaces that part it from what is beside it."""
    before = draft(found.decide(None))
    if not text or text != text.strip():
        return text
    lead, trail = before[: len(before) - len(before.lstrip())], before[len(before.rstrip()) :]
    return f"{lead}{text}{trail}"
