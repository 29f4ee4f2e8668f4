"""check(documents, rules) -> findings: read together, match, place, sort, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from lint.catalogue import Rule
from lint.checked import Checked
from lint.guards import changed
from lint.language.analyse import Analyser, Reads
from lint.language.batch import Batch
from lint.language.vocabulary import Shape
from lint.match.edits import trimmed
from lint.match.fixes import OPENS_SENTENCE
from lint.match.gate import rows_at
from lint.match.hit import Edits, Hit
from lint.match.predicate import Reading
from lint.model import Depth, Edit, Evidence, Finding, Fix, Safety, Span
from lint.source import Document
from lint.sources import Origin, allows
from lint.verdict import DIGITS, Estimate, Rated

OriginOf = Callable[[Document], Origin]

BATCH = 60_000
"""Code points that are read together: enough to make numpy's cost a call small, little enough to keep memory flat."""

Second = Callable[[Batch, Sequence[Checked]], Sequence[Checked]]
"""Another checker: what it adds to what was found in the documents of a batch, which were read at least for tags."""


def check(
    documents: Iterable[Document],
    rules: Sequence[Rule],
    analyser: Reads | None = None,
    origin_of: OriginOf | None = None,
    second: Second | None = None,
) -> Iterator[Checked]:
    """Check documents in order; small ones are read together, and memory does not grow with their number.

    Callers that check again and again pass one analyser, which keeps what it learned of the words. With `origin_of`,
    rules for some languages speak only in documents that come from these.
    """
    analyser = analyser or Analyser()
    depth = max((rule.reads for rule in rules), default=Depth.TEXT)
    if second is not None:
        depth = max(depth, Depth.TAGS)
    for group in together(documents):
        yield from _check_together(analyser, group, depth, rules, origin_of, second)


