"""What follows from a record."""

from __future__ import annotations

import pytest

from lint.model import Safety
from lint.record import Default, Record, standing, trusted


@pytest.mark.parametrize(
    ("record", "default"),
    [
        (None, Default.QUIET),
        (Record(), Default.QUIET),
        (Record(clean=1, clean_per_1k=0.0025), Default.OFF),
        (Record(findings=2, lift=1.2, per_1k=0.004), Default.ON),
        (Record(findings=4, lift=1.1, per_1k=0.01), Default.QUIET),
        (Record(findings=5, lift=1.1, per_1k=0.01), Default.OFF),
        (Record(findings=5, lift=1.1, better=3, worse=1, per_1k=0.01), Default.ON),
        (Record(findings=5, lift=1.1, better=3, worse=2, per_1k=0.01), Default.OFF),
        # Whole sentences are at some change by chance already.
        (Record(findings=9, chance=0.97, lift=1.0, per_1k=0.05, clean=4, clean_per_1k=0.01), Default.ON),
        (Record(findings=9, chance=0.97, lift=1.0, per_1k=0.04, clean=4, clean_per_1k=0.01), Default.OFF),
        (Record(findings=4, chance=0.97, lift=1.0, per_1k=0.05, clean=4, clean_per_1k=0.01), Default.QUIET),
        # Five times oftener in translations than in sound English is enough, four times is not.
        (Record(findings=9, lift=1.5, per_1k=0.05, clean=4, clean_per_1k=0.01), Default.ON),
        (Record(findings=9, lift=1.5, per_1k=0.04, clean=4, clean_per_1k=0.01), Default.OFF),
    ],
)
def test_a_default_follows_from_the_record(record: Record | None, default: Default) -> None:
    assert standing(record).default is default


def test_a_rule_of_the_document_is_judged_by_marked_documents() -> None:
    record = Record(gold=4, gold_hits=3, gold_per_1k=0.8, per_1k=0.008, clean=10, clean_per_1k=0.025)
    assert standing(record, of_document=True).default is Default.ON
    assert standing(record).default is Default.OFF
    wrong = Record(gold=4, gold_hits=2, gold_per_1k=0.8)
    assert standing(wrong, of_document=True).default is Default.OFF


def test_pronouns_are_judged_by_wrong_ones_put_into_sound_texts() -> None:
    assert (
        standing(Record(swaps=10, swap_alarms=2, clean=1, clean_per_1k=0.0025), of_document=True).default is Default.ON
    )
    assert standing(Record(swaps=9, swap_alarms=2), of_document=True).default is Default.QUIET
    assert (
        standing(Record(swaps=10, swap_alarms=2, clean=9, clean_per_1k=0.0225), of_document=True).default is Default.OFF
    )
    assert standing(Record(findings=6, worse=5, swaps=10, gold=1, gold_hits=1), of_document=True).default is Default.OFF


def test_a_rule_that_waits_for_its_source_needs_no_findings() -> None:
    assert standing(Record(), asked=True).default is Default.ON
    assert standing(Record(clean=1, clean_per_1k=0.0025), asked=True).default is Default.OFF
    assert standing(None, asked=True).default is Default.QUIET


def test_a_proof_stands_for_findings_but_not_against_false_alarms() -> None:
    assert standing(Record(), proved=True).default is Default.ON
    assert standing(Record(clean=3, clean_per_1k=0.0075), proved=True).default is Default.ON
    assert standing(Record(clean=9, clean_per_1k=0.0225), proved=True).default is Default.OFF


@pytest.mark.parametrize(
    ("record", "safety"),
    [
        (None, Safety.ASK),
        (Record(better=9, worse=0), Safety.ASK),
        (Record(better=9, worse=1), Safety.SAFE),
        (Record(better=17, worse=2), Safety.ASK),
    ],
)
def test_a_fix_is_safe_by_nine_cases_of_ten(record: Record | None, safety: Safety) -> None:
    assert trusted(record) is safety
    assert trusted(record, proved=True) is Safety.SAFE
