"""Fingerprints of findings: what moves them, and what does not."""

from __future__ import annotations

from lint.fingerprint import Fingerprint, fingerprints
from lint.model import Finding, Severity, Span
from lint.source import Document

SENTENCE = "The minister said that the the budget would be voted on before the end of the year."


def made(text: str, word: str = "the the", rule: str = "repetition/word") -> list[Fingerprint]:
    spans, at = [], text.find(word)
    while at >= 0:
        spans.append(Span(at, at + len(word)))
        at = text.find(word, at + 1)
    findings = [Finding(rule, span, "Twice.", Severity.WARNING, "Accuracy/Addition") for span in spans]
    return list(fingerprints(Document.plain("a.txt", text, ()), findings))


def test_moved_lines_other_spaces_and_case_change_nothing() -> None:
    here = made(f"First line.\n\n{SENTENCE}\n")
    assert made(f"New.\n\nMore.\n\n{SENTENCE.replace('minister said', 'Minister  said')}\n") == here


def test_a_change_far_away_in_the_sentence_keeps_the_words_nearby() -> None:
    before, after = made(SENTENCE), made(SENTENCE.replace("end of the year", "summer"))
    assert before[0].near == after[0].near
    assert before[0].sentence != after[0].sentence


def test_a_change_nearby_is_another_finding_to_both() -> None:
    before, after = made(SENTENCE), made(SENTENCE.replace("the budget", "the law"))
    assert before[0].near != after[0].near


def test_two_of_a_kind_and_two_rules_differ() -> None:
    first, second = made(f"{SENTENCE} {SENTENCE}")
    assert first.near != second.near
    assert first.sentence != second.sentence
    assert made(SENTENCE) != made(SENTENCE, rule="repetition/phrase")
