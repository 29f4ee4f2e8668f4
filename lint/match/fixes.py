"""What a rule file says of its fix, and the edits that follow from it for one match."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from lint.match.case import like
from lint.match.edits import deletion
from lint.match.hit import Edits
from lint.match.template import Capture, check_template, fill

OPENS_SENTENCE = re.compile(r"(?:^|\n|[.!?…][”’\"')\]]*[ ])[“‘\"'(\[]*$")


class Bound(msgspec.Struct, frozen=True):
    """A match before it becomes a hit: where it stands, and its captures by name with their places."""

    start: int
    end: int
    spans: Mapping[str, tuple[int, int]]
    captures: Mapping[str, Capture]


class Insertion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Text put before or after a capture, spaces included."""

    at: str
    text: str


class FixSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The `fix:` of a rule file."""

    replace: str | None = None
    keep: str | None = None
    delete: bool | str = False
    insert_before: Insertion | None = None
    insert_after: Insertion | None = None
    edits: tuple[Insertion, ...] = ()
    safety: Literal["safe", "ask", "show"] = "ask"
    note: str = ""


def check_fix(spec: FixSpec, names: frozenset[str]) -> None:
    """ValueError where a fix names a capture that the pattern does not have."""
    templates = [spec.replace or "", *(i.text for i in (*spec.edits, spec.insert_before, spec.insert_after) if i)]
    for template in templates:
        check_template(template, names)
    places = [spec.keep, spec.delete if isinstance(spec.delete, str) else None]
    places += [i.at for i in (*spec.edits, spec.insert_before, spec.insert_after) if i]
    for place in places:
        if place and place not in names:
            raise ValueError(f"the fix names “{place}”, which the pattern does not capture")


def edits_of(spec: FixSpec, text: str, bound: Bound) -> Edits | None:
    """The edits of a fix for one match; None where it names a capture that took no part or changes nothing."""
    made: list[tuple[int, int, str]] = []
    if spec.keep is not None:
        if spec.keep not in bound.spans:
            return None
        made.append(_cased(text, bound.start, bound.end, text[slice(*bound.spans[spec.keep])]))
    if spec.replace is not None:
        made.append(_cased(text, bound.start, bound.end, fill(spec.replace, bound.captures)))
    if spec.delete:
        span = (bound.start, bound.end) if spec.delete is True else bound.spans.get(spec.delete)
        if span is None:
            return None
        made.append(deletion(text, *span))
    for insertion, side in ((spec.insert_before, 0), (spec.insert_after, 1)):
        if insertion is not None:
            if insertion.at not in bound.spans:
                return None
            at = bound.spans[insertion.at][side]
            made.append((at, at, fill(insertion.text, bound.captures)))
    made += [
        _cased(text, *bound.spans[edit.at], fill(edit.text, bound.captures))
        for edit in spec.edits
        if edit.at in bound.spans
    ]
    changed = tuple(sorted(e for e in made if text[e[0] : e[1]] != e[2]))
    return changed or None


def _cased(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    if OPENS_SENTENCE.search(text[max(0, start - 8) : start] if start else ""):
        new = like(text[start:end], new)
    return start, end, new
