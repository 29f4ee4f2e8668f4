"""A text may hold every string that it holds."""

from hypothesis import given
from hypothesis import strategies as st

from lint.match.grams import Grams

TEXT = st.text(st.characters(codec=None), max_size=60)


@given(TEXT, st.data())
def test_what_a_text_holds_it_may_hold(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    assert first == last or Grams(text).may_hold(text[first:last])


def test_what_a_text_lacks_is_told_at_once() -> None:
    grams = Grams("the old bridge over the river")
    assert not any(map(grams.may_hold, ("september", "&", "  ", "xyz", "&quot;")))
    assert not Grams("").may_hold("a")
