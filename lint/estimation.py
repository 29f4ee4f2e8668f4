"""The learned reader: which words of a text an editor would probably change, told from the English alone.

It is trained on translations with their post-edits (training/estimator), ships as three files beside the other data of
the language, and is loaded only where a run asks for estimates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.errors import UsageError
from lint.language.analyse import Reads
from lint.language.batch import Batch
from lint.language.english import english_sentences
from lint.language.pieces import case_ids, prepared
from lint.language.tokens import Bool
from lint.model import Depth
from lint.source import PLACEHOLDER, SEGMENT_KINDS, Document, SegmentKind

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

FOLDER = Path(__file__).parent / "language" / "data"
MANIFEST, MODEL, TOKENIZER = "estimator.json", "estimator.onnx", "estimator.tokenizer.json"
FORMAT = 1
NAME = "X"
"""What is there but not read, such as inline code, is read as a name would be; one to one, so that offsets hold."""
HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which JSON may bring and no other program takes."""
EXTRA = 'pip install "mtlint[estimate]"'
AGAIN = 'install mtlint again: pip install --force-reinstall "mtlint[estimate]"'
PROSE = (SegmentKind.TEXT, SegmentKind.ITEM, SegmentKind.CAPTION)
"""Kinds of segments whose sentences are read: headlines and tables leave out words that the estimator would miss."""
TOGETHER = 128
"""Pieces that are read at once, of sentences of one length: what is in work then stays in the processor's cache."""
KEPT = 1024
"""Sentences whose estimates are kept: a text that is being fixed is read several times."""
DIGITS = 3
"""Decimals that are kept: what a processor makes of the rest is its own."""
LEAST = 10.0**-DIGITS
"""What was read is above zero, and so can be told from what was not."""


class Manifest(msgspec.Struct, frozen=True):
    """What is said of the files: the version of their format, the longest sequence, and a checksum of each."""

    version: int
    pieces: int
    sha256: dict[str, str]


class Said(msgspec.Struct, frozen=True, eq=False):
    """What the estimator says of a text: a row a word piece, with its place, and one figure for the whole."""

    start: Places
    end: Places
    bad: Floats
    """The chance that an editor would change the piece."""
    gap: Floats
    """The chance that words are missing after it."""
    edit: float
    """The share of the text that an editor would change (HTER)."""


class Window(msgspec.Struct, frozen=True):
    """A stretch of pieces that is read at once, and the part of it for which its reading counts."""

    first: int
    stop: int
    keep: slice


class _Reading(msgspec.Struct, eq=False):
    """A sentence as the encoder takes it, between a mark at each end, and what has been said of it so far."""

    ids: Places
    case: Places
    start: Places
    end: Places
    bad: Floats
    gap: Floats
    edit: float = 0.0


Part = tuple[_Reading, Window]


class Estimator:
    """The encoder and its tokenizer; what it says of a sentence depends on that sentence alone."""

    def __init__(self, model: Path, tokenizer: bytes, manifest: Manifest) -> None:
        self._model, self._tokens, self._room = model, tokenizer, manifest.pieces - 2
        self._known: dict[str, Said] = {}
        self.version = "".join(checksum for _, checksum in sorted(manifest.sha256.items()))

    @classmethod
    def load(cls, folder: Path | None = None) -> Estimator:
        """The estimator of a folder, else the one that ships with mtlint; UsageError says what is amiss."""
        try:
            import onnxruntime  # noqa: F401  # most runs do without, and mtlint can be installed without
            import tokenizers  # noqa: F401
        except ImportError as problem:
            raise UsageError(f"estimating needs {problem.name or problem}; {EXTRA} installs it") from None
        folder = folder or FOLDER
        try:
            manifest = msgspec.json.decode(_bytes(folder / MANIFEST), type=Manifest)
        except ValueError as problem:
            raise UsageError(f"{MANIFEST}: {problem}; {AGAIN}") from None
        if manifest.version != FORMAT:
            raise UsageError(f"{MANIFEST}: is of version {manifest.version}, this mtlint reads {FORMAT}; {AGAIN}")
        _checked(folder, MODEL, manifest)
        return cls(folder / MODEL, _checked(folder, TOKENIZER, manifest), manifest)

    # Made when the first sentence comes: a process that only sends work to others must have no session, since a forked
    # one is not to be trusted.
    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # a plan for each length of sentence would only fill memory
        return onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        import tokenizers

        return tokenizers.Tokenizer.from_buffer(self._tokens)

    def say(self, sentences: Sequence[str]) -> list[Said]:
        """What there is to say of sentences, their quotation marks and dashes already in their plain forms."""
        fresh = list(dict.fromkeys(sentence for sentence in sentences if sentence not in self._known))
        known = self._known | dict(zip(fresh, self._read(fresh), strict=True))
        self._known = dict(islice(known.items(), max(0, len(known) - KEPT), None))
        return [known[sentence] for sentence in sentences]

    def _read(self, sentences: Sequence[str]) -> list[Said]:
        readings = [self._begun(sentence) for sentence in sentences]
        parts = [(reading, window) for reading in readings for window in windows(len(reading.bad), self._room)]
        for together in _alike(parts):
            self._fill(together)
        return [Said(r.start, r.end, r.bad, r.gap, r.edit) for r in readings]

    def _begun(self, sentence: str) -> _Reading:
        encoding = self._tokenizer.encode(HALVES.sub("\ufffd", sentence))
        ids, places = np.array(encoding.ids, np.int64), np.array(encoding.offsets, np.int64)
        start, end = places[:, 0], places[:, 1]
        bad, gap = np.zeros((2, len(ids) - 2), np.float32)
        return _Reading(ids, case_ids(sentence, start, end), start[1:-1], end[1:-1], bad, gap)

    def _fill(self, parts: Sequence[Part]) -> None:
        """Read parts of one length at once."""
        rows = [np.r_[0, w.first + 1 : w.stop + 1, len(reading.ids) - 1] for reading, w in parts]
        ids = np.stack([reading.ids[row] for (reading, _), row in zip(parts, rows, strict=True)])
        case = np.stack([reading.case[row] for (reading, _), row in zip(parts, rows, strict=True)])
        said = self._session.run(["bad", "gap", "edit"], {"ids": ids, "mask": np.ones_like(ids), "case": case})
        for (reading, window), bad, gap, edit in zip(parts, *said, strict=True):
            inside = slice(window.keep.start - window.first + 1, window.keep.stop - window.first + 1)
            reading.bad[window.keep], reading.gap[window.keep] = bad[inside], gap[inside]
            reading.edit += float(edit) * (window.keep.stop - window.keep.start) / max(1, len(reading.bad))


