"""Which mtlint this is: a digest of its code and data, and of the libraries that its results hang on."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from pathlib import Path

import lint
from lint.apps.store import Store

SKIPPED = ("__pycache__", "rules", "report")
"""What holds rules, which are told apart one by one, and what has no say in what is found."""
LIBRARIES = ("markdown_it_py", "mdit_py_plugins", "numpy", "onnxruntime", "regex", "tokenizers")


def build(store: Store) -> bytes:
    """The digest of this mtlint, by content: an installation made anew has the same.

    Reading all of it takes longer than many a run, so the digest is kept for the times and sizes of the files.
    """
    top = Path(lint.__file__).parent
    files = sorted(_files(str(top)))
    listing = "\n".join(f"{path} {status.st_size} {status.st_mtime_ns}" for path, status in files)
    libraries = "\n".join((sys.version, *_libraries()))
    key = blake2b(f"build\n{listing}\n{libraries}".encode("utf-8", "replace"), digest_size=16).digest()
    kept = store.get([key]).get(key)
    if kept is None:
        made = blake2b(libraries.encode(), digest_size=16)
        for path, _ in files:
            made.update(os.path.relpath(path, top).encode() + b"\0" + blake2b(Path(path).read_bytes()).digest())
        kept = made.digest()
        store.put({key: kept})
    return kept


def _files(folder: str) -> list[tuple[str, os.stat_result]]:
    found: list[tuple[str, os.stat_result]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in SKIPPED:
                continue
            found += _files(entry.path) if entry.is_dir() else [(entry.path, entry.stat())]
    return found


def _libraries() -> list[str]:
    """The libraries that are installed, with their versions: asking for each would take longer than many a run."""
    found: set[str] = set()
    for folder in filter(None, sys.path):
        try:
            with os.scandir(folder) as entries:
                found.update(e.name for e in entries if e.name.startswith(LIBRARIES) and e.name.endswith("-info"))
        except OSError:
            continue
    return sorted(found)
