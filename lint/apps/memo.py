"""What the workers of a run share."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memo:
    """Values by key, each made once and when it is first asked for: the rules, and what reads for them."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made
