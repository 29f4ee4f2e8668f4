"""The text of a Word document as it is checked: what its characters stand for, and the kinds of its lines."""

from __future__ import annotations

import re

import msgspec

from lint.source import PLACEHOLDER, SegmentKind

OBJECT = PLACEHOLDER
"""Stands in the text for a picture, a field, a formula, and for text that is not read."""
GAP = "\u2060"
"""Stands where something lies between two letters that is neither seen in the line nor may be touched."""
HYPHEN = "\u2011"
"""A hyphen that is an element and no text."""
FIXED = re.compile(f"[\n\t{OBJECT}{GAP}{HYPHEN}]")
"""What stands for an element, so that no fix may change it."""
UNWRITABLE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff{OBJECT}{GAP}]")
"""What a fix may not write into a paragraph."""

Kinds = tuple[SegmentKind | None, ...]
"""What each line of the text is; None for one that goes on with the paragraph before it."""


class Word(msgspec.Struct, frozen=True):
    """A Word document, and what each line of its text is."""

    data: bytes
    kinds: Kinds
