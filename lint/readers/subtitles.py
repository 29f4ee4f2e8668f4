"""Subtitles (SubRip, WebVTT): what is said, sentence by sentence; times, tags, speakers and sounds stay unread."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from lint.errors import ReadError
from lint.model import Span
from lint.readers import kinds
from lint.readers.cues import Cue, sheet
from lint.readers.entities import ENTITY, decoded
from lint.readers.marks import NAME
from lint.readers.prose import Prose
from lint.source import LINE_END, PLACEHOLDER, Document, Mark, SegmentKind

_GAP = 2_000
"""Milliseconds after which nobody goes on with a sentence."""
_LONGEST = 1_500
"""Speech without a full stop is cut here, at a cue."""

_TAIL = 40
"""Parts of the text that tell how it ends."""

# A run of words is bounded, since a name that opens it may be all that is taken of it.
_TOKEN = re.compile(
    rf"""(?P<end>[^\S\r\n]*(?:\r\n|\r|\n)\s*)
    | (?P<tag></?[a-zA-Z][^<>]{{0,200}}>|<[\d:.]{{4,16}}>|\{{[\\a-zA-Z][^{{}}\n]{{0,100}}\}})
    | (?P<sound>\[[^\[\]]{{0,200}}\](?![.,;:!?])|[♪♫][^♪♫]*(?:[♪♫]+|\Z))
    | (?P<entity>{ENTITY.pattern})
    | (?P<blank>[^\S\r\n]+)
    | (?P<text>[^\s<\[{{♪♫&]+(?:\ +[^\s<\[{{♪♫&]+){{0,40}}|.)""",
    re.VERBOSE | re.DOTALL,
)
_SPEAKER = re.compile(
    r"""(?:>{2,3}\s*)?
    (?:-{1,2}(?:\s+(?=[^\W\d_])|\s*(?=[^\W\d_a-z]|["'“‘…(\[<¿¡]|\.\.\.))|[‐–—]\s*(?=["'“‘(\[<]|[^\W\d_a-z]))?
    (?:[A-Z][A-Z0-9 .'’\#&/-]{0,30}:(?=\s|\Z)\s*
    |(?P<name>[A-Z][\w.'’-]{0,20}(?:\ [A-Z0-9][\w.'’-]{0,20}){0,2}:\s+(?=["'“‘(\[]|[^\W\d_a-z])))?""",
    re.VERBOSE,
)
_ASIDE = re.compile(r"\((?:[a-z][^()]{0,60}|[^()a-z]{1,60})\)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_FOREIGN = re.compile(r"<(?:lang\s+(?!en\b)|rt\b)")
_GOES_ON = re.compile(r"(?:\.{3}|…)\s*")
_BROKEN_OFF = ("...", "…", "--", "—", "–")
_NOTE = re.compile(rf"NOTE\s+{NAME}(?:\s+(.*))?", re.DOTALL)
_HALF = re.compile(r"\w-\Z")
"""A word that goes on in the next line."""
_MARKS = frozenset("\u200e\u200f\xad")
"""Characters that say how others are laid out."""


class _Talk(msgspec.Struct):
    """The text that grows, and where in the talk we stand."""

    prose: Prose
    vtt: bool
    start: int = -1
    """Where the sentences that are being read begin; -1 between them."""
    parts: int = 0
    ended: int = 0
    """When the cue before went out."""
    cue: Cue = Cue(0, 0, ())
    fresh: bool = False
    """Whether nothing of the cue was read yet."""
    opens: bool = False
    """Whether nothing of the line was read yet."""
    waits: bool = False
    """Whether a blank is due before what follows."""
    voice: str = ""
    muted: str = ""
    """What ends what is not read."""

    def read(self, cue: Cue) -> None:
        """Read a cue."""
        self.cue, self.fresh, self.opens, self.waits, self.muted = cue, True, True, True, ""
        at, stop = cue.lines[0].start, cue.lines[-1].end
        while at < stop:
            found = _TOKEN.match(self.prose.source, at, stop)
            assert found is not None
            at = self._token(found, found.lastgroup or "", stop)
        self.ended = cue.ends

    def _token(self, found: re.Match[str], kind: str, stop: int) -> int:
        start, end = found.span()
        if kind == "tag":
            self._tag(found.group())
        elif kind == "end":
            if len(LINE_END.findall(found.group())) > 1 and self.start >= 0 and _is_over(self.said):
                self.end()
            self.opens = self.waits = True
        elif self.muted or kind == "sound":
            pass
        elif kind == "blank":
            if self.start >= 0 and not self.waits and not self.spaced:
                self.prose.copy(start, end)
        elif kind == "entity" and self.vtt:
            return self._entity(found.group(), start)
        else:
            return self._text(start, end, stop)
        return end

    def _tag(self, tag: str) -> None:
        voice = _VOICE.match(tag)
        if voice and voice[1].strip() != self.voice:
            self.voice = voice[1].strip()
            self.end()
        if self.muted:
            self.muted = "" if tag.startswith(self.muted) else self.muted
        elif _FOREIGN.match(tag):
            self.muted = "</lang" if tag.startswith("<lang") else "</rt"
            if self.muted == "</lang":
                self._arrive("")
                self.prose.put(PLACEHOLDER)

    def _entity(self, found: str, start: int) -> int:
        shown, length = decoded(found)
        if not length:
            self._arrive(found)
            self.prose.copy(start, start + len(found))
            return start + len(found)
        if shown not in _MARKS:
            self._arrive(shown)
            self.prose.spell(shown, start, start + length)
        return start + length

    def _text(self, start: int, end: int, stop: int) -> int:
        """Read a run of characters less what names a speaker or is a sound; returns where it ends."""
        source = self.prose.source
        if self.opens:
            over = self.start < 0 or _is_over(self.said)
            named = self._speaker(start, stop, over)
            if named > start:
                self.end()
                return named
            aside = _ASIDE.match(source, start, stop)
            if aside and over:
                return aside.end()
        skipped = self._arrive(source[start:end])
        self.prose.copy(start + skipped, end)
        return end

    def _speaker(self, start: int, stop: int, over: bool) -> int:
        """Where what names a speaker ends; a word in small letters does so only where no sentence goes on."""
        found = _SPEAKER.match(self.prose.source, start, stop)
        if found is None:
            return start
        return found.end() if over or not found["name"] else found.start("name")

    @property
    def said(self) -> str:
        """The end of the sentences that are being read; all of it would be much to look at again and again."""
        return "".join(self.prose.parts[max(self.parts, len(self.prose.parts) - _TAIL) :])

    @property
    def spaced(self) -> bool:
        """Whether a blank came last."""
        return self.prose.parts[-1][-1:].isspace()

    def _arrive(self, text: str) -> int:
        """Get ready for text; returns how much of it only says that a sentence goes on."""
        skipped = 0
        if self.fresh and self.start >= 0:
            if self._apart(text):
                self.end()
            else:
                dots = _GOES_ON.match(text)
                skipped = dots.end() if dots else 0
        if self.start < 0:
            if self.prose.length:
                self.prose.put("\n\n")
            self.start, self.parts = self.prose.length, len(self.prose.parts)
        elif self.waits and not self.spaced and not (text[:1].islower() and _HALF.search(self.said)):
            self.prose.put(" ")
        self.fresh = self.opens = self.waits = False
        return skipped

    def _apart(self, text: str) -> bool:
        """Whether the first text of a cue does not go on with what was said before it."""
        said = self.said.rstrip()
        if not -_GAP <= self.cue.begins - self.ended <= _GAP or self.prose.length - self.start > _LONGEST:
            return True
        if said.isupper() and not text.isupper():
            return True
        return _is_over(said) and not (said.endswith(_BROKEN_OFF) and (text[:1].islower() or _GOES_ON.match(text)))

    def end(self) -> None:
        """End the sentences that are being read; what was said is a segment."""
        if self.start < 0:
            return
        start, self.start = self.start, -1
        self.prose.segment(start, self.parts, lambda body: SegmentKind.TEXT if _is_over(body) else SegmentKind.ITEM)


def _is_over(said: str) -> bool:
    said = said.rstrip()
    return kinds.ends_sentence(said) or said.endswith(_BROKEN_OFF)


def read_srt(name: str, source: str) -> Iterator[Document | ReadError]:
    """Read SubRip."""
    return _read(name, source, vtt=False)


def read_vtt(name: str, source: str) -> Iterator[Document | ReadError]:
    """Read WebVTT."""
    return _read(name, source, vtt=True)


def _read(name: str, source: str, *, vtt: bool) -> Iterator[Document | ReadError]:
    cues, notes = sheet(source, notes=vtt)
    if not cues and source.strip(kinds.EDGE) and not source.lstrip("\ufeff").startswith("WEBVTT"):
        example = "00:00:01,000 --> 00:00:04,000"
        yield ReadError(name, f"holds no cue, such as one under {example}; if it is other text, name it with --read-as")
        return
    talk = _Talk(Prose(source), vtt)
    for cue in cues:
        if cue.lines:
            talk.read(cue)
    talk.end()
    prose, text = talk.prose, "".join(talk.prose.parts)
    marks = tuple(mark for note in notes if (mark := _mark(source, note)))
    bars = "<>{}&\r\n" if vtt else "<>{}\r\n"
    yield Document(name, source, text, tuple(prose.segments), tuple(prose.pieces), marks=marks, bars=bars)


def _mark(source: str, note: Span) -> Mark | None:
    found = _NOTE.fullmatch(source, note.start, note.end)
    return Mark(note, (found[1] or "").strip()) if found else None