def together(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in their order, in the groups that are read together."""
    waiting: list[Document] = []
    size = 0
    for document in documents:
        if waiting and size + len(document.text) > BATCH:
            yield waiting
            waiting, size = [], 0
        waiting.append(document)
        size += len(document.text)
    if waiting:
        yield waiting


def _check_together(
    analyser: Reads,
    documents: Sequence[Document],
    depth: Depth,
    rules: Sequence[Rule],
    origin_of: OriginOf | None,
    second: Second | None,
) -> Iterator[Checked]:
    """Check documents as one batch; each alone where a rule broke down, so that only its own document suffers."""
    origins = [origin_of(document) if origin_of else None for document in documents]
    batch = analyser.read(documents, depth)
    results: Sequence[Checked] = _check_batch(batch, rules, origins)
    if len(documents) > 1 and results[0].faults:
        results = [
            checked
            for document, origin in zip(documents, origins, strict=True)
            for checked in _check_batch(analyser.read([document], depth), rules, [origin])
        ]
    yield from second(batch, results) if second is not None else results


def _check_batch(batch: Batch, rules: Sequence[Rule], origins: Sequence[Origin | None]) -> list[Checked]:
    reading = Reading(batch)
    found: list[list[Finding]] = [[] for _ in batch.documents]
    faults: list[str] = []
    empty = not len(batch.tokens)
    for rule in rules:
        if empty and rule.reads >= Depth.WORDS:
            continue
        try:
            hits = list(rule.find(reading))
        except TimeoutError:
            faults.append(f"{rule.id} ({rule.place}): its pattern took too long on this text; make it simpler")
            continue
        except Exception as problem:  # one rule must not end the run; the caller names it and exits 3
            faults.append(f"{rule.id} ({rule.place}): {type(problem).__name__}: {problem}")
            continue
        for hit in hits:
            number, finding = _finding(batch, rule, hit)
            if finding is not None and allows(rule.sources, origins[number]):
                found[number].append(finding)
    outranked = {rule.id: rule.file.outranks for rule in rules if rule.file.outranks}
    return [
        Checked(document, ordered(findings, outranked), tuple(faults), origin, _estimate_of(batch, number))
        for number, (document, findings, origin) in enumerate(zip(batch.documents, found, origins, strict=True))
    ]


def ordered(findings: Sequence[Finding], outranks: dict[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """Findings by place, longer first, then severity and id; without doubles and those that another rule outranks."""
    order = sorted(
        dict.fromkeys(findings), key=lambda f: (f.span.start, -f.span.end, -f.severity.rank, f.rule, f.message)
    )
    beaten = {
        id(lower)
        for i, higher in enumerate(order)
        if higher.rule in outranks
        for lower in _near(order, i)
        if lower.rule in outranks[higher.rule] and lower.span.overlaps(higher.span)
    }
    kept: list[Finding] = []
    places: set[tuple[str, Span]] = set()
    for finding in order:
        if id(finding) not in beaten and (finding.rule, finding.span) not in places:
            places.add((finding.rule, finding.span))
            kept.append(finding)
    return tuple(kept)


def _near(order: Sequence[Finding], i: int) -> Sequence[Finding]:
    return order[max(0, i - 50) : i + 50]


def _finding(batch: Batch, rule: Rule, hit: Hit) -> tuple[int, Finding | None]:
    """The finding of a hit in its document, and the document's number; None where the rule does not read that place."""
    segment = batch.segment_at(hit.start)
    number, span = batch.place(hit.start, hit.end)
    if segment < 0 or hit.start > batch.segments.end[segment]:
        return number, None
    crosses = hit.end > batch.segments.end[segment]
    if batch.segments.kind_name(segment) not in rule.kinds or (crosses and rule.reads < Depth.DOCUMENT):
        return number, None
    quoted = is_quoted(batch, hit.start, hit.end)
    if quoted and not rule.file.quoted:
        return number, None
    document = batch.documents[number]
    if not rule.file.programs and document.on_programs:
        return number, None
    fixes = tuple(f for i, e in enumerate(hit.edits) if (f := _fix(batch, rule, hit, e, i, quoted)))
    return number, Finding(
        rule=rule.id, span=document.source_span(span), message=hit.captures[""], severity=rule.severity,
        category=rule.file.category, part=document.part, confidence=_confidence(batch, rule, hit),
        evidence=tuple(_evidence(batch, *e) for e in hit.evidence), fixes=fixes,
    )  # fmt: skip


def _confidence(batch: Batch, rule: Rule, hit: Hit) -> float | None:
    """The chance that a hit is right: the rule's own, joined with the estimate of its place where there is one."""
    suspicion = (
        batch.tokens.suspicion[rows_at(batch.tokens, hit.start, hit.end)].max(initial=0) if batch.estimated else 0
    )
    return rule.confidence_at(float(suspicion)) if suspicion else rule.confidence


def _evidence(batch: Batch, start: int, end: int, note: str) -> Evidence:
    number, span = batch.place(start, end)
    return Evidence(batch.documents[number].source_span(span), batch.text[start:end], note)


def _fix(batch: Batch, rule: Rule, hit: Hit, edits: Edits, number: int, quoted: bool) -> Fix | None:
    made = placed(batch, edits)
    if made is None:
        return None
    spec = rule.fixes[min(number, len(rule.fixes) - 1)] if rule.fixes else None
    safety = hit.safety if hit.safety is not None else Safety[spec.safety.upper()] if spec else Safety.ASK
    if safety is Safety.SAFE and unsafe(batch, edits, quoted) - set(rule.file.changes):
        safety = Safety.ASK
    return Fix(made, safety, spec.note if spec else "")


def placed(batch: Batch, edits: Edits) -> tuple[Edit, ...] | None:
    """Edits of the text of one document, made in its source; None where they would damage markup."""
    made = []
    for start, end, new in edits:
        number = batch.document_at(start)
        document, base = batch.documents[number], int(batch.offsets[number])
        if not document.takes(Span(start - base, end - base), new):
            start, end, new = trimmed(batch.text, start, end, new)
            if not document.takes(Span(start - base, end - base), new):
                return None
        made.append(Edit(document.source_span(Span(start - base, end - base)), new, document.part))
    return tuple(sorted(made))


def unsafe(batch: Batch, edits: Edits, quoted: bool) -> set[str]:
    """Which of number, name, negation and quoted speech edits would change."""
    text = batch.text
    found = {"quote"} if quoted else set()
    for start, end, new in edits:
        opens = start == 0 or bool(OPENS_SENTENCE.search(text[max(0, start - 8) : start]))
        found |= changed(text[start:end], new, opens_sentence=opens)
    return found


def is_quoted(batch: Batch, start: int, end: int) -> bool:
    """True if all words of a place stand inside quotation marks."""
    tokens = batch.tokens
    if not len(tokens):
        return False
    # Plain ints would make numpy copy the columns to int64 for each finding.
    first = int(np.searchsorted(tokens.end, np.int32(start), side="right"))
    last = int(np.searchsorted(tokens.start, np.int32(end), side="left"))
    inside = tokens.quoted[first : max(last, first + 1)]
    return bool(len(inside)) and bool(inside.all())


def _estimate_of(batch: Batch, document: int) -> Estimate | None:
    """The estimate of one document of a batch; None where nobody asked, or there is nothing in it."""
    rows = batch.rows(document)
    if not batch.estimated or not rows:
        return None
    tokens, source = batch.tokens, batch.documents[document]
    starts = tokens.sentence_starts
    rated = []
    for sentence in range(int(tokens.sentence[rows.start]), int(tokens.sentence[rows.stop - 1]) + 1):
        first, stop = int(starts[sentence]), int(starts[sentence + 1])
        if tokens.effort[first] > 0:
            _, span = batch.place(*tokens.span(first, stop - 1))
            words = int(np.count_nonzero((tokens.shape[first:stop] & Shape.PUNCT) == 0))
            rated.append(Rated(source.source_span(span), round(float(tokens.effort[first]), DIGITS), words))
    return Estimate(tuple(rated))
