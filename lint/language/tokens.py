"""The table of tokens: one row a token, one numpy array a column."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from lint.language.tagset import RELATION_ID, RELATIONS, TAG_ID, TAGS, UPOS, UPOS_ID, Morph
from lint.language.vocabulary import Vocabulary

Int = NDArray[np.int32]
Byte = NDArray[np.uint8]
Bool = NDArray[np.bool_]
Strings = Literal["form", "lower", "lemma"]
"""The columns that hold the numbers of strings."""


class Tokens(msgspec.Struct, frozen=True, eq=False, dict=True):
    """Columns of a batch; offsets are code points of the batch's text, `head` is a row (a root is its own head).

    Columns deeper than the batch was read are filled with zeros: tag, pos, morph, lemma from Depth.TAGS on, head and
    relation from Depth.TREE on; suspicion, missing and effort in what an estimator has read. `sentence` numbers the
    sentences of the batch; below Depth.TAGS each is a segment.
    """

    vocabulary: Vocabulary
    start: Int
    end: Int
    segment: Int
    sentence: Int
    form: Int
    lower: Int
    lemma: Int
    shape: Byte
    spaced: Bool
    """White space stands before the token, or it opens its segment."""
    tag: Byte
    pos: Byte
    morph: NDArray[np.uint32]
    head: Int
    relation: Byte
    margin: NDArray[np.float32]
    """By how much (log probability) the tag beats the next best one."""
    quoted: Bool
    """Inside quotation marks, the marks included."""
    sentence_starts: Int
    """The first row of each sentence, and one more for the end."""
    opens: Bool
    """First of its sentence."""
    closes: Bool
    """Last of its sentence."""
    suspicion: NDArray[np.float32]
    """The chance that an editor would change the token."""
    missing: NDArray[np.float32]
    """The chance that words are missing after the token."""
    effort: NDArray[np.float32]
    """The share of its sentence that an editor would change (HTER)."""

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _words(self) -> list[str]:
        # A list gives a value in a fifth of the time that an array needs; where single rows are asked for, many are.
        return self._strings(self.form)

    @cached_property
    def _lower_words(self) -> list[str]:
        return self._strings(self.lower)

    @cached_property
    def _lemma_words(self) -> list[str]:
        return self._strings(self.lemma)

    def _strings(self, column: Int) -> list[str]:
        strings = self.vocabulary.strings
        return [strings[number] for number in column.tolist()]

    @cached_property
    def _tag_names(self) -> list[str]:
        return [TAGS[number] for number in self.tag.tolist()]

    @cached_property
    def _relation_names(self) -> list[str]:
        return [RELATIONS[number] for number in self.relation.tolist()]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        return self.start.tolist(), self.end.tolist()

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        return self.sentence.tolist(), self.sentence_starts.tolist()

    @cached_property
    def _children(self) -> list[list[int]]:
        none: list[int] = []  # most rows have none, and share it
        children = [none] * len(self)
        for row, head in enumerate(self.head.tolist()):
            if head != row:
                if children[head] is none:
                    children[head] = []
                children[head].append(row)
        return children

    def word(self, row: int) -> str:
        """The form of a row."""
        return self._words[row]

    def lower_word(self, row: int) -> str:
        """The lower-case form of a row, apostrophes straight."""
        return self._lower_words[row]

    def lemma_word(self, row: int) -> str:
        """The lemma of a row."""
        return self._lemma_words[row]

    def lower_words(self, first: int, stop: int) -> list[str]:
        """The lower-case forms of a range of rows."""
        return self._lower_words[first:stop]

    def span(self, first: int, last: int | None = None) -> tuple[int, int]:
        """Where a row, or a run of rows with the last one included, stands in the text."""
        starts, ends = self._places
        return starts[first], ends[first if last is None else last]

    def tag_name(self, row: int) -> str:
        """The Penn tag of a row."""
        return self._tag_names[row]

    def tag_names(self, first: int, stop: int) -> list[str]:
        """The Penn tags of a range of rows."""
        return self._tag_names[first:stop]

    def pos_name(self, row: int) -> str:
        """The UPOS of a row."""
        return UPOS[int(self.pos[row])]

    def relation_name(self, row: int) -> str:
        """The dependency relation of a row to its head."""
        return self._relation_names[row]

    def has_tag(self, *names: str) -> Bool:
        """Mask of the rows with one of these tags; nobody may write into it, as into all masks here."""
        return self._coded("tag", names, TAG_ID)

    def has_pos(self, *names: str) -> Bool:
        """Mask of the rows with one of these UPOS."""
        return self._coded("pos", names, UPOS_ID)

    def has_relation(self, *names: str) -> Bool:
        """Mask of the rows with one of these relations."""
        return self._coded("relation", names, RELATION_ID)

    def _coded(self, column: str, names: tuple[str, ...], codes: Mapping[str, int]) -> Bool:
        mask = self._masks.get((column, names))
        if mask is None:
            wanted = np.zeros(256, bool)
            wanted[[codes[name] for name in names]] = True
            mask = self._masks[column, names] = wanted[getattr(self, column)]
            mask.flags.writeable = False
        return mask

    def has_morph(self, flags: Morph) -> Bool:
        """Mask of the rows that have all these flags."""
        mask: Bool = (self.morph & np.uint32(flags)) == np.uint32(flags)
        return mask

    def has_lower(self, *words: str) -> Bool:
        """Mask of the rows whose lower-case form is one of these words."""
        mask = self._masks.get(("lower", words))
        if mask is None:
            mask = self._masks["lower", words] = self.within("lower", self.vocabulary.numbers(words))
            mask.flags.writeable = False
        return mask

    def has_lemma(self, *words: str) -> Bool:
        """Mask of the rows whose lemma is one of these words."""
        return self.within("lemma", self.vocabulary.numbers(words))

    def within(self, column: Strings, ids: Int) -> Bool:
        """Mask of the rows whose string in a column is one of `ids`."""
        distinct, which = self._indexes[column]
        wanted = np.zeros(len(distinct), bool)
        places = np.searchsorted(distinct, ids)
        places[places == len(distinct)] = 0
        found = places[distinct[places] == ids] if len(distinct) else places
        if not len(found):
            return np.zeros(len(self), bool)
        wanted[found] = True
        return wanted[which]

    @cached_property
    def _masks(self) -> dict[tuple[str, tuple[str, ...]], Bool]:
        return {}

    @cached_property
    def _indexes(self) -> Mapping[str, tuple[Int, NDArray[np.intp]]]:
        return {
            name: self._index(column)
            for name, column in (("form", self.form), ("lower", self.lower), ("lemma", self.lemma))
        }

    def _index(self, column: Int) -> tuple[Int, NDArray[np.intp]]:
        """The distinct values of a column, sorted, and for each row which of them it holds."""
        met = np.zeros(len(self.vocabulary.strings), bool)
        met[column] = True
        # numpy looks values up by numbers of its own size; others it would convert each time.
        ranks = np.cumsum(met, dtype=np.intp) - 1
        return np.flatnonzero(met).astype(np.int32), ranks[column]

    def children(self, row: int) -> list[int]:
        """The rows whose head is this row, in order; no row is its own child."""
        return self._children[row]

    def sentence_rows(self, row: int) -> tuple[int, int]:
        """First row and row after the last of the sentence that a row is in."""
        sentences, starts = self._bounds
        return starts[sentences[row]], starts[sentences[row] + 1]
