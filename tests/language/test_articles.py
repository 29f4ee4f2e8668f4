"""The indefinite article follows the sound, not the letter."""

import pytest

from lint.language.articles import indefinite_article, may_be_spelled

AN = """apple hour honest heir honour umbrella uninteresting unidentified usher utter onerous urgent e-mail 8 11 18 80s
18th 8-year 11,000 1852 FBI MP MPs NGO HIV SUV X-ray F-16 MP3 S IAEA Uzbek état “old” hourglass AIDS unescaped
HTTPError"""
A = """book house unicorn European one university ewe user useful utility once one-off Ukrainian Ugandan uranium euro
historic hotel unanimous US U.S. UN US-led UAE U-turn NATO UNESCO UNICEF NASA STEM 1 100 1,800 $100 7th 1.1 BBC young
unary url Uint8Array"""


@pytest.mark.parametrize("word", AN.split())
def test_an(word: str) -> None:
    assert indefinite_article(word) == "an"


@pytest.mark.parametrize("word", [*A.split(), ""])
def test_a(word: str) -> None:
    assert indefinite_article(word) == "a"


@pytest.mark.parametrize("word", "LED LEDs HAL SPI SHA FAQ Rc rlib npm xml LED-backlit".split())
def test_said_or_spelled(word: str) -> None:
    assert may_be_spelled(word)


@pytest.mark.parametrize(
    "word", "FPU MP MPs HTML small fly school street squad null rhythm frog house Smith mnemonic".split()
)
def test_said_in_one_way(word: str) -> None:
    assert not may_be_spelled(word)
