"""The elements of HTML by what they are to a reader of prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lint.source import SegmentKind

VOID = frozenset(
    """area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr""".split()
)
"""Those that hold nothing and have no end."""

PICTURES = frozenset({"embed", "img", "input"})
"""Those of them that are seen in a line of text."""

BLOCKS = frozenset(
    """address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol
    optgroup option p plaintext pre search section summary table tbody td tfoot th thead title tr ul xmp""".split()
)
"""Those that stand apart from the text before and after."""

UNSEEN = frozenset("""datalist del noembed noframes noscript rp rt script style template""".split())
"""Those that are not read, and leave no gap in a sentence."""

OPAQUE = UNSEEN | frozenset(
    """audio button canvas code iframe kbd listing math meter object plaintext pre progress samp select svg textarea tt
    var video xmp""".split()
)
"""Those that are not read."""

KINDS: Mapping[str, SegmentKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), SegmentKind.HEADLINE),
    **dict.fromkeys(("caption", "figcaption"), SegmentKind.CAPTION),
    **dict.fromkeys(("dd", "dt", "legend", "li", "nav", "option", "summary"), SegmentKind.ITEM),
    **dict.fromkeys(("td", "th"), SegmentKind.TABLE),
}
"""What the text of an element is; that of others is told by its shape."""

_CELLS = ("td", "th")
_ROWS = ("tr", *_CELLS)
IMPLIED: Mapping[str, tuple[str, ...]] = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": _CELLS, "th": _CELLS, "tr": _ROWS,
    "tbody": (*_ROWS, "thead", "tbody", "caption"), "tfoot": (*_ROWS, "thead", "tbody"), "thead": ("caption",),
    "body": ("head",),
}  # fmt: skip
"""Elements that a tag ends whose own end was left out; every block ends a paragraph too."""

HOLDERS = frozenset("""button dl math menu object ol svg table template ul""".split())
"""Elements that nothing inside them ends so."""


class Element(NamedTuple):
    """An open element: whether its text is read, and why it is not."""

    name: str
    opaque: bool = False
    english: bool = True
    wanted: bool = True

    @property
    def read(self) -> bool:
        """Whether text in it is read."""
        return self.english and self.wanted and not self.opaque

    def inner(self, name: str, attributes: Mapping[str, str], *, opaque: bool) -> Element:
        """An element in this one."""
        language = language_of(attributes)
        english = re.split("[-_]", language.lower())[0] == "en" if language else self.english
        translate = attributes.get("translate")
        wanted = translate.lower() != "no" if translate is not None else self.wanted
        if "notranslate" in attributes.get("class", "").split():
            wanted = False
        return Element(name, self.opaque or opaque, english, wanted)


def language_of(attributes: Mapping[str, str]) -> str:
    """The code of the language that a tag says its text is in; "" where it says nothing."""
    return (attributes.get("lang") or attributes.get("xml:lang") or "").strip()
