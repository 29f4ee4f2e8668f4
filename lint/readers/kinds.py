"""What a block is, judged by its shape: headline, dateline, caption, list item, table row or running text."""

from __future__ import annotations

import re

from lint.source import SegmentKind

# Longer blocks are running text whatever they look like, and no pattern is run over them.
LONGEST_FRAGMENT = 300

EDGE = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + "\u200b\ufeff"
"""What is trimmed from a block: white space of every kind, and marks of no width."""

_CLOSERS = "\"'”’»“‘)]*_"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_AGENCY = (
    r"(?:AP|AFP|UPI|CNN|BBC|Reuters|dpa|DPA|ANI|IANS|PTI|Xinhua|TASS|RIA Novosti|Interfax|Kyodo|Jiji|Yonhap|Bloomberg"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|news|tv|es|de|fr|it|jp|ru|is|ee|uk|eu|pl|cz|pt|nl|se|no|fi|dk|in|np))"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?"
_DATE = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    rf"(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_WEEKDAY}|{_MONTH}\s+\d{{4}})"
)

MARKER = re.compile(
    rf"\s*(?:[-*+•‣▪▫◦·●○■□–—►➤➢✓✔]|\(?\d{{1,3}}\)|\d{{1,2}}\.(?!\s+(?i:{_MONTH}))|\(?[a-zA-Z]\)|[a-z]\.|\(?[ivx]{{1,5}}\))\s+(?=\S)"
)
RULE = re.compile(r"\s*([*=_~#+-])(?:\s*\1){2,}\s*\Z")
FINAL_STOP = re.compile(rf"[.!?…。][{re.escape(_CLOSERS)}]*(?:\s?\[\d{{1,3}}\])*\Z")
_INNER_STOP = re.compile(r"[a-z)]{4}[.!?][\"'”’)]?\s+[\"'“‘(]?[A-Z]|;\s")
_PLACE = r"[A-Z][^\W\d_]*(?:[ .'’/-]{1,2}[^\W\d_]+){0,3}"
_DATELINE = re.compile(
    "|".join(
        (
            rf"{_PLACE}(?:,\s{_PLACE})?(?:,\s(?i:{_DATE}))?\s?\({_AGENCY}\)\s?[-–—]*\Z",
            r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]+(?:,\s[\w. ]{2,25})?\s?[-–—]+\Z",
            rf"\({_AGENCY}\)(?:\s[-–—|]\s.{{1,40}})?\Z",
            rf"(?:{_PLACE}(?:,\s{_PLACE})?,\s)?(?i:{_DATE}(?:,?\s(?:at\s)?{_CLOCK})?)\.?\s?[-–—]*\Z",
            r"(?i:(?:first\s|last\s)?(?:published|updated|posted|modified)(?:\son|\sat)?:?\s)[^.!?]{0,40}\d[^.!?]{0,30}\Z",
            (
                r"(?:(?:[Tt]ext|[Ss]tory|[Ww]ritten|[Rr]eport(?:ing|ed)?|[Tt]ranslated|[Ee]dited|[Pp]hotos?|[Ii]nterview)(?:\sand\s\w+)?\s)?"
                r"(?:[Bb]y|BY)\s[A-ZÀ-Þ][\w.'’-]*(?:,?(?:\s(?:and|AND|de|la|van|von|der|al|bin|of)){0,2}\s[A-ZÀ-Þ][\w.'’-]*){1,7}\Z"
            ),
            r"(?:Author|Reporter|Editor|Translator|Source|Tags?|Category)s?:\s.{1,60}(?<![.!?])\Z",
            r"(?:https?://|www\.)\S+\Z",
            r"\S+@\S+\.\w+\Z",
        )
    )
)
_CAPTION_WORD = (
    r"(?:photos?|fotos?|images?|pictures?|pictured|videos?|figure|fig|table|listing|caption|credits?|photograph|illustration"
    r"|graphics?|map|chart|gallery|audio|screenshot|infographic|file photo|photo credit|image credit|filename)"
)
_NUMBER = r"(?:\.?\s\d+(?:[.-]\d+)*[a-z]?)?"
_CAPTION = re.compile(
    "|".join(
        (
            rf"(?i:{_CAPTION_WORD}{_NUMBER}(?:\s(?:by|of|from|courtesy\sof)\b[^.:]{{0,40}})?\s?[:|/©–—])",
            r"(?:Figure|Fig\.|Table|Listing)\s\d+(?:[.-]\d+)*[a-z]?\.?\s(?=[A-Z])",
            rf"(?i:[\[(【](?:{_CAPTION_WORD}|watch|listen)\b[^\])】]{{0,40}}[\])】])",
            rf"(?i:{_CAPTION_WORD}\s(?:by|courtesy\sof)\s)[A-Z][^.!?]*\Z",
            r".*\((?i:(?:AP |file |archive |stock )?(?:photo|image|picture|video|getty|courtesy)\b)[^)]{0,60}\)\.?\Z",
            r".*(?:Getty Images|AP Photo|Shutterstock|/\s?Reuters|EPA-EFE|via Getty)[)\]]?\Z",
            r"(?:©|\(c\)\s|Copyright\s)",
        )
    )
)
_TEAM = r"[A-ZÀ-Þ][\w.'’&-]*"
_SCORE = re.compile(
    rf"{_TEAM}(?:\s{_TEAM}){{0,3}}\s(?:[-–]\s)?(?:{_TEAM}(?:\s{_TEAM}){{0,3}}\s)?\d{{1,3}}\s?[-–:]\s?\d{{1,3}}"
    rf"(?:\s{_TEAM}){{0,4}}(?:\s\([^)]{{0,20}}\))?\Z"
)
_GRAMMAR = re.compile(r"(?:\w+\s+)?[\w<>-]+\s+(?:→|::=|:=|⇒)(?:\s|\Z)")
"""How a rule of a grammar begins: a name, an arrow, and what may stand for the name."""
_GAPS = re.compile(r"\S(?: {3,}(?=\S)| {2,}(?=\d))")
_LETTERS = re.compile(r"[^\W\d_]+")
_CHAPTER = re.compile(
    r"(?i:chapter|part|book|section|appendix|act|scene)\s(?:\d+|[ivxlc]+|[IVXLC]+|[A-Z][a-z]+|[A-Z]+)[.:]?\Z"
)
# Words that open a sentence of running text and hardly ever a headline inside a document.
_RUNNING = frozenset(
    """he she it they we i you this these those there but and or so also however then thus his her its their our my
    if when while although because as since after before""".split()
)


