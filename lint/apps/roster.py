"""What must be known of the rules of a run where everything that they would find is known already."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from lint.apps.order import Company, Order
from lint.apps.shelves import contents, shelves
from lint.model import Severity
from lint.settings import Settings, Suppressions
from lint.suppress import Policy


class Roster(msgspec.Struct, frozen=True, array_like=True):
    """The rules there are and those that run, and what can be said of them without them."""

    policy: Policy
    unmeasured: tuple[str, ...]
    """Those that are quiet for want of a record."""
    digest: bytes
    """Of all that the rules that run are made of."""

    @classmethod
    def decoded(cls, data: bytes | None) -> Roster | None:
        """The roster in bytes; None where there is none."""
        return msgspec.msgpack.decode(data, type=cls) if data is not None else None


def roster_key(order: Order, built: bytes) -> bytes:
    """What a roster depends on: this mtlint, the files of the rules, and the choice among them."""
    parts = (built, contents(shelves(order.rule_folders)).encode("utf-8", "replace"), deciding(order))
    return blake2b(b"roster\0" + b"\0".join(parts), digest_size=16).digest()


def results_key(order: Order, roster: Roster, built: bytes) -> bytes:
    """What all results of a run depend on besides their texts; not where the rules lie, or when they were written."""
    content = deciding(msgspec.structs.replace(order, rule_folders=()))
    return blake2b(b"results\0" + built + roster.digest + content, digest_size=32).digest()


def deciding(order: Order) -> bytes:
    """What of an order decides what is found in a text, before anything is kept back."""
    # What a field to come does is not known here, so it decides until it is named.
    given = order.settings
    marker = Suppressions(marker=given.suppressions.marker)
    settings = Settings(variety=given.variety, style=given.style, suppressions=marker)
    # Where the server is and who started it decides nothing, but another one may say something else.
    asked = order.company and Company(order.company.url, "", 0, 0)
    left = msgspec.structs.replace(
        order,
        company=asked,
        settings=settings,
        word_lists=(),
        read_as=None,
        encoding=None,
        cached=True,
        level=None,
        baseline="",
        changed=(),
        min_severity=Severity.NOTE,
    )
    return msgspec.msgpack.encode(left)
