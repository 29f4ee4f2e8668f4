"""The names that stand in the XML of Word documents."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PRODUCT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CHOICE, ALTERNATE = f"{{{COMPATIBLE}}}Choice", f"{{{COMPATIBLE}}}AlternateContent"
INLINE = f"{{{DRAWING}}}inline"


def w(name: str) -> str:
    """A name of WordprocessingML, in full."""
    return f"{{{WORD}}}{name}"


VAL, T, RUN, PARAGRAPH, RUN_LOOK = w("val"), w("t"), w("r"), w("p"), w("rPr")
CHANGED = (w("ins"), w("moveTo"))
"""What holds text that somebody put in and nobody has accepted yet."""