def ends_sentence(block: str) -> bool:
    """True if the block closes with a full stop or its like, closing marks aside."""
    return FINAL_STOP.search(block, max(0, len(block) - 24)) is not None


def apart(block: str) -> SegmentKind | None:
    """The kind that a stripped block shows by its own shape, wherever it stands; None if that is text or headline."""
    if _GRAMMAR.match(block):
        return SegmentKind.TABLE
    if len(block) > LONGEST_FRAGMENT:
        return SegmentKind.TABLE if block.count("\t") > 2 and not ends_sentence(block) else None
    if _CAPTION.match(block):
        return SegmentKind.CAPTION
    if len(block) <= 120 and _DATELINE.match(block):
        return SegmentKind.DATELINE
    return SegmentKind.TABLE if _is_table(block) else None


def _is_table(block: str) -> bool:
    if ends_sentence(block):
        return False
    cells = block.count("\t")
    if cells > 1 or (cells == 1 and block.count(" ") < 16) or block.count("|") > 1:
        return True
    if len(_GAPS.findall(block)) > 1 or _SCORE.match(block):
        return True
    return _LETTERS.search(block) is None and any(char.isdigit() for char in block)


def is_headline(block: str, first: bool) -> bool:
    """True if a stripped block before other blocks reads like a title; `first` of the document may be longer."""
    if len(block) > LONGEST_FRAGMENT:
        return False
    if len(block) < 80 and _CHAPTER.match(block):
        return True
    words = block.split()
    if ends_sentence(block) or (block[-1] in ",;—–-:" and len(words) > 3) or _INNER_STOP.search(block):
        return False
    if not any(char.isalpha() for char in block):
        return False
    if first:
        return len(words) <= 30
    opens = block.lstrip("\"'“‘«([")[:1]
    if len(words) > 12 or opens.islower() or _is_quotation(block):
        return False
    word = _LETTERS.search(words[0])
    return word is None or word.group().lower() not in _RUNNING


def _is_quotation(block: str) -> bool:
    return block[0] in "\"“«„‘'" and (block[-1] in "\"”»“’'" or not any(mark in block[1:] for mark in "\"”»“’'"))


def item_kind(block: str) -> SegmentKind:
    """A list item of full sentences is running text; a short one, or one without a final stop, is an item."""
    if not ends_sentence(block):
        return SegmentKind.ITEM
    if block.count(" ") > 11 or _INNER_STOP.search(block[:LONGEST_FRAGMENT]):
        return SegmentKind.TEXT
    return SegmentKind.ITEM
