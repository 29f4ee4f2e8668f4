"""What checks: the rules that were chosen and what reads for them. Loading it is most of a short run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec

from lint import engine
from lint.apps.cache import beside_rules, load_rules
from lint.apps.lists import ListFile
from lint.apps.memo import Memo
from lint.apps.order import Order
from lint.apps.roster import Roster
from lint.asked import NOTHING, Asked, given
from lint.catalogue import Rule
from lint.checked import Checked
from lint.engine import OriginOf, Second
from lint.errors import UsageError
from lint.language.analyse import Analyser, Reads
from lint.record import Default
from lint.report.explain import page
from lint.report.options import Page
from lint.select import choose, of_others
from lint.settings import Names
from lint.source import Document
from lint.sources import AUTO, Origin
from lint.suppress import NOTICES, Notice, Policy


class Checker:
    """The rules of an order and what they find."""

    def __init__(self, order: Order, memo: Memo) -> None:
        folders, cached = order.rule_folders, order.cached
        rules = memo.get(("rules", folders, cached), lambda: load_rules(folders, cached=cached))
        self.known = _filled(rules, order.glossaries)
        own, ignored = (of_others(names, others=False) for names in (order.select, order.ignore))
        self.chosen = chosen(self.known, own, ignored, order.source, given(order.settings), estimate=order.estimate)
        if order.select and not own:
            # Where nothing but rules of others is selected, no rule of mtlint is.
            self.chosen = Chosen((), Policy(self.chosen.policy.known, frozenset(), frozenset()))
        self._second, self._policy = second_of(order)
        if not self.chosen.rules and self._second is None:
            raise UsageError("no rule is left to check with; loosen --select and --ignore, or see --source")
        self._estimate = order.estimate
        self._analyser = memo.get(("reads", order.estimate), lambda: analyser_for(order.estimate))
        self._origin_of = origin_of(order.source)

    def pages(self) -> dict[str, Page]:
        """What is said of the rules that run, by their ids."""
        return {rule.id: page(rule) for rule in self.chosen.rules}

    def roster(self) -> Roster:
        """What must be known of the rules to do without them."""
        rules, policy = self.chosen.rules, self.chosen.policy
        quiet = (r for r in self.known if not r.record and not r.file.default and r.id not in policy.running)
        unmeasured = tuple(r.id for r in quiet if (self._estimate or not r.estimates) and not r.asked.waits)
        content: list[object] = [self._policy]
        content += [(r.id, r.file, r.tables, r.record, r.gate, r.weights) for r in rules]
        digest = blake2b(msgspec.msgpack.encode(content), digest_size=16).digest()
        return Roster(policy, unmeasured, digest)

    def check(
        self, documents: Iterable[Document], origin: Origin | None = None, rules: Sequence[Rule] | None = None
    ) -> Iterator[Checked]:
        """Check documents in order; with an `origin`, as what was translated from that; with `rules`, by these."""
        asked = fixed_origin(origin) if origin else self._origin_of
        running = self.chosen.rules if rules is None else rules
        return engine.check(documents, running, self._analyser, asked, self._second)


class Chosen(msgspec.Struct, frozen=True):
    """The rules that run, and what suppressions are held against."""

    rules: tuple[Rule, ...]
    policy: Policy


def _filled(rules: tuple[Rule, ...], glossaries: tuple[ListFile, ...]) -> tuple[Rule, ...]:
    """The rules of a catalogue with the terms of glossaries in them."""
    if not glossaries:
        return rules
    from lint.apps.glossaries import with_glossaries

    return with_glossaries(rules, glossaries)


def chosen(
    known: Sequence[Rule],
    select: Names,
    ignore: Names,
    source: str,
    asked: Asked = NOTHING,
    *,
    estimate: bool = False,
) -> Chosen:
    """What runs where settings say what is asked; with estimates, gated rules are what their gate makes."""
    rules = tuple(rule.with_estimates for rule in known) if estimate else tuple(known)
    choosable: tuple[Rule | Notice, ...] = (*rules, *NOTICES.values())
    picked = choose(choosable, select, ignore, source, estimate=estimate, given=asked)
    running = tuple(one for one in picked if isinstance(one, Rule))
    notices = frozenset(one.id for one in picked if isinstance(one, Notice))
    policy = Policy(frozenset(rule.id for rule in known), frozenset(rule.id for rule in running), notices)
    return Chosen(running, policy)


def second_of(order: Order) -> tuple[Second | None, bytes]:
    """What is asked besides mtlint's own rules, and a digest of the policy by which it is heard."""
    selected = of_others(order.select)
    if order.company is None:
        if selected:
            raise UsageError(f"{selected[0]} is for LanguageTool; add --with languagetool")
        return None, b""
    from lint.apps.lt_client import Client  # few runs ask for it
    from lint.backends.languagetool import second
    from lint.backends.policy import Choice
    from lint.backends.policy import Policy as Hearing

    policy = beside_rules("languagetool.json", Hearing) or Hearing("", {})
    only = bool(selected) and Default.ON not in order.select
    choice = Choice(policy, selected, of_others(order.ignore), only)
    digest = blake2b(msgspec.msgpack.encode(policy, order="sorted"), digest_size=16).digest()
    return second(Client(order.company).ask, choice), digest


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
