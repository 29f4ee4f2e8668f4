"""Functions that a rule may name where no pattern says what it looks for; imported when first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from lint.errors import unknown
from lint.match.hit import Hit
from lint.match.predicate import Reading

Call = Callable[[Reading, Mapping[str, Any]], Iterator[Hit]]

CALLS: dict[str, str] = {
    "abbreviations.early": "abbreviations:early",
    "again.inner_capital": "again:inner_capital",
    "again.prepositional": "again:prepositional",
    "agreement.subject_verb": "agreement:subject_verb",
    "agreement.there_be": "agreement:there_be",
    "antecedents.absent": "antecedents:absent",
    "antecedents.number": "antecedents:number",
    "articles.missing": "articles:missing",
    "articles.wrong_sound": "articles:wrong_sound",
    "attachment.far_from_place": "attachment:far_from_place",
    "boundaries.comma_splice": "boundaries:comma_splice",
    "boundaries.lone_bracket": "boundaries:lone_bracket",
    "boundaries.lower_start": "boundaries:lower_start",
    "boundaries.missing_stop": "boundaries:missing_stop",
    "breaks.infinitive": "breaks:infinitive",
    "breaks.stranded": "breaks:stranded",
    "casing.known_name": "casing:known_name",
    "casing.lower_given_name": "casing:lower_given_name",
    "casing.name_elsewhere": "casing:name_elsewhere",
    "casing.proper_word": "casing:proper_word",
    "casing.set_name": "casing:set_name",
    "clashes.bare_be": "clashes:bare_be",
    "clashes.beside_past_perfect": "clashes:beside_past_perfect",
    "clashes.reflexive": "clashes:reflexive",
    "clashes.would_have": "clashes:would_have",
    "commas.after_subject": "commas:after_subject",
    "commas.splice": "commas:splice",
    "consistency.order": "consistency:order",
    "consistency.spelling": "consistency:spelling",
    "consistency.wording": "consistency:wording",
    "drift.term": "drift:term",
    "echoes.adverb_again": "echoes:adverb_again",
    "echoes.clause_twice": "echoes:clause_twice",
    "echoes.joined": "echoes:joined",
    "echoes.respelt": "echoes:respelt",
    "estimation.retranslate": "estimation:retranslate",
    "estimation.suspect_words": "estimation:suspect_words",
    "fragments.lone_clause": "fragments:lone_clause",
    "fragments.lone_word": "fragments:lone_word",
    "fragments.stray_mark": "fragments:stray_mark",
    "fragments.stray_piece": "fragments:stray_piece",
    "fragments.unfinished": "fragments:unfinished",
    "fronting.inverted": "fronting:inverted",
    "house.dates": "house:dates",
    "house.quotes": "house:quotes",
    "inversions.statement": "inversions:statement",
    "lacking.asyndeton": "lacking:asyndeton",
    "lacking.bare_price": "lacking:bare_price",
    "lacking.mismatched_second": "lacking:mismatched_second",
    "lacking.opening_be": "lacking:opening_be",
    "lacking.opening_modal": "lacking:opening_modal",
    "lacking.opening_verb": "lacking:opening_verb",
    "lacking.verbless": "lacking:verbless",
    "leftovers.abbreviation": "leftovers:abbreviation",
    "leftovers.asian_mark": "leftovers:asian_mark",
    "leftovers.entity": "leftovers:entity",
    "leftovers.foreign_script": "leftovers:foreign_script",
    "leftovers.fullwidth": "leftovers:fullwidth",
    "leftovers.mixed_script": "leftovers:mixed_script",
    "leftovers.mojibake": "leftovers:mojibake",
    "numbers.century": "numbers:century",
    "numbers.counted_date": "numbers:counted_date",
    "numbers.hour": "numbers:hour",
    "numbers.ordinal": "numbers:ordinal",
    "numbers.slashed": "numbers:slashed",
    "numbers.thousands": "numbers:thousands",
    "pronouns.neuter": "pronouns:neuter",
    "quotation.never_closed": "quotation:never_closed",
    "quotation.never_opened": "quotation:never_opened",
    "quotation.two_apostrophes": "quotation:two_apostrophes",
    "quotation.two_kinds": "quotation:two_kinds",
    "quotation.wrong_way": "quotation:wrong_way",
    "recurrence.adverb_twice": "recurrence:adverb_twice",
    "recurrence.cognate_object": "recurrence:cognate_object",
    "recurrence.sentence_twice": "recurrence:sentence_twice",
    "reference.misfit": "reference:misfit",
    "relatives.which_of_person": "relatives:which_of_person",
    "relatives.who_of_thing": "relatives:who_of_thing",
    "repeats.doubled_phrase": "repeats:doubled_phrase",
    "repeats.doubled_word": "repeats:doubled_word",
    "repeats.loop": "repeats:loop",
    "reports.first_person": "reports:first_person",
    "reports.institution": "reports:institution",
    "reports.repeated_name": "reports:repeated_name",
    "reports.second_person": "reports:second_person",
    "retelling.sentence_again": "retelling:sentence_again",
    "strange.foreign": "strange:foreign",
    "strange.uncapitalised": "strange:uncapitalised",
    "strange.unknown": "strange:unknown",
    "styles.casing": "styles:casing",
    "styles.date_order": "styles:date_order",
    "styles.enumeration": "styles:enumeration",
    "styles.hyphenation": "styles:hyphenation",
    "tenses.past_with_recent": "tenses:past_with_recent",
    "tenses.perfect_with_past": "tenses:perfect_with_past",
    "tenses.present_among_past": "tenses:present_among_past",
    "tenses.present_with_past": "tenses:present_with_past",
    "tenses.regular_past": "tenses:regular_past",
    "terms.changed": "terms:changed",
    "varieties.mixed": "varieties:mixed",
    "varieties.unwanted": "varieties:unwanted",
}
"""Name in a rule file -> module and function."""


def resolve(name: str) -> Call:
    """The function of a name; ValueError where there is none."""
    if name not in CALLS:
        raise ValueError(unknown("call", name, CALLS))
    module, function = CALLS[name].split(":")
    try:
        call: Call = getattr(import_module(f"lint.match.calls.{module}"), function)
    except (ImportError, AttributeError) as problem:
        raise ValueError(f"the call “{name}” cannot be loaded: {problem}") from problem
    return call
