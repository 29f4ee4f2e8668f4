"""The package that a Word document is: a zip file of parts, opened with care and written back as it was."""

from __future__ import annotations

import posixpath
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

import msgspec
from lxml import etree

from lint.errors import ReadError
from lint.word.names import LINKS, OFFICE, STRICT, TYPES, WORD

MOST_MEMBERS = 10_000
MOST_BYTES = 1 << 30
"""Bytes of all parts, unpacked; they are copied in pieces."""
MOST_XML = 48 << 20
"""Bytes of the parts that are read, of which each takes several in memory."""
MOST_MARKUP = 2_000_000
"""Tags and attributes of a part, each of which takes much more in memory than in the file."""
OLD = b"\xd0\xcf\x11\xe0"
"""How an old .doc begins, and what Office makes of a document with a password."""
DAMAGED = "is no sound Word document"
CURE = "open it in Word or LibreOffice and save it again as .docx"
CONTENT_TYPES = "[Content_Types].xml"
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, LookupError, ValueError, OverflowError,
    OSError, RuntimeError,
)  # fmt: skip
"""What reading a damaged zip file may raise."""
NOTES = ("footnotes", "endnotes", "header", "footer")
"""The sorts of parts with text beside the body, in the order in which they are read."""


class Package(msgspec.Struct):
    """The parts of a document that are read, as XML trees that may be changed."""

    name: str
    data: bytes
    main: str
    trees: dict[str, etree._Element]
    """The parts with text by their names in the package, the body first."""
    styles: etree._Element | None
    signed: bool
    related: dict[str, str]
    """What the body refers to, by its kind: `comments` to the name of the part."""

    def tree(self, member: str) -> etree._Element | None:
        """Another part; None where there is no such part."""
        with _unpacked(self.name, self.data) as archive:
            return _xml(self.name, archive, member) if member in archive.namelist() else None


@contextmanager
def _unpacked(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The zip file in bytes; ReadError where it turns out to be damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except BROKEN as error:
        raise ReadError(name, f"{DAMAGED} ({str(error).strip(chr(34))}); {CURE}") from None


def opened(name: str, data: bytes) -> Package:
    """The package in bytes; ReadError where it is damaged, locked, dangerous or of another sort."""
    if data.startswith(OLD):
        raise ReadError(name, f"is an old .doc, or locked with a password; {CURE}, without a password")
    with _unpacked(name, data) as archive:
        return _opened(name, data, archive)


def _opened(name: str, data: bytes, archive: zipfile.ZipFile) -> Package:
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(names) < len(members):
        raise ReadError(name, f"{DAMAGED} (a part is there twice); {CURE}")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise ReadError(name, "would unpack to more than is reasonable for a document; it was not read")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(name, f"is locked with a password; {CURE}, without a password")
    main = _main(name, archive, names)
    parts = [main, *_beside(name, archive, main, names)]
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")
    read = [*parts, *([styles] if styles in names else [])]
    if sum(archive.getinfo(part).file_size for part in read) > MOST_XML:
        raise ReadError(name, f"has more than {MOST_XML >> 20} MB of text and markup; split it")
    trees = {part: _xml(name, archive, part) for part in parts}
    if trees[main].tag.startswith(f"{{{STRICT}}}"):
        raise ReadError(name, "is saved as Strict Open XML; save it as “Word document (.docx)”")
    if trees[main].tag != f"{{{WORD}}}document":
        raise ReadError(name, f"{DAMAGED} (its body is none); {CURE}")
    signed = any(part.startswith("_xmlsignatures/") for part in names)
    related = {kind: part for kind, part in _links(name, archive, main) if part in names}
    return Package(name, data, main, trees, _xml(name, archive, styles) if styles in names else None, signed, related)


def _main(name: str, archive: zipfile.ZipFile, names: set[str]) -> str:
    """The part with the body."""
    if CONTENT_TYPES not in names or "_rels/.rels" not in names:
        raise ReadError(name, f"{DAMAGED} (it has no list of its parts); {CURE}")
    main = next((target for kind, target in _links(name, archive, "") if kind == "officeDocument"), "")
    if main not in names:
        raise ReadError(name, f"{DAMAGED} (its body is missing); {CURE}")
    types = etree.tostring(_xml(name, archive, CONTENT_TYPES), encoding="unicode")
    if "macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise ReadError(name, "holds macros; save it as .docx without macros")
    if "wordprocessingml" not in types:
        raise ReadError(name, f"is an Office file but no Word document; {CURE}")
    return main


def _beside(name: str, archive: zipfile.ZipFile, main: str, names: set[str]) -> list[str]:
    """The parts with text beside the body, in their order."""
    found = {(NOTES.index(kind), part) for kind, part in _links(name, archive, main) if kind in NOTES}
    return [part for _, part in sorted(found) if part in names]


def _links(name: str, archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """What a part, or the package, refers to inside the package: kind and name."""
    member = links_of(part)
    if member not in archive.namelist():
        return
    for link in _xml(name, archive, member).iter(f"{{{LINKS}}}Relationship"):
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), link.get("Target", "")))
            yield link.get("Type", "").rpartition("/")[2], target.lstrip("/")


