"""Mine the post-edits of a corpus for what editors do again and again in the same context.

python -m benchmarks.mine --shared ../shared                            candidates of every kind
python -m benchmarks.mine --shared ../shared --kind delete --by tree --show 20
python -m benchmarks.mine --shared ../shared --like according           only what has that word in it
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.mine.known import known_rows, new
from benchmarks.mine.patterns import LEVELS
from benchmarks.mine.rank import KINDS, Miner
from benchmarks.mine.showing import chosen, lines, records
from benchmarks.mine.table import build, read
from lint.apps.analyses import KeptAnalyser, trim

PAIRS = ("et-en", "ne-en", "ru-en", "si-en")
"""ro-en is left out: its train part was edited otherwise than its dev part, so what is mined there does harm."""
SOUND = ("news", "wiki", "wmt21", "books")


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line."""
    args = arguments(argv)
    folder = args.shared / "corpora"
    edited = [folder / f"mlqe.{pair}.train.jsonl.gz" for pair in args.pair or PAIRS]
    clean = [folder / f"clean_{name}_dev.jsonl.gz" for name in SOUND]
    clean += [args.shared / "gold" / "clean", folder / "markdown_dev"]
    missing = [path for path in (*edited, *clean) if not path.exists()]
    if missing:
        raise SystemExit(f"{missing[0]}: no such corpus; name the folder of the corpora with --shared")
    files = [*read([*map(str, edited)], sound=False), *read([*map(str, clean)], sound=True)]
    reads = KeptAnalyser()
    table = build(files, reads.read)
    trim()
    found = Miner(table).candidates(args.least, args.breadth, args.kind or KINDS, args.by or LEVELS)
    if args.new:
        found = new(found, known_rows(table, files, reads))
    picked = chosen(found, args.like, args.show)
    print("\n".join(records(table, picked) if args.json else lines(table, picked, args.examples)))


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the corpora (../shared)")
    parser.add_argument("--pair", action="append", help="only this pair; again for more (all but ro-en)")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind of change; again for more")
    parser.add_argument("--by", action="append", choices=LEVELS, help="only patterns of this level; again for more")
    parser.add_argument("--least", type=int, default=3, metavar="N", help="changes in the mined half at least (3)")
    parser.add_argument("--breadth", type=int, default=2, metavar="N", help="language pairs at least (2)")
    parser.add_argument("--like", default="", metavar="WORD", help="only patterns with this word in them")
    parser.add_argument("--new", action="store_true", help="leave out what the catalogue finds already")
    parser.add_argument("--show", type=int, default=30, metavar="N", help="candidates of each kind and level (30)")
    parser.add_argument("--examples", type=int, default=3, metavar="N", help="examples of each (3)")
    parser.add_argument("--json", action="store_true", help="a JSON object a line")
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
