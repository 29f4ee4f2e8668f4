"""Whether fixing comes to rest: no text changes when it is fixed a second time, and no two rules undo each other.

python -m benchmarks.rest --shared ../shared
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import texts
from lint.apps.cache import load_rules
from lint.catalogue import Rule
from lint.checked import Checked
from lint.engine import check
from lint.fixing import Settled, plan, settle
from lint.model import Safety
from lint.readers import READERS
from lint.select import choose
from lint.source import Document


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; exit code 1 where a text does not rest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--data", nargs="+", default=["all", "docs"], help="which corpora")
    args = parser.parse_args(argv)
    rules = choose(load_rules(), (), ())
    restless = 0
    for corpus in texts.chosen(args.data):
        documents = list(_documents(texts.read(args.shared, corpus)))
        for level in (Safety.SAFE, Safety.ASK):
            restless += _report(corpus.name, documents, rules, level)
    raise SystemExit(1 if restless else 0)


def _documents(sample: texts.Sample) -> Sequence[tuple[Document, str]]:
    form = "markdown" if sample.corpus.name == "markdown" else "text"
    return [(d, form) for s in sample.segments.values() if (d := _read(s.text, form))]


def _read(text: str, form: str) -> Document | None:
    return next((d for d in READERS[form]("text", text) if isinstance(d, Document)), None)


def _report(name: str, documents: Sequence[tuple[Document, str]], rules: Sequence[Rule], level: Safety) -> int:
    """Settle every text that has fixes of a level, print what came of it, and count what did not rest."""
    changed = restless = looping = 0
    for (document, form), checked in zip(documents, check((d for d, _ in documents), rules), strict=True):
        if not plan(checked.findings, level):
            continue
        first = _settle(document, form, rules, level)
        changed += first.source != document.source
        looping += bool(first.looping)
        again = _read(first.source, form)
        if again is not None and (second := _settle(again, form, rules, level)).source != first.source:
            restless += 1
            print(f"  not at rest: {first.source[:80]!r} {[f.rule for f in second.applied]}")
        if first.looping:
            print(f"  undo each other: {', '.join(first.looping)}: {document.source[:80]!r}")
    print(f"{name} {level.name}: {changed} texts changed, {restless} not at rest, {looping} left as they were")
    return restless


def _settle(document: Document, form: str, rules: Sequence[Rule], level: Safety) -> Settled:
    def reread(source: str) -> Document:
        return _read(source, form) or Document.plain("text", source, ())

    def check_one(one: Document) -> Checked:
        return next(check([one], rules))

    return settle(document, reread, check_one, level)


if __name__ == "__main__":
    main()
