"""What editors decided, counted into the records of rules: python -m benchmarks.desks DECISIONS.json...

The files are those of `mtlint review`, and all that are to count must be named: what was counted before is replaced.
Thresholds do not look at these figures: a desk reviews what its rules found, so that nobody knows what it would be by
chance. They stand on the pages of the rules for people to judge by.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from benchmarks import measure
from lint.apps.review.desk import rows_of
from lint.apps.review.opening import opened
from lint.errors import LintError
from lint.record import Desk, Record


@dataclass(frozen=True, slots=True)
class Counted:
    """Records with what desks decided, and the rules of the decisions that have no record there."""

    records: dict[str, Record]
    unknown: tuple[str, ...]


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decisions", nargs="+", help="files of decisions")
    parser.add_argument(
        "--rules", type=Path, default=Path("rules"), help="folder of rules with a measured.json (rules)"
    )
    args = parser.parse_args(argv)
    path = args.rules / "measured.json"
    try:
        made = counted(measure.read(path), args.decisions)
    except (OSError, LintError) as error:
        raise SystemExit(str(error)) from None
    measure.write(path, made.records)
    decided = sum(record.desk is not None for record in made.records.values())
    print(f"{path}: decisions on {decided} rules written; `make docs` brings the pages of the rules up to date")
    if made.unknown:
        print(f"without a record there, and left out: {', '.join(made.unknown)}")


def counted(records: dict[str, Record], places: Sequence[str]) -> Counted:
    """Records with the decisions in files, and no others."""
    rows = dict(rows_of(document for place in places for document in opened(place).documents))
    desks = {rule: Desk(row.taken, row.edited, row.left) for rule, row in rows.items() if row.decided}
    made = {rule: replace(record, desk=desks.get(rule)) for rule, record in records.items()}
    return Counted(made, tuple(sorted(desks.keys() - records.keys())))


if __name__ == "__main__":
    main()