def links_of(part: str) -> str:
    """The part that says what a part refers to."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _xml(name: str, archive: zipfile.ZipFile, member: str) -> etree._Element:
    """A part parsed; nothing it names is fetched, and no entity of its own is resolved."""
    if archive.getinfo(member).file_size > MOST_XML:
        raise ReadError(name, f"has more than {MOST_XML >> 20} MB of text and markup; split it")
    content = archive.read(member)
    if content.count(b"<") + content.count(b"=") > MOST_MARKUP:
        raise ReadError(name, f"has more markup in {member} than is reasonable for a document; split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(name, f"{DAMAGED} ({member}: {error.msg}); {CURE}") from None
    if tree.getroottree().docinfo.internalDTD is not None:
        raise ReadError(name, f"{DAMAGED} ({member} declares a document type); {CURE}")
    return tree


def serialised(tree: etree._Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def rebuilt(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts changed or added; the others are copied, in their order."""
    if package.signed:
        raise ReadError(package.name, "is signed, and a change would break its signature; nothing was changed")
    made = BytesIO()
    with _unpacked(package.name, package.data) as old, zipfile.ZipFile(made, "w") as new:
        new.comment = old.comment
        for member in old.infolist():
            with new.open(_like(member), "w") as target:
                if member.filename in changed:
                    target.write(changed[member.filename])
                else:
                    with old.open(member) as source:
                        shutil.copyfileobj(source, target)
        for part in sorted(changed.keys() - set(old.namelist())):
            like = _like(old.getinfo(package.main))
            like.filename = part
            new.writestr(like, changed[part])
    return made.getvalue()


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A member of the same name, time, rights and compression."""
    made = zipfile.ZipInfo(member.filename, member.date_time)
    for key in ("compress_type", "comment", "extra", "create_system", "external_attr", "internal_attr"):
        setattr(made, key, getattr(member, key))
    return made


def relate(package: Package, part: str, kind: str, content_type: str) -> dict[str, bytes]:
    """The parts that tell of a new part beside the body."""
    types, links = package.tree(CONTENT_TYPES), package.tree(links_of(package.main))
    if types is None:
        raise ReadError(package.name, f"{DAMAGED} (it has no list of its parts); {CURE}")
    etree.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type})
    if links is None:
        links = etree.fromstring(f'<Relationships xmlns="{LINKS}"/>')
    taken = {link.get("Id") for link in links}
    number = next(f"rIdMtlint{i}" for i in range(1, len(taken) + 2) if f"rIdMtlint{i}" not in taken)
    target = posixpath.relpath(part, posixpath.dirname(package.main) or ".")
    etree.SubElement(links, f"{{{LINKS}}}Relationship", {"Id": number, "Type": f"{OFFICE}/{kind}", "Target": target})
    return {CONTENT_TYPES: serialised(types), links_of(package.main): serialised(links)}
