"""The catalogue on the terminal: a list of rules, and a page on one."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from lint.apps import output
from lint.apps.cache import load_rules
from lint.apps.terminal import coloured, width
from lint.asked import wish
from lint.catalogue import Rule
from lint.errors import UsageError, nearest
from lint.examples import MARK
from lint.model import Severity
from lint.record import Default, Record
from lint.report.cells import cut, visible
from lint.report.paint import SEVERITY_STYLE, Brush
from lint.report.tally import count
from lint.select import matching, of_others
from lint.sources import LANGUAGES
from lint.suppress import NOTICES, Notice

MEANING = {
    Default.QUIET: "its record is too thin to tell",
    Default.OFF: "its record speaks against it",
}
SUSPICIONS = (0.1, 0.5, 0.9)
"""Where the page of a rule shows how sure its findings are."""
HEADS = "found lift  b:worse sound"
"""Findings in translations, lift, fixes better and worse, findings in sound English; as wide as the figures."""
SAFETY_STYLE = {"safe": "green", "ask": "yellow", "show": "dim"}


def show_list(family: str | None, folders: Sequence[str], *, cached: bool, color: str) -> None:
    """List the rules of a family, or all, a line each."""
    known = load_rules(folders, cached=cached)
    wanted = matching([rule.id for rule in known], [family]) if family else None
    rules = [rule for rule in known if wanted is None or rule.id in wanted]
    output.emit((line + "\n" for line in _list(rules, Brush(coloured(color)), width())), None)


def _list(rules: Sequence[Rule], brush: Brush, room: int) -> Iterator[str]:
    longest = max((len(_name(rule)) for rule in rules), default=0)
    if rules:
        yield brush(f"  {'rule':{longest}}  {'severity':8}  {'fix':4}  {HEADS}", "dim")
    family = ""
    for rule in rules:
        if rule.family != family:
            if family:
                yield ""
            family = rule.family
            yield brush(family, "bold")
        safety = _safety(rule)
        head = f"  {_name(rule):{longest}}  {brush(f'{rule.severity:8}', SEVERITY_STYLE[rule.severity])}  "
        head += brush(f"{safety:4}", SAFETY_STYLE.get(safety, "dim")) + f"  {_figures(rule.record)}  "
        off = "" if rule.enabled else f"({rule.default}) "
        off += f"({' '.join(sorted(rule.sources))}) " if rule.sources else ""
        off += "(--estimate) " if rule.estimates else ""
        off += f"({wish(rule.asked)}) " if rule.asked.waits else ""
        yield head + off + cut(_first_sentence(rule.file.why), max(20, room - longest - 22 - len(HEADS) - len(off)))
    states = [f"{n:,} {state}" for state in Default if (n := sum(rule.default is state for rule in rules))]
    some = sum(rule.enabled and bool(rule.sources) for rule in rules)
    packs = f"; {some:,} of those on speak for some sources only (`--source`)" if some else ""
    waiting = sum(rule.asked.waits for rule in rules)
    packs += f"; {waiting:,} wait for a setting" if waiting else ""
    yield ""
    yield f"{count(len(rules), 'rule')}: {', '.join(states)}{packs}. `mtlint explain RULE` shows one."


def _figures(record: Record | None) -> str:
    """What was measured, under the heads."""
    row = record or Record()
    lift = f"{row.lift:.1f}" if row.lift else "-"
    fixes = f"{row.better}:{row.worse}" if row.better or row.worse else "-"
    return f"{row.findings + row.gold:5} {lift:>4} {fixes:>8} {row.clean:5}"


def _name(rule: Rule) -> str:
    return rule.id.partition("/")[2]


def _safety(rule: Rule) -> str:
    return "" if rule.proposes is None else rule.proposes.name.lower()


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    return flat.split(". ")[0].rstrip(".") + "."


def show_one(name: str, folders: Sequence[str], *, cached: bool, color: str) -> None:
    """Show the page of a rule."""
    if name in NOTICES:
        output.emit((line + "\n" for line in _notice(NOTICES[name], Brush(coloured(color)), width())), None)
        return
    known = load_rules(folders, cached=cached)
    rule = _find(name, known)
    output.emit((line + "\n" for line in _page(rule, Brush(coloured(color)), width())), None)


def _notice(notice: Notice, brush: Brush, room: int) -> Iterator[str]:
    """What is said of what may be wrong with a suppression."""
    yield f"{brush(notice.id, 'bold')}  {brush(Severity.WARNING, SEVERITY_STYLE[Severity.WARNING])}"
    yield ""
    yield from textwrap.wrap(notice.why, room)
    yield ""
    yield f"Marks are read by mtlint itself; {brush('mtlint suppress', 'cyan')} writes them."


def _find(name: str, known: Sequence[Rule]) -> Rule:
    """The rule of an id, or of a name that only one family has."""
    if of_others([name]):
        from lint.backends.joining import PAGE  # few ask for it

        raise UsageError(f"{name} is a rule of LanguageTool; see {PAGE.format(name.partition('/')[2])}")
    short = [rule for rule in known if _name(rule) == name]
    if len(short) == 1:
        return short[0]
    exact = [rule for rule in known if rule.id == name]
    if exact:
        return exact[0]
    members = sum(rule.family == name for rule in known)
    if members:
        raise UsageError(f'"{name}" is a family, not a rule; "mtlint rules {name}" lists its {count(members, "rule")}')
    close = nearest(name, [rule.id for rule in known] + [_name(rule) for rule in known])
    full = next((rule.id for rule in known if close in (rule.id, _name(rule))), "")
    hint = f'did you mean "{full}"?' if full else '"mtlint rules" lists them'
    raise UsageError(f'unknown rule "{name}"; {hint}')


def _page(rule: Rule, brush: Brush, room: int) -> Iterator[str]:
    severity, gated = brush(rule.severity, SEVERITY_STYLE[rule.severity]), rule.with_estimates
    yield f"{brush(rule.id, 'bold')}  {severity}  {brush(rule.file.category, 'dim')}"
    yield ""
    yield from textwrap.wrap(" ".join(rule.file.why.split()), room)
    yield ""
    rows = [("Message", " ".join(rule.file.message.split())), ("Reads", rule.file.reads)]
    rows.append(("Fix", _fix_line(rule)))
    if not rule.enabled:
        meaning = "as its file says" if rule.file.default == rule.default else MEANING[rule.default]
        rows.append(("Default", f"{rule.default}: {meaning}; --select {rule.id} turns it on"))
    rows += [("Measured", record_line(rule.record))] if rule.record else []
    if gated.gate:
        rows.append(("Gate", _gate_line(gated)))
    rows += [("Right", said)] if (said := _confidences(gated)) else []
    rows += [("Proof", rule.file.proof)] if rule.file.proof else []
    if rule.sources:
        names = ", ".join(LANGUAGES[code] for code in sorted(rule.sources))
        rows.append(("Sources", f"only with --source, for translations from {names}"))
    if rule.estimates:
        rows.append(("Estimates", "only with --estimate, which lets the learned reader read along"))
    if rule.asked.said:
        rows.append(("Settings", f"only with {wish(rule.asked)} in mtlint.toml"))
    if rule.file.outranks:
        rows.append(("Outranks", ", ".join(rule.file.outranks)))
    for label, text in rows:
        yield from textwrap.wrap(text, room, initial_indent=f"{label:9} ", subsequent_indent=" " * 10)
    for label, examples in (("Flagged", rule.file.bad), ("Left alone", rule.file.good)):
        yield ""
        yield brush(label, "bold")
        for example in examples:
            yield from _example(example.strip(), brush)


def _gate_line(gated: Rule) -> str:
    """What becomes of a rule where there are estimates."""
    state = f"with --estimate {gated.default}, and only where a word is suspect, at least {gated.gate} %"
    return f"{state}: {record_line(gated.record)}" if gated.record else f"{state}; not measured"


def _confidences(rule: Rule) -> str:
    """How sure a finding is by the rule's record and, with estimates, by how suspect its place is; empty if unknown."""
    if rule.confidence is None or rule.weights is None:
        return ""
    said = [f"{rule.confidence_at(share):.0%} where {share:.0%} suspect" for share in SUSPICIONS]
    return f"{rule.confidence:.0%} by its record; with --estimate {', '.join(said)}"


