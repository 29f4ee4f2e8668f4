"""The indefinite article follows the sound, not the letter."""

import pytest

from lint.language.articles import indefinite_article

AN = """apple hour honest heir honour umbrella uninteresting unidentified usher utter onerous urgent e-mail 8 11 18 80s
18th 8-year 11,000 1852 FBI MP MPs NGO HIV SUV X-ray F-16 MP3 S IAEA Uzbek état “old” hourglass AIDS"""
A = """book house unicorn European one university ewe user useful utility once one-off Ukrainian Ugandan uranium euro
historic hotel unanimous US U.S. UN US-led UAE U-turn NATO UNESCO UNICEF NASA STEM 1 100 1,800 $100 7th 1.1 BBC young"""


@pytest.mark.parametrize("word", AN.split())
def test_an(word: str) -> None:
    assert indefinite_article(word) == "an"


@pytest.mark.parametrize("word", [*A.split(), ""])
def test_a(word: str) -> None:
    assert indefinite_article(word) == "a"
