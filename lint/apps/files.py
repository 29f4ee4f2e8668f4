"""Files: found, read into text with all that is needed to write it back, and written whole or not at all."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from lint.apps.order import ALL, Lines
from lint.errors import ReadError, UsageError
from lint.word.model import Word

_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would write line ends of its own."""

SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".srt": "srt", ".vtt": "vtt", ".jsonl": "jsonl", ".docx": "docx",
}  # fmt: skip
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MARKED = frozenset(mark[:1] for mark, _ in BOMS)
_SAVE = "save its text as .docx, .md or .txt"
OTHERS = {
    b"PK\x03\x04": "is a zip file, as Office documents are; a Word document is read where its name ends with .docx, "
    "and one with macros (.docm) where it is saved without them",
    b"\xd0\xcf\x11\xe0": "is an old .doc or another old Office file; save it as .docx",
    b"%PDF-": f"is a PDF, which keeps no paragraphs; {_SAVE}",
    b"{\\rtf": f"is RTF; {_SAVE}",
}
"""How files begin that are no text, and what is to be done with them."""
SEALED = tuple(OTHERS)
CHUNK = 65_536
"""Bytes that are read at once beyond the size of a file, which a pipe has none of."""


class Stamp(msgspec.Struct, frozen=True):
    """What tells whether a file is still the one that was read."""

    size: int
    changed: int
    node: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file's status."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


class Text(msgspec.Struct, frozen=True):
    """The text of a file, and how its bytes were made from it."""

    name: str
    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    stamp: Stamp | None = None
    word: Word | None = None
    """The Word document that it is the text of, where it is."""

    def encoded(self, text: str) -> bytes:
        """The bytes of the file, were this its text."""
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            char = text[error.start]
            raise ReadError(
                self.name,
                f'{self.encoding} has no "{char}" (U+{ord(char):04X}), which a fix would write; nothing was changed',
            ) from None


def format_of(name: str, read_as: str | None) -> str:
    """The format of a file: the one asked for, else by its suffix, else plain text."""
    return read_as or SUFFIXES.get(os.path.splitext(name)[1].lower(), "text")  # noqa: PTH122  # ten times as quick


def read(path: Path | str, name: str, encoding: str | None = None, form: str = "") -> Text:
    """The text of a file."""
    data, stamp = read_bytes(path, name)
    return decode(data, name, encoding, stamp, form)


def read_bytes(path: Path | str, name: str) -> tuple[bytes, Stamp]:
    """The bytes of a file, and what tells whether it was changed since."""
    try:
        # A file object would take twice as long for a short text.
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
        try:
            # First, so that a change while it is read is seen later.
            status = os.fstat(descriptor)
            parts = []
            while part := os.read(descriptor, status.st_size + CHUNK):
                parts.append(part)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise ReadError(name, cannot("read", error)) from None
    return b"".join(parts), Stamp.of(status)


def decode(data: bytes, name: str, encoding: str | None = None, stamp: Stamp | None = None, form: str = "") -> Text:
    """The text in bytes: by the encoding asked for, by a byte order mark, by what a web page says, else UTF-8."""
    bom, named = b"", ""
    if data[:1] in MARKED:
        bom, named = next(((mark, kind) for mark, kind in BOMS if data.startswith(mark)), (bom, named))
    if bom and (encoding is None or _same(encoding, named)):
        encoding = named
    else:
        bom = b""
    if encoding is None and b"\0" in data:
        where = data.index(b"\0")
        raise ReadError(
            name, f"is a binary file (byte {where} is NUL); if it is text, name its --encoding, such as utf-16"
        )
    if encoding is None and form == "html":
        from lint.apps.charset import declared  # few files are pages

        encoding = declared(data, name)
    try:
        text = data[len(bom) :].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(name, _undecodable(data, error, len(bom))) from None
    except (LookupError, UnicodeError) as error:
        raise UsageError(f'unknown encoding "{encoding}": {error}') from None
    return Text(name, text, encoding or "utf-8", bom, stamp)


def refuse(data: bytes, name: str) -> None:
    """Refuse what is no text by its first bytes: ReadError says what it is and what to do."""
    if data.startswith(SEALED):
        raise ReadError(name, next(said for mark, said in OTHERS.items() if data.startswith(mark)))