def record_line(record: Record) -> str:
    """What was measured, in a line."""
    parts = [f"{count(record.findings + record.gold, 'finding')} in translations"]
    if record.lift is not None:
        parts.append(f"{record.lift:.1f} times chance")
    if record.better or record.worse:
        parts.append(f"{record.better} fixes better, {record.worse} worse")
    if record.gold:
        parts.append(f"{record.gold_hits} of {record.gold} right in marked documents")
    parts.append(f"{record.clean} in sound English")
    if record.desk:
        parts.append(f"editors took {record.desk.taken}, edited {record.desk.edited}, left {record.desk.left}")
    if record.confidence is not None:
        parts.append(f"an estimated {record.confidence:.0%} right")
    return "; ".join(parts)


def _fix_line(rule: Rule) -> str:
    meaning = {
        "safe": "safe: `mtlint fix` applies it",
        "ask": "ask: `mtlint fix --ask` applies it, look at the result",
        "show": "shown only, never applied",
    }
    return meaning.get(_safety(rule), "none, the finding is for a person")


def _example(example: str, brush: Brush) -> Iterator[str]:
    shown = MARK.sub(lambda found: _mark(found, brush), visible(example.replace("\n", "\x00")).replace("\u2400", "\n"))
    for number, line in enumerate(shown.splitlines()):
        yield ("  - " if not number else "    ") + line


def _mark(found: re.Match[str], brush: Brush) -> str:
    if found["old"] is None and found["far"] is None:
        return found[0][0]
    old, new = (found["old"], found["new"]) if found["old"] is not None else (found["far"], found["cure"])
    if new is None:
        return brush(old, "red") if brush.colour else f"[{old}]"
    cure = f"{brush(old, 'red')} -> {brush(new, 'green')}" if old else f"+ {brush(new, 'green')}"
    return f"[{cure}]"
