"""Word classes by name, for the "is" of rule predicates; nouns and verbs are listed by lemma."""

from collections.abc import Callable
from functools import cache, partial
from types import MappingProxyType

from lint.language.inflection import countable_nouns, mass_nouns
from lint.language.people import given_names, people_words
from lint.language.places import place_words, proper_adjectives, proper_names
from lint.language.pronouns import Gender
from lint.language.tables import table_sections

_PEOPLE = ("person", "male", "female", "role", "title", "title_male", "title_female", "kinship")
_GROUPS = ("organisation", "collective")
_PLACES = ("country", "nationality", "continent", "region", "city", "us_state")
_OTHER_NAMES = ("language", "people", "religion", "month", "weekday")
_WORDS = (
    "number_word ordinal unit currency determiner article demonstrative possessive subject_pronoun object_pronoun "
    "reflexive indefinite_pronoun wh_word modal auxiliary negation preposition conjunction subordinator time_noun "
    "duration_noun speech_verb that_verb subjunctive_verb object_verb gerund_verb infinitive_verb "
    "bare_infinitive_verb link_verb stative_verb motion_verb intransitive_verb body_noun place_noun abstract_noun "
    "uncountable_quantifier countable_quantifier intensifier greeting animal abbreviation borrowed_word loan_word "
    "computing_word"
).split()


def _hand_words(name: str) -> frozenset[str]:
    return table_sections("words.txt")[name]


def _all_given_names() -> frozenset[str]:
    return given_names(Gender.MASCULINE) | given_names(Gender.FEMININE)


_CLASSES: MappingProxyType[str, Callable[[], frozenset[str]]] = MappingProxyType(
    {
        **{name: partial(people_words, name) for name in (*_PEOPLE, *_GROUPS)},
        **{name: partial(place_words, name) for name in (*_PLACES, *_OTHER_NAMES)},
        **{name: partial(_hand_words, name) for name in _WORDS},
        "given_name": _all_given_names,
        "given_name_male": partial(given_names, Gender.MASCULINE),
        "given_name_female": partial(given_names, Gender.FEMININE),
        "mass_noun": mass_nouns,
        "countable_noun": countable_nouns,
        "proper_adjective": proper_adjectives,
        "proper_name": proper_names,
    }
)


def class_names() -> tuple[str, ...]:
    """Return the names of every word class, sorted."""
    return tuple(sorted(_CLASSES))


@cache
def words_in(class_name: str) -> frozenset[str]:
    """Return the words of a class in lower case; compare them with a token's lemma and with its lower-case form."""
    return _CLASSES[class_name]()


def is_person(lemma: str) -> bool:
    """Tell whether a noun is one for a person, or for a person's part or office."""
    return lemma in words_in("person") or lemma in words_in("role")
