"""Source languages: codes and traits, which rules they turn on, and what a text lets guess."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from lint import check_text, fix_text
from lint.asked import Asked
from lint.engine import check
from lint.errors import RuleError, UsageError
from lint.language.origin import CODES, evidence, guess, probabilities, table
from lint.model import Safety
from lint.record import Default
from lint.select import choose
from lint.settings import Settings, decode, joined
from lint.sources import LANGUAGES, TRAITS, Origin, allows, codes_of, name_of, parse_source
from tests.making import make_document, make_rule

RUSSIAN = """\
The governor of the Sverdlovsk region, Sergei Petrovich Kuznetsov, met the head of Rosneft in Yekaterinburg on Monday.
According to Dmitry Sokolov, who works at the plant in Chelyabinsk, the Russian government promised money in spring.
Svetlana Ivanovna Morozova came from Novosibirsk to Moscow with her husband Alexei Vorobyov and saw the Kremlin.
The deputies Nikolai Zhukov and Oleg Baranov asked Vladimir Tikhonov of the Duma about the road to Krasnoyarsk.
The newspaper Izvestia wrote that the Russian roads near Irkutsk and Tomsk were not repaired since the year before.
"""
NEPALI = """\
The people of jumla and dolpa districts went to the kalika temple at the time of the dashain festival of the gods.
The king bahadur shahi gave the land of sinja to the brahmins, and the bhandari family lived in the gokhunga village.
In the book of nepali poet bhanubhakta the story of sitadevi and ramchandra was told to the people of tanahun.
The tamangs and limbus of the taplejung hills have a dance that is called syabru, and a song called palam.
The goddess bhagawati is worshipped by the tharu people of kailali at the rani pond in the month of falgun.
"""
ENGLISH = """\
The town council met on Tuesday evening to talk about the new library. Most of the people who came were in favour,
though several asked how the building would be paid for. The mayor said that the cost had been shared out over ten
years, and that no tax would rise before the next election. A teacher from the high school told the meeting that her
pupils had nowhere to work after four o'clock. Work on the site could begin as early as March, if the weather allows.
Nobody spoke against the plan, but one woman wanted the old oak by the gate to be kept, and the room clapped.
"""


@pytest.mark.parametrize(
    ("given", "code"),
    [("ru", "ru"), ("zh-CN", "zh"), ("pt_BR", "pt"), (" De ", "de"), ("auto", "auto"), ("none", "")],
)
def test_codes(given: str, code: str) -> None:
    assert parse_source(given) == code


@pytest.mark.parametrize(("wrong", "meant"), [("rus", "ru"), ("Russian", "ru"), ("jp", "")])
def test_an_unknown_code_names_those_there_are(wrong: str, meant: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_source(wrong)
    message = str(caught.value)
    assert message.startswith(f'unknown source "{wrong}"; there are ar, cs, de, es, ')
    assert message.endswith(f'did you mean "{meant}"?') or not meant


def test_traits_name_known_languages() -> None:
    assert {code for trait in TRAITS.values() for code in trait.languages} <= set(LANGUAGES)
    assert codes_of(["ru", "no-capitals"]) == {"ru", "ar", "hi", "ja", "ko", "ne", "si", "zh"}
    assert not set(TRAITS) & set(LANGUAGES)


def test_a_rule_with_an_unknown_source_says_where() -> None:
    with pytest.raises(RuleError, match=r'yaml:6: unknown source "xx"; there are ar, cs'):
        make_rule("sources: [xx]\nreads: text\nmatch: {kind: text, pattern: a}\n")


ANYTHING = Asked()


@dataclass(frozen=True)
class Toy:
    """As much of a rule as selection asks for."""

    id: str
    sources: frozenset[str] = frozenset()
    default: Default = Default.ON
    estimates: bool = False
    asked: Asked = ANYTHING


TOYS = (Toy("a/all"), Toy("a/ru", frozenset({"ru"})), Toy("a/two", frozenset({"ru", "et"})))


@pytest.mark.parametrize(
    ("select", "source", "expected"),
    [
        ([], "", "a/all"),
        (["a"], "", "a/all"),
        (["a/ru"], "", "a/ru"),
        ([], "ru", "a/all a/ru a/two"),
        ([], "et", "a/all a/two"),
        (["a/ru"], "et", ""),
        ([], "auto", "a/all a/ru a/two"),
    ],
)
def test_a_source_turns_its_rules_on(select: list[str], source: str, expected: str) -> None:
    assert " ".join(rule.id for rule in choose(TOYS, select, [], source)) == expected


def test_what_a_group_allows() -> None:
    caseless = frozenset(TRAITS["no-capitals"].languages)
    assert allows(caseless, Origin("no-capitals", 0.9))
    assert not allows(frozenset({"ne"}), Origin("no-capitals", 0.9))
    assert not allows(caseless, Origin("", 0.1))
    assert allows(frozenset(), Origin("", 0.1))
    assert allows(caseless, None)
    assert name_of("no-capitals") == "a language that has no capital letters"


def test_rules_speak_by_document_in_one_batch() -> None:
    rule = make_rule("sources: [ru]\noutranks: [x/low]\nreads: text\nmatch: {kind: text, pattern: cat}\n", "x/high")
    low = make_rule("reads: text\nmatch: {kind: text, pattern: cat}\n", "x/low")
    origins = iter([Origin("ru", 1.0), Origin("et", 1.0)])
    texts = [make_document("A cat."), make_document("A cat.")]
    results = list(check(texts, [rule, low], None, lambda _: next(origins)))
    assert [[f.rule for f in result.findings] for result in results] == [["x/high"], ["x/low"]]
    assert [result.origin.source for result in results if result.origin] == ["ru", "et"]


@pytest.mark.parametrize(("text", "source"), [(RUSSIAN, "ru"), (NEPALI, "ne")])
def test_a_clear_text_is_guessed(text: str, source: str) -> None:
    origin = guess(text)
    assert origin.source == source
    assert 0.8 <= origin.certainty <= 1.0


def test_a_short_text_and_plain_english_are_not() -> None:
    assert guess("Sergei Petrovich Kuznetsov came from Novosibirsk to Moscow.").source == ""
    assert guess(ENGLISH).source == ""


def test_probabilities_are_of_all_languages_and_of_none() -> None:
    shares = probabilities(evidence(RUSSIAN, table()), table().weights)
    assert len(shares) == len(CODES) + 1
    assert shares.sum() == pytest.approx(1.0)


def test_the_library_takes_a_source() -> None:
    text = "The road from aomori to the south is closed."
    rule = "casing/name-of-caseless-script"
    assert rule not in {finding.rule for finding in check_text(text)}
    assert rule in {finding.rule for finding in check_text(text, source="ne-NP")}
    assert rule in {finding.rule for finding in check_text(text, select=[rule])}
    assert fix_text(text, level=Safety.ASK, source="ne").startswith("The road from Aomori")
    with pytest.raises(UsageError):
        check_text(text, source="xx")


def test_settings_may_name_a_source() -> None:
    table = decode('source = "pt-BR"\n', "p")
    settings = joined(Settings(), table, "p", "") if table else None
    assert settings is not None
    assert settings.source == "pt"
    with pytest.raises(UsageError, match='p:2: unknown source "xx"'):
        decode('\nsource = "xx"\n', "p")
    with pytest.raises(UsageError, match="p:1: source must be a string"):
        decode("source = 1\n", "p")
