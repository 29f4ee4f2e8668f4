"""The table of tokens: one row a token, one numpy array a column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lint.language.tagset import RELATION_ID, RELATIONS, TAG_ID, TAGS, UPOS, UPOS_ID, Morph
from lint.language.vocabulary import Vocabulary

Int = NDArray[np.int32]
Byte = NDArray[np.uint8]
Bool = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Columns of a batch; offsets are code points of the batch's text, `head` is a row (a root is its own head).

    Columns deeper than the batch was read are filled with zeros: tag, pos, morph, lemma from Depth.TAGS on, head and
    relation from Depth.TREE on. `sentence` numbers the sentences of the batch; below Depth.TAGS each is a segment.
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
    children_of: tuple[Int, Int]
    """The rows in the order of their heads, and where in it the children of each row begin."""
    sentence_starts: Int
    """The first row of each sentence, and one more for the end."""
    opens: Bool
    """First of its sentence."""
    closes: Bool
    """Last of its sentence."""

    def __len__(self) -> int:
        return len(self.start)

    def word(self, row: int) -> str:
        """The form of a row."""
        return self.vocabulary.strings[int(self.form[row])]

    def lower_word(self, row: int) -> str:
        """The lower-case form of a row, apostrophes straight."""
        return self.vocabulary.strings[int(self.lower[row])]

    def lemma_word(self, row: int) -> str:
        """The lemma of a row."""
        return self.vocabulary.strings[int(self.lemma[row])]

    def lower_words(self, first: int, stop: int) -> list[str]:
        """The lower-case forms of a range of rows."""
        strings = self.vocabulary.strings
        return [strings[number] for number in self.lower[first:stop].tolist()]

    def span(self, first: int, last: int | None = None) -> tuple[int, int]:
        """Where a row, or a run of rows with the last one included, stands in the text."""
        return int(self.start[first]), int(self.end[first if last is None else last])

    def tag_name(self, row: int) -> str:
        """The Penn tag of a row."""
        return TAGS[int(self.tag[row])]

    def tag_names(self, first: int, stop: int) -> list[str]:
        """The Penn tags of a range of rows."""
        return [TAGS[number] for number in self.tag[first:stop].tolist()]

    def pos_name(self, row: int) -> str:
        """The UPOS of a row."""
        return UPOS[int(self.pos[row])]

    def relation_name(self, row: int) -> str:
        """The dependency relation of a row to its head."""
        return RELATIONS[int(self.relation[row])]

    def has_tag(self, *names: str) -> Bool:
        """Mask of the rows with one of these tags."""
        mask = np.zeros(len(self), bool)
        for name in names:
            mask |= self.tag == TAG_ID[name]
        return mask

    def has_pos(self, *names: str) -> Bool:
        """Mask of the rows with one of these UPOS."""
        mask = np.zeros(len(self), bool)
        for name in names:
            mask |= self.pos == UPOS_ID[name]
        return mask

    def has_relation(self, *names: str) -> Bool:
        """Mask of the rows with one of these relations."""
        mask = np.zeros(len(self), bool)
        for name in names:
            mask |= self.relation == RELATION_ID[name]
        return mask

    def has_morph(self, flags: Morph) -> Bool:
        """Mask of the rows that have all these flags."""
        mask: Bool = (self.morph & np.uint32(flags)) == np.uint32(flags)
        return mask

    def has_lower(self, *words: str) -> Bool:
        """Mask of the rows whose lower-case form is one of these words."""
        return self.within(self.lower, self.vocabulary.numbers(words))

    def has_lemma(self, *words: str) -> Bool:
        """Mask of the rows whose lemma is one of these words."""
        return self.within(self.lemma, self.vocabulary.numbers(words))

    def within(self, column: Int, ids: Int) -> Bool:
        """Mask of the rows whose value in a column of ids is one of `ids`."""
        if len(ids) <= 3:
            mask = np.zeros(len(column), bool)
            for number in ids:
                mask |= column == number
            return mask
        table = np.zeros(len(self.vocabulary.strings), bool)
        table[ids] = True
        return table[column]

    def children(self, row: int) -> Int:
        """The rows whose head is this row, in order."""
        order, begins = self.children_of
        rows: Int = order[begins[row] : begins[row + 1]]
        return rows[rows != row] if self.head[row] == row else rows

    def sentence_rows(self, row: int) -> tuple[int, int]:
        """First row and row after the last of the sentence that a row is in."""
        number = int(self.sentence[row])
        return int(self.sentence_starts[number]), int(self.sentence_starts[number + 1])


def children_of(head: Int) -> tuple[Int, Int]:
    """The column of that name for a column of heads."""
    order = np.argsort(head, kind="stable").astype(np.int32)
    return order, np.searchsorted(head[order], np.arange(len(head) + 1, dtype=np.int32)).astype(np.int32)
