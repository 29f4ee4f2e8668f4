"""Files that a program writes and the repository holds: written, or compared with what would be written today."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHOWN = 40


def keep(files: Mapping[Path, str], cure: str, *, stale: frozenset[Path] = frozenset()) -> None:
    """Write the files and remove the stale ones; with `--check` among the arguments, fail where that is due.

    `cure` is the command that brings everything up to date.
    """
    due = {path: new for path, new in files.items() if old(path) != new}
    if "--check" not in sys.argv[1:]:
        for path, new in due.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, encoding="utf-8")
        for path in stale:
            path.unlink()
        print(f"{len(files)} files, {len(due)} written, {len(stale)} removed")
        return
    for path, new in sorted(due.items()):
        print(
            "\n".join(
                list(unified_diff(old(path).splitlines(), new.splitlines(), str(path), "today", lineterm=""))[:SHOWN]
            )
        )
    for path in sorted({*due, *stale}):
        print(f"{path.relative_to(ROOT)}: not up to date; run `{cure}` and commit the result", file=sys.stderr)
    if due or stale:
        raise SystemExit(1)


def old(path: Path) -> str:
    """What a file holds, and nothing where there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""
