"""Which findings may be cured together: each whole or not at all, the first of two whose edits touch."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from lint.apps.review.decisions import Found
from lint.fixing import Taken
from lint.model import Edit


class Claims:
    """Edits that are made together, and whose they are; two findings may want the same."""

    def __init__(self) -> None:
        self._taken: Taken[Found] = Taken()
        self._made: set[tuple[Edit, ...]] = set()

    @classmethod
    def of(cls, findings: Iterable[Found]) -> Claims:
        """What is decided, the first of two that touch."""
        claims = cls()
        for found in findings:
            if found.edits and claims.meets(found.edits) is None:
                claims.add(found.edits, found)
        return claims

    def meets(self, edits: tuple[Edit, ...]) -> Found | None:
        """The finding whose edits others touch, as `fix` has it; None where none does, or where they are the same."""
        return None if edits in self._made else self._taken.meets(edit.span for edit in edits)

    def add(self, edits: tuple[Edit, ...], found: Found) -> bool:
        """Claim what a finding changes; False where another one wants the same."""
        if edits in self._made:
            return False
        self._made.add(edits)
        self._taken.add((edit.span for edit in edits), found)
        return True


class Chosen(msgspec.Struct, frozen=True):
    """The findings whose decision is done in one pass, and those that meet one before them."""

    done: tuple[Found, ...]
    refused: tuple[tuple[Found, Found], ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that changes; two findings may want the same."""
        return tuple(sorted({edit for found in self.done for edit in found.edits}))


def choose(findings: Iterable[Found]) -> Chosen:
    """What is done in one pass."""
    claims = Claims()
    done: list[Found] = []
    refused: list[tuple[Found, Found]] = []
    for found in findings:
        if not found.edits:
            continue
        meets = claims.meets(found.edits)
        if meets is None:
            claims.add(found.edits, found)
            done.append(found)
        else:
            refused.append((found, meets))
    return Chosen(tuple(done), tuple(refused))
