"""What checks: the rules that were chosen and what reads for them. Loading it is most of a short run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec

from lint import engine
from lint.apps.cache import load_rules
from lint.apps.order import Order
from lint.apps.roster import Roster
from lint.catalogue import Rule
from lint.checked import Checked
from lint.engine import OriginOf
from lint.errors import UsageError
from lint.language.analyse import Analyser, Reads
from lint.select import choose
from lint.source import Document
from lint.sources import AUTO, Origin


class Checker:
    """The rules of an order and what they find."""

    def __init__(self, order: Order) -> None:
        self.known = load_rules(order.rule_folders, cached=order.cached)
        self.rules = chosen(self.known, order.select, order.ignore, order.source, order.estimate)
        if not self.rules:
            raise UsageError("no rule is left to check with; loosen --select and --ignore, or see --source")
        self._estimate = order.estimate
        self._analyser = analyser_for(order.estimate)
        self._origin_of = origin_of(order.source)

    def roster(self) -> Roster:
        """What must be known of the rules to do without them."""
        running = {rule.id for rule in self.rules}
        quiet = (r for r in self.known if not r.record and not r.file.default and r.id not in running)
        unmeasured = tuple(r.id for r in quiet if self._estimate or not r.estimates)
        content = [(r.id, r.file, r.tables, r.record, r.gate, r.weights) for r in self.rules]
        digest = blake2b(msgspec.msgpack.encode(content), digest_size=16).digest()
        return Roster(tuple(rule.id for rule in self.known), frozenset(running), unmeasured, digest)

    def check(self, documents: Iterable[Document], origin: Origin | None = None) -> Iterator[Checked]:
        """Check documents in order; with an `origin`, as what was translated from that."""
        asked = fixed_origin(origin) if origin else self._origin_of
        return engine.check(documents, self.rules, self._analyser, asked)


def chosen(
    known: Sequence[Rule], select: Sequence[str], ignore: Sequence[str], source: str, estimate: bool
) -> tuple[Rule, ...]:
    """The rules that run; those that a gate guards by what they are where the learned reader reads along."""
    rules = tuple(rule.with_estimates for rule in known) if estimate else tuple(known)
    return choose(rules, select, ignore, source, estimate=estimate)


def analyser_for(estimate: bool) -> Reads:
    """What reads the documents of a run."""
    if not estimate:
        return Analyser()
    from lint.estimation import Estimating, Estimator  # what runs it takes longer to load than a short run

    return Estimating(Analyser(), Estimator.load())


def origin_of(source: str) -> OriginOf | None:
    """What tells a document's source: the one that was given, or a guess for `auto`; None where nobody asks."""
    if source != AUTO:
        return fixed_origin(Origin(source, 1.0) if source else None)
    from lint.language.origin import guess  # its table is large, and only this asks for it

    return lambda document: guess(document.text)


def fixed_origin(origin: Origin | None) -> OriginOf | None:
    """What says the same of every document."""
    return None if origin is None else lambda _: origin
