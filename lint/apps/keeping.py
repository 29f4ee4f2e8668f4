"""`mtlint cache`: where the results of earlier runs lie, how much room they take, and away with them."""

from __future__ import annotations

from lint.apps import output
from lint.apps.shelves import folder
from lint.apps.store import MEGABYTE, SIZE, Store, open_store
from lint.errors import UsageError
from lint.report.tally import count

CLEAN = 0


def show_path() -> int:
    """Print the folder of what is kept."""
    place = folder()
    if place is None:
        raise UsageError("there is no folder for a cache on this machine; set HOME")
    output.emit([f"{place}\n"], None)
    return CLEAN


def show_size() -> int:
    """Say how many results are kept, and how much room they take of how much they may."""
    store = _store()
    number, size = store.size()
    said = f"{count(number, 'entry', 'entries')}, {size / MEGABYTE:.1f} of at most {store.most // MEGABYTE:,} MB"
    output.emit([f"{said} ({SIZE} sets the limit).\n"], None)
    return CLEAN


def clear() -> int:
    """Throw the results away."""
    store = _store()
    number, _ = store.size()
    store.clear()
    output.emit([f"Threw {count(number, 'entry', 'entries')} away.\n"], None)
    return CLEAN


def _store() -> Store:
    store = open_store()
    if store is None:
        raise UsageError(f"nothing is kept on this machine; {SIZE} is 0, or there is no folder for it")
    return store
