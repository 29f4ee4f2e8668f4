"""A document under review: its findings, what was decided on them, and how it looks with that."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from lint.apps.review.claims import Claims
from lint.apps.review.decisions import Found, Reviewed
from lint.apps.review.journal import Made
from lint.fixing import apply, plan
from lint.model import Edit, Safety, Span
from lint.report.runs import Block, Numbered, blocks, least
from lint.report.sheets import Card, Decided, Row, Sheet
from lint.source import LINE_END


class Board(msgspec.Struct, frozen=True, dict=True):
    """A document, with a decision or none on each of its findings, in their order."""

    sheet: Sheet
    reviewed: Reviewed
    """What was found in it, as `mtlint apply` takes it, with the decisions that were made."""

    def decided(self, made: Iterable[Made]) -> Board:
        """The same with nothing decided but this; what was decided on a sentence that is no more is left out.

        Who left a finding as it is has said so whatever becomes of the rest of its sentence.
        """
        findings = [found.decide(None) for found in self.reviewed.findings]
        sentences = {found.sentence: place for place, found in enumerate(findings)}
        near = {found.near: place for place, found in enumerate(findings)}
        for one in made:
            place = sentences.get(one.sentence)
            if place is None and one.decision == "leave":
                place = near.get(one.near)
            if place is not None:
                found = findings[place].decide(one.decision, one.said)
                findings[place] = findings[place] if found.wrong else found
        return Board(self.sheet, msgspec.structs.replace(self.reviewed, findings=tuple(findings)))

    def number_of(self, found: Found) -> int:
        """The number of a finding."""
        return self.sheet.first + next(i for i, other in enumerate(self.reviewed.findings) if other is found)

    @cached_property
    def claims(self) -> Claims:
        """The edits that were decided for."""
        claims = Claims()
        for found in self.reviewed.findings:
            if found.edits and claims.meets(found.edits) is None:
                claims.add(found)
        return claims

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its paragraphs; what was decided never changes how many there are."""
        return tuple(block for block in blocks(self._numbered) if block.runs)

    def row(self, place: int) -> Row:
        """One of its paragraphs, with what is said of the findings in it."""
        block = self.blocks[place]
        return Row(block, tuple(map(self._card, block.found)))

    def rows(self) -> Iterator[Row]:
        """All of them."""
        return map(self.row, range(len(self.blocks)))

    @cached_property
    def open(self) -> frozenset[int]:
        """The numbers of the findings whose fix is shown, though nobody decided for it."""
        return frozenset(number for number in self._numbered.taken if self._found(number).decision is None)

    def differing(self, other: Board) -> Iterator[int]:
        """The paragraphs that look another way than those of the same document with other decisions."""
        pairs = zip(self.reviewed.findings, other.reviewed.findings, strict=True)
        changed = {number for number, (one, two) in enumerate(pairs, self.sheet.first) if one != two}
        for place, (mine, its) in enumerate(zip(self.blocks, other.blocks, strict=True)):
            if mine != its or not changed.isdisjoint(_numbers(mine)):
                yield place

    @cached_property
    def _numbered(self) -> Numbered:
        source, first = self.sheet.checked.document.source, self.sheet.first
        numbers = dict(enumerate(self.sheet.checked.findings, first))
        taken = {number: tuple(least(source, edit) for edit in edits) for number, edits in self._edits()}
        return Numbered(source, numbers, taken, _reach(self.reviewed.findings))

    def _edits(self) -> Iterator[tuple[int, tuple[Edit, ...]]]:
        """What is shown as a change: what was decided, and of all other fixes those that would go with it."""
        made: set[tuple[Edit, ...]] = set()
        undecided = []
        for number, found in enumerate(self.reviewed.findings, self.sheet.first):
            finding = self.sheet.checked.findings[number - self.sheet.first]
            if found.edits and found.edits not in made and self.claims.meets(found.edits) is None:
                # Two findings may want the same, which is shown once.
                made.add(found.edits)
                yield number, found.edits
            elif found.decision is None and finding.fix and self.claims.meets(finding.fix.edits) is None:
                undecided.append((number, finding))
        planned = {id(finding) for finding in plan([finding for _, finding in undecided], Safety.ASK)}
        for number, finding in undecided:
            if finding.fix and id(finding) in planned and finding.fix.edits not in made:
                yield number, finding.fix.edits

    def _found(self, number: int) -> Found:
        return self.reviewed.findings[number - self.sheet.first]

    def _card(self, number: int) -> Card:
        found = self._found(number)
        card = self.sheet.card(number, proposed=number in self._numbered.taken)
        decided = Decided(found.decision, found.said) if found.decision else None
        return msgspec.structs.replace(card, decided=decided, draft=draft(found))


def _numbers(block: Block) -> Iterator[int]:
    """The findings of which a paragraph shows anything that a decision changes."""
    yield from block.found
    for run in block.runs:
        yield run.deleted
        yield run.inserted


def _reach(findings: Sequence[Found]) -> tuple[Span, ...]:
    """All that a decision may change, so that paragraphs stay what they are whatever is decided; no two overlap."""
    spans: list[Span] = []
    for found in findings:
        insort(spans, Span(found.start, found.end))
        for change in found.fixes[0].edits if found.fixes else ():
            insort(spans, Span(change.start, change.end))
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


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