def known_encoding(name: str) -> str:
    """The name of a text encoding, checked."""
    try:
        codec = codecs.lookup(name)
    except LookupError:
        codec = None
    if codec is None or not codec._is_text_encoding:
        raise UsageError(f'unknown encoding "{name}"; examples: utf-8, utf-16, cp1252, latin-1, gb18030')
    return name


def _same(asked: str, named: str) -> bool:
    asked = codecs.lookup(asked).name
    return named == asked or named.rsplit("-", 1)[0] == asked or asked == "utf-8-sig" == named + "-sig"


def _undecodable(data: bytes, error: UnicodeDecodeError, skipped: int) -> str:
    at = error.start + skipped
    line = data.count(b"\n", 0, at) + 1
    name = error.encoding.upper()
    return (
        f"is not valid {name}: byte 0x{data[at]:02x} at byte offset {at} (line {line}); "
        "if it is in another encoding, name it, such as --encoding cp1252"
    )


def cannot(verb: str, error: OSError) -> str:
    """What is wrong with a file that cannot be read or written, and the cure."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return f"cannot be {'read' if verb == 'read' else 'written'}: permission denied; check its access rights"
    if isinstance(error, IsADirectoryError):
        return "is a folder"
    return f"cannot be {'read' if verb == 'read' else 'written'}: {error.strerror or error}"


def write(path: Path, before: Text, text: str) -> None:
    """Replace a file's text at once: all of it or, where anything fails, nothing."""
    put(path, before, before.encoded(text))


def put(path: Path, before: Text, data: bytes) -> None:
    """Replace a file at once, unless it is another than the one that was read."""
    try:
        target = path.resolve(strict=True)
        status = target.stat()
        if before.stamp is not None and Stamp.of(status) != before.stamp:
            raise ReadError(
                before.name, "was changed by someone else since it was read; nothing was written, run mtlint again"
            )
        # Replacing a file needs no right to write it, so the right is asked for.
        if not os.access(target, os.W_OK) or not status.st_mode & stat.S_IWUSR:
            raise ReadError(
                before.name, "is read-only; nothing was written, allow writing (chmod u+w) and run mtlint again"
            )
        replace(target, data, status)
    except OSError as error:
        raise ReadError(before.name, f"{cannot('write', error)}; it was left as it was") from None


def replace(target: Path, data: bytes, status: os.stat_result | None = None) -> None:
    """Write bytes beside a file, then put them in its place; a file half written is never seen."""
    # Named before it is made, so that an interruption at any moment leaves no file that nobody clears up.
    temporary = target.parent / f".{target.name[:40]}.{os.urandom(6).hex()}.mtlint"
    try:
        # Nobody else may read it before it has the rights of the file whose place it takes.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        try:
            # An interruption between two steps must not leave an open file object, which would complain.
            with open(descriptor, "wb", closefd=False) as file:
                file.write(data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if status is not None:
            temporary.chmod(stat.S_IMODE(status.st_mode))
            # Only the owner of both may give a file away; where that fails, the new file is simply ours.
            with suppress(OSError, AttributeError):
                os.chown(temporary, status.st_uid, status.st_gid)
        else:
            temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Found(msgspec.Struct, frozen=True):
    """A file to check, and its name in reports."""

    name: str
    real: str
    """Its whole path without links, which no other file has."""
    lines: Lines = ALL
    """Those that are to be looked at."""


def gather(paths: Sequence[str]) -> Iterator[Found | ReadError]:
    """The files to check, in order and each once: files that are named, and what folders hold."""
    seen: set[str] = set()
    for given in paths:
        for found in _under(given):
            if isinstance(found, Found):
                if found.real in seen:
                    continue
                seen.add(found.real)
            yield found


def _under(given: str) -> Iterator[Found | ReadError]:
    path = Path(given)
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield ReadError(given, cannot("read", error))
        return
    except ValueError:
        yield ReadError(given.replace("\0", "\\0"), "is not a path")
        return
    if not folder:
        yield Found(path.as_posix(), os.path.realpath(path))
        return
    from lint.apps.walk import WALKED, walk

    empty = True
    for found in walk(path):
        empty = False
        yield found
    if empty:
        kinds = ", ".join(WALKED)
        yield ReadError(
            given, f"nothing to check: no {kinds} file here that git does not ignore; name files to check them"
        )
