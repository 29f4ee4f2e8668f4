"""The tokenizer: cuts as the treebanks cut, loses nothing, and takes any chunk in linear time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.language.tokenizer import pieces

CASES = """
don't|do n't
DON’T|DO N’T
cannot|can not
gonna|gon na
I'd've|I 'd 've
it’s|it ’s
Arafat's|Arafat 's
dogs'|dogs '
O'Neill's|O'Neill 's
o'clock|o'clock
'em|'em
'tis|'t is
two-state|two - state
al-Kadhimi|al - Kadhimi
non-member|non-member
co-workers,|co-workers ,
e-mail|e-mail
and/or|and / or
Mr.|Mr.
U.S.|U.S.
U.S.-based|U.S. - based
a.m.|a.m.
Ph.D.,|Ph.D. ,
etc.|etc.
No.|No.
no.|no .
J.|J.
I.|I .
end.|end .
end.Next|end . Next
wait?!!|wait ?!!
so...|so ...
so…|so …
well--yes|well -- yes
1914–1918|1914 – 1918
10-12|10 - 12
1,000.50|1,000.50
$5.50|$ 5.50
US$5|US$ 5
50%,|50 % ,
5PM|5 PM
5:30pm.|5:30 pm .
3.5km|3.5 km
1980s|1980s
'60s|'60s
20th|20th
713-853-3989|713-853-3989
12/31/2001|12/31/2001
http://example.org/a?b=c.|http://example.org/a?b=c .
(www.example.org)|( www.example.org )
gazeta.ru,|gazeta.ru ,
crates.io|crates.io
end.It|end . It
end.it|end . it
end.De|end . De
me@example.org,|me@example.org ,
“Hello,”|“ Hello , ”
["quoted"]|[ " quoted " ]
AT&T|AT&T
:)|:)
(see|( see
\ufffc,|\ufffc ,
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_cuts_as_the_treebanks_do(case: str) -> None:
    chunk, _, expected = case.replace("\\ufffc", "\ufffc").partition("|")
    assert [chunk[first:last] for first, last in pieces(chunk)] == expected.split(" ")


@given(st.text(st.characters(exclude_categories=["Z"], exclude_characters="\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")))
def test_every_character_is_in_one_token(chunk: str) -> None:
    assert "".join(chunk[first:last] for first, last in pieces(chunk)) == chunk
    assert all(first < last for first, last in pieces(chunk))


@given(st.text("aIns't.!-/@:0,1$(“”’ e", max_size=30).map(lambda text: text.replace(" ", "")))
def test_loses_nothing_of_what_looks_like_english(chunk: str) -> None:
    assert "".join(chunk[first:last] for first, last in pieces(chunk)) == chunk


@pytest.mark.parametrize("unit", ["(", "a", "a.", "1,", "a@", "x@y.", "non-", "a'", "-", "''", "http://"])
def test_an_endless_chunk_takes_linear_time(unit: str) -> None:
    before = time.process_time()
    pieces(unit * 100_000)
    # Quadratic work would take minutes; the bound is wide, so that a busy machine passes.
    assert time.process_time() - before < 10