def _alike(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Parts of one length, so many at a time: where nothing is filled up, no part has a say in another."""
    by_length = sorted(parts, key=_length)
    for length, group in groupby(by_length, _length):
        same, many = list(group), max(1, TOGETHER // max(1, length))
        yield from (same[first : first + many] for first in range(0, len(same), many))


def _length(part: Part) -> int:
    return part[1].stop - part[1].first


class Estimating:
    """Reads documents as another reader does, and fills the columns of estimates."""

    def __init__(self, reads: Reads, estimator: Estimator) -> None:
        self._reads, self._estimator = reads, estimator

    def read(self, documents: Sequence[Document], depth: Depth) -> Batch:
        """Read documents together, down to a depth; at least to that at which sentences are known."""
        batch = self._reads.read(documents, max(depth, Depth.TAGS))
        return estimated(batch, self._estimator)


def estimated(batch: Batch, estimator: Estimator) -> Batch:
    """A batch with the columns of estimates filled, wherever it is English prose."""
    tokens, text = batch.tokens, prepared(batch.text).replace(PLACEHOLDER, NAME)
    suspicion, missing, effort = np.zeros((3, len(tokens)), np.float32)
    starts = tokens.sentence_starts.tolist()
    sentences = [slice(starts[number], starts[number + 1]) for number in np.flatnonzero(_readable(batch)).tolist()]
    spans = [tokens.span(rows.start, rows.stop - 1) for rows in sentences]
    answers = estimator.say([text[first:last] for first, last in spans])
    for rows, (first, _), said in zip(sentences, spans, answers, strict=True):
        owners, which = _overlaps(tokens.start[rows] - first, tokens.end[rows] - first, said)
        np.maximum.at(suspicion[rows], owners, said.bad[which])
        np.maximum.at(missing[rows], owners, said.gap[which])
        effort[rows] = max(said.edit, LEAST)
    columns = {"suspicion": suspicion, "missing": missing, "effort": effort}
    rounded = {name: np.round(column, DIGITS) for name, column in columns.items()}
    return msgspec.structs.replace(batch, tokens=msgspec.structs.replace(tokens, **rounded), estimated=True)


def windows(count: int, room: int) -> list[Window]:
    """So many pieces cut into stretches that fit; of two that overlap, the one counts that a piece lies deeper in."""
    last = max(count - room, 0)
    firsts = [*range(0, last, room // 2), last]
    borders = [0, *((before + room + first) // 2 for before, first in pairwise(firsts)), count]
    return [
        Window(first, min(first + room, count), slice(*kept))
        for first, kept in zip(firsts, pairwise(borders), strict=True)
    ]


def _readable(batch: Batch) -> Bool:
    """Mask of the sentences that are English prose, in documents that are mostly English."""
    tokens = batch.tokens
    starts = tokens.sentence_starts[:-1]
    segments = tokens.segment[starts]
    kinds = [SEGMENT_KINDS.index(kind) for kind in PROSE]
    prose, english = np.isin(batch.segments.kind[segments], kinds), english_sentences(tokens)
    lengths = np.diff(tokens.sentence_starts) * prose
    owners, documents = batch.segments.document[segments], len(batch.documents)
    foreign = np.bincount(owners, lengths * ~english, documents) * 2 > np.bincount(owners, lengths, documents)
    readable: Bool = prose & english & ~foreign[owners]
    return readable


def _overlaps(start: NDArray[np.int32], end: NDArray[np.int32], said: Said) -> tuple[Places, Places]:
    """The pairs of a token and a piece that share a code point."""
    first = np.searchsorted(end, said.start, side="right")
    counts = np.maximum(np.searchsorted(start, said.end, side="left") - first, 0)
    which = np.repeat(np.arange(len(counts)), counts)
    return first[which] + np.arange(len(which)) - (np.cumsum(counts) - counts)[which], which


def _checked(folder: Path, name: str, manifest: Manifest) -> bytes:
    data = _bytes(folder / name)
    if sha256(data).hexdigest() != manifest.sha256.get(name):
        raise UsageError(f"{name}: is not the file that {MANIFEST} speaks of (wrong checksum); {AGAIN}")
    return data


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UsageError(
            f"{path.name}: the weights of the estimator are missing ({problem.strerror}); {AGAIN}"
        ) from None
