"""The pages on the rules: what each finds and why, its examples, and how it was measured.

python -m benchmarks.pages              writes docs/rules/
python -m benchmarks.pages --check      fails where a page is not what the rule says today
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.keeping import keep
from lint.apps.cache import load_rules
from lint.asked import wish
from lint.catalogue import Rule
from lint.record import Default, Record
from lint.report.page import escaped, example, flat
from lint.sources import LANGUAGES

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "rules"
FAMILIES = ROOT / "rules" / "families.toml"
MADE = "<!-- Written by `make docs` from the rule file; change that, not this page. -->"
FIXES = {
    "safe": "safe: `mtlint fix` applies it",
    "ask": "to be looked at: `mtlint fix --ask` applies it, `mtlint diff` shows it",
    "show": "shown, never applied",
}
STATES = {
    Default.QUIET: "Quiet, since its [record](../../measuring.md) is too thin to tell",
    Default.OFF: "Off, since its [record](../../measuring.md) speaks against it",
}
HEADING = "# The rules\n\nOne page a rule; `mtlint explain RULE` shows the same in the terminal."
RECORD = (
    "| rule | default | in translations | times chance | better : worse | right in marked texts | in sound English |\n"
    "|---|---|--:|--:|--:|--:|--:|"
)
COLUMNS = "| rule | what it says | fix | default |\n|---|---|---|---|"


def main() -> None:
    """Write the pages, or check them."""
    rules = load_rules(cached=False)
    families = by_family(rules)
    about = tomllib.loads(FAMILIES.read_text(encoding="utf-8"))
    if families.keys() != about.keys():
        odd = ", ".join(sorted(families.keys() ^ about.keys()))
        raise SystemExit(f"rules/families.toml: {odd}: no rules, or nothing said of them")
    pages = {FOLDER / f"{rule.id}.md": page(rule) for rule in rules}
    pages |= {FOLDER / name / "README.md": family_page(name, about[name], families[name]) for name in families}
    pages[FOLDER / "README.md"] = index(families, about)
    keep(pages, "make docs", stale=frozenset(FOLDER.rglob("*.md")) - pages.keys())


def by_family(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """The rules of each family, families by name."""
    families: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        families[rule.family].append(rule)
    return dict(sorted(families.items()))


def index(families: Mapping[str, Sequence[Rule]], about: Mapping[str, Mapping[str, str]]) -> str:
    """The page that lists all rules by family."""
    parts = [MADE, HEADING]
    for family, members in families.items():
        rows = [
            f"| [{name(rule)}]({rule.id}.md) | {escaped(flat(rule.file.message))} | {safety(rule) or '-'} "
            f"| {when(rule, '..')} |"
            for rule in members
        ]
        parts.append("\n".join([f"## [{family}]({family}/README.md)", "", about[family]["what"], "", COLUMNS, *rows]))
    return "\n\n".join(parts) + "\n"


def family_page(family: str, about: Mapping[str, str], rules: Sequence[Rule]) -> str:
    """The page of a family: its fault, the systems that make it, and how its rules have done."""
    rows = [
        f"| [{name(rule)}]({name(rule)}.md) | {when(rule, '../..')} | {' | '.join(cells(rule.record))} |"
        for rule in rules
    ]
    return "\n\n".join([MADE, f"# {family}", about["what"], about["systems"], "\n".join([RECORD, *rows])]) + "\n"


def cells(record: Record | None) -> Iterator[str]:
    """What was measured of a rule, as cells of a row."""
    row = record or Record()
    yield f"{row.findings + row.gold:,}"
    yield f"{row.lift:.1f}" if row.lift else "-"
    yield f"{row.better:,} : {row.worse:,}" if row.better or row.worse else "-"
    yield f"{row.gold_hits} of {row.gold}" if row.gold else "-"
    yield f"{row.clean:,}"


def when(rule: Rule, docs: str) -> str:
    """What the rule does by default, and for which sources; `docs` is the way to the folder of the pages."""
    if rule.asked.waits:
        return f"[`{wish(rule.asked)}`]({docs}/terminology.md)"
    return f"{rule.default}, [{' '.join(sorted(rule.sources))}]({docs}/sources.md)" if rule.sources else rule.default


def page(rule: Rule) -> str:
    """The page of one rule."""
    parts = [
        MADE,
        f"# {rule.id}",
        f"> {escaped(flat(rule.file.message))}",
        escaped(flat(rule.file.why)),
        "\n".join(f"* {fact}" for fact in facts(rule)),
        "## Flagged\n\n" + "\n".join(example(line) for line in rule.file.bad),
        "## Left alone\n\n" + "\n".join(example(line) for line in rule.file.good),
        "## Measured\n\n" + (measured(rule)),
    ]
    if rule.record and rule.record.gated:
        parts.append("## Measured where a word is suspect\n\n" + figures(rule.record.gated))
    return "\n\n".join(parts) + "\n"


def measured(rule: Rule) -> str:
    """What the rule did, where anybody asked for it."""
    if rule.asked.waits:
        return "Not measured, since it is on only where the settings ask for it."
    return figures(rule.record) if rule.record else "Not measured yet."


def facts(rule: Rule) -> Iterator[str]:
    """What there is to know of a rule, a line each."""
    yield f"Category: {rule.file.category}"
    yield f"Severity: {rule.file.severity}"
    yield f"Fix: {FIXES[safety(rule)] if safety(rule) else 'none'}"
    yield f"Reads: {rule.file.reads}, in segments of the kinds {', '.join(rule.file.kinds)}"
    if not rule.enabled:
        yield f"{STATES[rule.default]}: `--select {rule.id}` turns it on"
    if rule.file.proof:
        yield f"Proof: {escaped(flat(rule.file.proof))}"
    if rule.sources:
        names = ", ".join(LANGUAGES[code] for code in sorted(rule.sources))
        yield f"On only where the text was translated from {names}: `--source` ([sources](../../sources.md))"
    if gate := rule.with_estimates.gate:
        state = f"With `--estimate` {rule.with_estimates.default}, where a word is suspect"
        yield f"{state}, at least {gate} % ([estimates](../../estimation.md))"
    if rule.estimates:
        yield "On only where the learned reader reads along: `--estimate` ([estimates](../../estimation.md))"
    if rule.asked.said:
        yield f"On only with `{wish(rule.asked)}` in the settings ([terminology](../../terminology.md))"
    if not rule.file.quoted:
        yield "Silent inside quotation marks"
    if not rule.file.programs:
        yield "Silent in documents on programs ([formats](../../formats.md#markdown))"
    if rule.file.outranks:
        yield "Wins over " + ", ".join(f"`{other}`" for other in rule.file.outranks)


def figures(found: Record) -> str:
    """What the rule did on the corpora, in a sentence or two."""
    lines = [f"Findings in machine translations with an editor's changes: {found.findings}"]
    if found.findings:
        lines[0] += f"; {found.precision:.0%} of them where the editor changed something, by chance {found.chance:.0%}"
    if found.better or found.worse:
        lines.append(f"Fixes that bring the text nearer to the editor's: {found.better}; farther: {found.worse}")
    lines.append(
        f"Findings in documents with marked faults: {found.gold}, of them at a marked fault: {found.gold_hits}"
    )
    lines.append(f"Findings in all these translations per 1,000 words: {found.per_1k}")
    if found.swaps or found.swap_alarms:
        swaps = (
            f"Wrong pronouns put into sound texts that it found: {found.swaps}; alarms in these: {found.swap_alarms}"
        )
        lines.append(f"{swaps} ([how](../../pronouns.md))")
    lines.append(f"Findings in sound English: {found.clean} ({found.clean_per_1k} per 1,000 words)")
    if found.desk:
        desk = f"{found.desk.taken} taken, {found.desk.edited} edited, {found.desk.left} left"
        lines.append(f"What [editors decided](../../desk.md) on its findings: {desk}")
    if found.confidence is not None:
        lines.append(f"Estimated share of right findings: {found.confidence:.0%} ([how](../../measuring.md))")
    return "\n".join(f"* {line}" for line in lines)


def name(rule: Rule) -> str:
    """The name of a rule within its family."""
    return rule.id.partition("/")[2]


def safety(rule: Rule) -> str:
    """The safety of the fix that a rule proposes; empty where it has none."""
    return "" if rule.proposes is None else rule.proposes.name.lower()


if __name__ == "__main__":
    main()
