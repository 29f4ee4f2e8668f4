"""TBX, the exchange format of term bases (ISO 30042): the English terms of each concept, in both styles of its tags."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

import msgspec

from lint.errors import UsageError
from lint.glossary import Entry

CONCEPTS = frozenset(("termEntry", "conceptEntry"))
LANGUAGES = frozenset(("langSet", "langSec"))
TERMS = frozenset(("tig", "ntig", "termSec"))
STATUSES = frozenset(("administrativeStatus", "normativeAuthorization"))
WRONG = ("deprecated", "superseded", "notrecommended", "rejected")
"""How the values begin that forbid a term; `preferredTerm` and `preferredTerm-admn-sts` recommend one."""


class Term(msgspec.Struct):
    """A term of a concept while it is read."""

    line: int
    text: str = ""
    status: str = ""
    note: str = ""

    @property
    def wrong(self) -> bool:
        """True if the term is not to be used."""
        return self.status.lower().replace("-", "").startswith(WRONG)


class Reader(ContentHandler):
    """Collects the English terms of each concept."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self.locator: Locator | None = None
        self.root = ""
        self.entries: list[Entry] = []
        self.concept: list[Term] = []
        self.english = False
        self.inside = False
        self.kind = ""
        """What the text that is being read is: `term`, `status`, `note`, or nothing of interest."""

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        """Keep what tells the line."""
        self.locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        """Note where a term begins and what is said of it."""
        local = name.rpartition(":")[2]
        self.root = self.root or local
        self.kind = ""
        if local in CONCEPTS:
            self.concept = []
        elif local in LANGUAGES:
            self.english = attrs.get("xml:lang", attrs.get("lang", "")).lower().partition("-")[0] == "en"
        elif local in TERMS and self.english:
            self.inside = True
            self.concept.append(Term(self._line()))
        elif self.inside:
            # DCA style: <termNote type="administrativeStatus">; DCT style: <min:administrativeStatus>.
            said = attrs.get("type", "") if local in ("termNote", "termNoteGrp", "descrip") else local
            self.kind = "status" if said in STATUSES else said if said in ("term", "note", "usageNote") else ""

    def characters(self, content: str) -> None:
        """Add text to what is being read."""
        if self.kind and self.concept:
            term = self.concept[-1]
            match self.kind:
                case "term":
                    term.text += content
                case "status":
                    term.status += content.strip()
                case _:
                    term.note += content

    def endElement(self, name: str) -> None:  # noqa: N802
        """Put a concept down when it ends."""
        local = name.rpartition(":")[2]
        self.kind = ""
        if local in TERMS:
            self.inside = False
        elif local in LANGUAGES:
            self.english = False
        elif local in CONCEPTS:
            self.entries += self._entries()

    def _entries(self) -> Iterator[Entry]:
        for term in self.concept:
            term.text, term.note = " ".join(term.text.split()), " ".join(term.note.split())
            if not term.text:
                raise UsageError(f"{self.place}:{term.line}: has no term; fill it in or take the entry out")
        right = [term for term in self.concept if not term.wrong]
        wrong = tuple(term.text for term in self.concept if term.wrong)
        main = next((t for t in right if t.status.lower().startswith("preferred")), right[0] if right else None)
        if main is None:
            if wrong:
                line = self.concept[0].line
                raise UsageError(
                    f"{self.place}:{line}: “{wrong[0]}” is deprecated and nothing is preferred; add a term"
                )
            return
        yield Entry(main.text, f"{self.place}:{main.line}", wrong, note=main.note)
        yield from (Entry(t.text, f"{self.place}:{t.line}") for t in right if t is not main)

    def _line(self) -> int:
        return (self.locator.getLineNumber() or 1) if self.locator else 1


def read_tbx(data: bytes, place: str) -> tuple[Entry, ...]:
    """The entries of a TBX file; UsageError with its line where it is none."""
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parse

    reader = Reader(place)
    try:
        # Many name a DTD, which the reader does not open; entities of their own are refused.
        parse(BytesIO(data), reader, forbid_external=False)
    except SAXParseException as error:
        raise UsageError(f"{place}:{error.getLineNumber()}: is not XML: {error.getMessage()}") from None
    except DefusedXmlException:
        raise UsageError(f"{place}: declares entities, which is refused; take them out") from None
    except SAXException as error:
        raise UsageError(f"{place}: is not XML: {error}") from None
    if reader.root not in ("tbx", "martif"):
        raise UsageError(f"{place}: is no TBX, which begins with <tbx> or <martif>, but <{reader.root}>")
    return tuple(reader.entries)
