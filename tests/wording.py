"""Word documents made for tests: a few lines of XML around what a test is about."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOTS = {"document": "document", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
         "header1": "hdr", "footer1": "ftr", "styles": "styles"}  # fmt: skip
KINDS = {name: name.rstrip("1") if name != "document" else "document.main" for name in ROOTS}
STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/><w:basedOn w:val="berschrift1"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Paragraph"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def run(text: str, look: str = "") -> str:
    """A run; `look` is what stands in its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*parts: str, style: str = "", more: str = "") -> str:
    """A paragraph; parts that are no XML become runs."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    inner = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells with one paragraph each."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * len(rows[0])}</w:tblGrid>{made}</w:tbl>"


def inserted(inner: str) -> str:
    """What somebody put in."""
    return f'<w:ins w:id="901" w:author="Editor" w:date="2024-05-01T10:00:00Z">{inner}</w:ins>'


def deleted(text: str) -> str:
    """What somebody took out."""
    inner = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="902" w:author="Editor" w:date="2024-05-01T10:00:00Z">{inner}</w:del>'


def field(code: str, shown: str) -> str:
    """A field, and what it shows."""
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{signs[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{signs[1]}{run(shown)}{signs[2]}"


def note(number: int) -> str:
    """A reference to a footnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: int, *paragraphs: str) -> str:
    """A footnote."""
    return f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'


def box(*paragraphs: str) -> str:
    """A text box, in the version for today's programs and in that for older ones."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    extent = '<wp:extent cx="1800000" cy="720000"/><wp:docPr id="1" name="Box"/>'
    shape = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    uri = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    graphic = f'<a:graphic><a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic>'
    places = (
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    wrap = extent.replace("<wp:docPr", "<wp:wrapNone/><wp:docPr")
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1">{places}{wrap}{graphic}</wp:anchor>'
    )
    drawing = f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
    old = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    return f"<w:r><mc:AlternateContent>{drawing}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"


def docx(*body: str, more: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """A package with a body and other parts: `footnotes`, `header1`, `comments`; `more` are members as they are."""
    names = ["document", "styles", *parts]
    margins = "".join(
        f'<w:{name[:-1]}Reference w:type="default" r:id="rId{names.index(name)}"/>'
        for name in ("header1", "footer1")
        if name in names
    )
    section = f"<w:sectPr>{margins}</w:sectPr>" if margins else "<w:sectPr/>"
    text = f"<w:body>{''.join(body)}{section}</w:body>"
    inner = {"document": text, "styles": STYLES} | parts
    files = {
        f"word/{name}.xml": f"{HEAD}<w:{ROOTS[name]} {SPACES}>{xml}</w:{ROOTS[name]}>" for name, xml in inner.items()
    }
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{KINDS[name]}+xml"/>' for name in inner
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{KINDS[name]}" Target="{name}.xml"/>'
        for i, name in enumerate(inner)
        if name != "document"
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="bin" ContentType="application/x"/>{overrides}</Types>',
        "_rels/.rels": _links(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": _links(links),
        **files,
        **(more or {}),
    }
    return packed(made)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file; what ends with .bin is not compressed."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_STORED if name.endswith(".bin") else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return made.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """The members of a package, in their order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _links(inner: str) -> str:
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
