"""Write data files the same way every time."""

import gzip
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parents[2] / "lint" / "language" / "data"


def write_table(name: str, source: str, rows: Iterable[Iterable[str]]) -> int:
    """Write tab-separated rows under a comment that names their source; return how many."""
    lines = sorted("\t".join(row) for row in rows)
    text = "\n".join([f"# Made by training/words from {source}; see NOTICE.", *lines]) + "\n"
    # No time stamp, so that the same words give the same bytes.
    packed = gzip.compress(text.encode(), 9, mtime=0) if name.endswith(".gz") else text.encode()
    (DATA / name).write_bytes(packed)
    print(f"{name}: {len(lines)} rows, {len(packed) / 1000:.1f} kB")
    return len(lines)
