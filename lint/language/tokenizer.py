"""Chunks between white space to tokens, cut as the English treebanks of Universal Dependencies cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})

# Abbreviations that keep their stop: the first in any case, the second only with a capital, as "the sun." is none.
_ABBREVIATIONS = frozenset(
    "mr mrs ms messrs dr drs prof vs etc al cf pp approx ca eg ie inc ltd corp bros llc esp incl attn assn dept est "
    "a.k.a arrv ph.d m.sc b.sc".split()
)
_TITLED_ABBREVIATIONS = frozenset(
    "rev hon gen col lt sgt capt cpt cmdr adm gov sen sens rep reps st mt ft jr sr co no nos fig figs vol vols ed eds "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri ave blvd rd hwy pkwy bldg "
    "calif conn wash ariz colo minn wis tenn mlle mme ph sc div para univ gens maj".split()
)
_LONGEST_ABBREVIATION = 6
# Words that are two or more tokens without any mark between them, and where they are cut.
_CUT = {
    "cannot": (3,), "gonna": (3,), "wanna": (3,), "gotta": (3,), "gimme": (3,), "lemme": (3,), "dunno": (2, 3),
    "outta": (3,), "dont": (2,), "doesnt": (4,), "didnt": (3,), "wont": (2,), "cant": (2,), "isnt": (2,),
    "wasnt": (3,), "arent": (3,), "couldnt": (5,), "wouldnt": (5,), "shouldnt": (6,), "havent": (4,), "hasnt": (3,),
    "aint": (2,), "im": (1,), "ive": (1,), "thats": (4,),
}  # fmt: skip

# Of the countries those whose letters are no English word: “the end.it was late” lacks a space.
_COUNTRIES = (
    "ae|ar|au|az|bg|br|ca|ch|cl|cn|cz|de|dk|ee|es|eu|fi|fr|ge|gr|hk|hr|hu|id|ie|il|iq|ir|jp|ke|kr|kz|lk|lt|lv|md|mx|ng|nl"
    "|np|nz|pe|ph|pk|pl|pt|ro|rs|ru|sa|se|sg|si|sk|th|tr|tv|tw|ua|uk|vn|za"
)
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|file):/*[^\s<>\"]+"
    r"|www\.[^\s<>\"]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|html?|(?:co|ac)\.uk)(?![\w-])(?:/[^\s<>\"]*)?"
    rf"|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?-i:io|dev|{_COUNTRIES})(?![\w-])(?:/[^\s<>\"]*)?"
    r"|[\w#-]+(?:\.[\w#-]+)*\.(?:docx?|xlsx?|pptx?|pdf|txt|jpe?g|png|gif|exe|zip|csv|mp[34])(?![\w-])"
    r"|[\w-]+(?:\.[\w-]+)*\.(?-i:m?js|ts|py|rb|rs|json|ya?ml|toml|xml|css|cfg)(?![\w-])"
    # A method of a program, as in `Client.createConnection`.
    r"|\w+(?:\.\w+)*\.(?-i:[a-z]{2,}[A-Z])\w*",
    re.IGNORECASE,
)
_ADDRESS_HINT = re.compile(r"@|:/|\.[a-z]{2}", re.IGNORECASE)
_LONGEST_ADDRESS = 2000
_AFTER_ADDRESS = ".,;:!?'\"”)]>"

_LETTER = r"[^\W\d_]"
_PREFIXES = "non|pro|anti|co|re|ex|pre|post|mid|multi|semi|sub|inter|cross|counter|over|mini|neo|e"
_SCANNER = re.compile(
    r"(?P<run>[!?]{2,}|\.{2,}|-{2,}>?|\*+|=+>?|_{2,}|~+|<{2,}|>{2,}|\#{2,}|\+{2,}|''|<-+|->|…+)"
    r"|(?P<face>(?<![\w\"'”’)])[:;=]-?[()DPp](?!\w))"
    rf"|(?P<letters>(?:{_LETTER}\.){{2,}}(?:{_LETTER}(?![^\W_]))?(?![^\W_])|U\.S(?![\w.])|Ph\.D\.?|[MB]\.Sc\.?|(?:e\.g|i\.e)(?![\w.]))"
    rf"|(?P<sigil>(?:US|HK|NT|[AC])\$|(?<![\w.])[#@](?=[^\W\d])\w+)"
    rf"|(?P<initial>(?<![\w.])[A-HJ-Z]\.(?![\w.]))"
    r"|(?P<phone>\(?\d{3}\)?-\d{3}-\d{4}(?!\w)|\d{3}-\d{4}(?![\w-])|\d{1,4}-\d{1,2}-\d{2,4}(?!\w))"
    r"|(?P<number>'\d\ds?(?!\w)|(?<!\w)\.\d+|\d++(?:[.,:/]\d+)*+(?:(?<=0)'s|s|st|nd|rd|th)?(?![^\W_]))"
    r"|(?P<hour>\d+(?:[.:]\d+)?(?=(?:[ap]\.?m\.?)(?!\w)))"
    r"|(?P<amount>\d+(?:[.,:/]\d+)*+(?=(?:km?|kg|[cm]m|ft|lbs?|hrs?|mins?|miles|mph|mb|gb|usd)(?!\w)))"
    r"|(?P<clitic>'(?:em|til|cause)(?!\w)|'t(?=(?:is|was)(?!\w))|(?<=\w)'(?:s|m|d|re|ve|ll)(?![^\W_]))"
    rf"|(?P<firm>(?<![\w-])[a-z]+&[a-z]+(?!\w)|(?<![\w-])(?:{_PREFIXES})-\w+(?:'{_LETTER}+)*)"
    r"|(?P<word>\w+(?:'[^\W\d_]\w*)*)"
    r"|.",
    re.IGNORECASE | re.DOTALL,
)
_CLITIC = re.compile(r"(?:n't|'(?:s|m|d|re|ve|ll))$", re.IGNORECASE)


def pieces(chunk: str) -> tuple[Span, ...]:
    """Return the spans of the tokens of a chunk without white space; every character is in one of them."""
    # Nearly all chunks are a word, with or without a mark behind it: the scanner would cut them the same way.
    if chunk.isalpha():
        return tuple(_parts(chunk, 0, len(chunk)))
    last = len(chunk) - 1
    if chunk[:last].isalpha() and (chunk[last] in ",;" or (chunk[last] == "." and last > _LONGEST_ABBREVIATION)):
        return (*_parts(chunk, 0, last), (last, last + 1))
    plain = chunk.translate(_STRAIGHT)
    address = _address(plain)
    if address is None:
        return tuple(_scan(plain, 0, len(plain)))
    first, last = address
    return (*_scan(plain, 0, first), address, *_scan(plain, last, len(plain)))


def _address(plain: str) -> Span | None:
    if len(plain) > _LONGEST_ADDRESS or not _ADDRESS_HINT.search(plain):
        return None
    match = _ADDRESS.search(plain)
    if match is None:
        return None
    last = match.start() + len(match.group().rstrip(_AFTER_ADDRESS))
    return (match.start(), last) if last > match.start() else None


def _scan(plain: str, first: int, last: int) -> Iterator[Span]:
    at = first
    while at < last:
        match = _SCANNER.match(plain, at, last)
        if match is None:
            raise AssertionError("the scanner matches any character")
        end = match.end()
        if match.lastgroup in ("word", "firm"):
            end = _with_stop(plain, at, end, last)
            yield from _parts(plain, at, end)
        else:
            yield at, end
        at = end


def _parts(plain: str, at: int, end: int) -> Iterator[Span]:
    """Yield the spans of a word, or of the words that it is a contraction of."""
    for cut in _cuts(plain[at:end]):
        yield at, at + cut
        at += cut
    yield at, end


def _with_stop(plain: str, at: int, end: int, last: int) -> int:
    """Return the end of the word with its stop, if it is an abbreviation."""
    if end < last and plain[end] == "." and end - at <= _LONGEST_ABBREVIATION and not plain.startswith("..", end):
        word = plain[at:end]
        lower = word.lower()
        if lower in _ABBREVIATIONS or (word[0].isupper() and lower in _TITLED_ABBREVIATIONS):
            return end + 1
    return end


def _cuts(word: str) -> Iterator[int]:
    """Yield the lengths of the parts of a contracted word, all but the last."""
    lower = word.lower()
    if lower in _CUT:
        before = 0
        for place in _CUT[lower]:
            yield place - before
            before = place
    elif "'" in word:
        clitic = _CLITIC.search(word)
        if clitic is not None and clitic.start():
            # "wouldn't've" and "who'd've" have two.
            inner = _CLITIC.search(word[: clitic.start()])
            if inner is not None and inner.start():
                yield inner.start()
                yield clitic.start() - inner.start()
            else:
                yield clitic.start()
