"""What was found in texts by earlier runs: results as the engine gave them, before anything is kept back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from lint.apps.store import Store
from lint.apps.unread import Unread
from lint.checked import Checked
from lint.model import Finding
from lint.source import Document, Mark, Piece, Segment
from lint.sources import Origin
from lint.verdict import Estimate


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A result, and the map of its document."""

    segments: tuple[Segment, ...]
    pieces: tuple[Piece, ...]
    between: tuple[str, ...] | None
    """What the reader put before, between and after pieces of the source; None where the text is the source."""
    findings: tuple[Finding, ...]
    origin: Origin | None
    estimate: Estimate | None
    marks: tuple[Mark, ...] = ()
    bars: str = ""
    language: str = ""


_DECODER = msgspec.msgpack.Decoder(Kept)
_ENCODER = msgspec.msgpack.Encoder()


class Results:
    """The results of runs with the same rules, by text."""

    def __init__(self, store: Store, key: bytes) -> None:
        self._store, self._key = store, key
        self._waiting: dict[bytes, bytes] = {}

    def recall(self, texts: Sequence[Unread], origin: Origin | None = None) -> list[Checked | None]:
        """What was found in texts, in their order; None where that is not known."""
        keys = [self._name(unread, origin) for unread in texts]
        found = self._store.get(keys)
        return [_checked(unread, found.get(key)) for unread, key in zip(texts, keys, strict=True)]

    def keep(self, unread: Unread, checked: Checked, origin: Origin | None = None) -> None:
        """Keep what was found in a text, unless a rule broke down over it; it is written with others."""
        if not checked.faults and not checked.unread:
            self._waiting[self._name(unread, origin)] = _ENCODER.encode(_kept(checked))

    def write(self) -> None:
        """Write what waits."""
        self._store.put(self._waiting)
        self._waiting = {}

    def close(self) -> None:
        """Let go of the database, which no other process may inherit."""
        self.write()
        self._store.close()

    def _name(self, unread: Unread, origin: Origin | None) -> bytes:
        made = blake2b(unread.text.text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key)
        made.update(f"\0{unread.form}\0{origin}".encode())
        if unread.text.word is not None:
            made.update("\0".join(kind or "" for kind in unread.text.word.kinds).encode())
        return made.digest()


def _kept(checked: Checked) -> Kept:
    document = checked.document
    between: list[str] | None = None
    if document.text is not document.source and document.text != document.source:
        copied = [piece for piece in document.pieces if not piece.width]
        ends = [0, *(piece.text_end for piece in copied)]
        starts = [*(piece.text for piece in copied), len(document.text)]
        between = [document.text[end:start] for end, start in zip(ends, starts, strict=True)]
    return Kept(
        document.segments, document.pieces, tuple(between) if between is not None else None,
        checked.findings, checked.origin, checked.estimate, document.marks, document.bars, document.language,
    )  # fmt: skip


def _checked(unread: Unread, data: bytes | None) -> Checked | None:
    if data is None:
        return None
    try:
        kept = _DECODER.decode(data)
    except ValueError:
        return None
    source = unread.text.text
    text = source if kept.between is None else _text(source, kept.pieces, kept.between)
    document = Document(
        unread.text.name, source, text, kept.segments, kept.pieces, line=unread.line, whole=unread.whole,
        marks=kept.marks, file=unread.file, bom=unread.bom, bars=kept.bars, language=kept.language,
        exact=unread.text.word is None,
    )  # fmt: skip
    return Checked(document, kept.findings, (), kept.origin, kept.estimate)


def _text(source: str, pieces: Iterable[Piece], between: Sequence[str]) -> str:
    parts = [between[0]]
    for piece, after in zip((piece for piece in pieces if not piece.width), between[1:], strict=True):
        parts += source[piece.source : piece.source + piece.length], after
    return "".join(parts)
