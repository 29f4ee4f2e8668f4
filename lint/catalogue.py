"""The catalogue of rules: a name and YAML in, a Rule out, or an error with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from lint.asked import Asked
from lint.confidence import Weights
from lint.errors import RuleError, unknown
from lint.match.compile import Hits, captures_of, compile_match
from lint.match.fixes import FixSpec, check_fix
from lint.match.gate import suspected
from lint.match.hit import Hit
from lint.match.kinds import CallSpec, Edge, MatchSpec, TextSpec, TokensSpec, TreeSpec, WordsSpec
from lint.match.predicate import Reading
from lint.match.template import check_template
from lint.model import Depth, Safety, Severity
from lint.record import OF_DOCUMENT, Default, Record, Standing, standing
from lint.source import SegmentKind
from lint.sources import codes_of

T = TypeVar("T")
Change = Literal["number", "name", "negation", "quote"]
Kind = Literal["text", "headline", "dateline", "caption", "item", "table"]
DEFAULT_KINDS: tuple[Kind, ...] = ("text", "item", "caption")
ESTIMATES = "estimation."
"""So begin the names of calls that read the columns of estimates."""
UNKNOWN = re.compile(r"unknown field `(\w+)`")
AT = re.compile(r" - at `(?:key in )?([^`]*)`$")


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"kinds": "in"}.get):
    """A rule file as it is written."""

    message: str
    why: str
    category: str
    match: MatchSpec
    reads: Literal["text", "words", "tags", "tree", "document"]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    severity: Literal["error", "warning", "note"] = "warning"
    default: Literal["on", "quiet", "off", ""] = ""
    """Where the record of the rule does not say so."""
    proof: str = ""
    """Why no reading of English could make a finding wrong, where a record has little to say."""
    sources: tuple[str, ...] = ()
    asked: Asked = Asked()
    """What the settings must say where the rule is to speak."""
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    quoted: bool = True
    programs: bool = True
    """Whether it reads documents on programs, in which code stands again and again."""
    outranks: tuple[str, ...] = ()
    fix: FixSpec | tuple[FixSpec, ...] = ()
    changes: tuple[Change, ...] = ()
    when_suspect: Annotated[int, msgspec.Meta(ge=1, le=99)] = 0
    """Percent: where there are estimates, only hits with so suspect a word stand, unless the rule is on without."""


class RuleSource(msgspec.Struct, frozen=True):
    """A rule file that was decoded: plain data, and the line of each place in it (`$.match.pattern[0]`)."""

    id: str
    place: str
    data: Any
    lines: Mapping[str, int]
    tables: Mapping[str, str] = msgspec.field(default_factory=dict)


class Rule(msgspec.Struct, frozen=True, dict=True):
    """One fault of translated English, and how it is found and cured."""

    id: str
    place: str
    file: RuleFile
    tables: Mapping[str, str]
    record: Record | None = None
    gate: int = 0
    """Percent: the least suspicion of a hit that stands; 0 where all do."""
    weights: Weights | None = None
    """How the estimate of a place joins the record; None where nothing was fitted."""

    @property
    def with_estimates(self) -> Rule:
        """The rule as it runs where there are estimates: what is not on by its own record may be on behind its gate."""
        if self.enabled or not self.file.when_suspect:
            return self
        record = self.record.gated if self.record else None
        return msgspec.structs.replace(self, record=record, gate=self.file.when_suspect)

    @property
    def family(self) -> str:
        """The folder of the rule."""
        return self.id.partition("/")[0]

    @property
    def of_document(self) -> bool:
        """True if single sentences cannot show the fault."""
        return self.file.reads == "document" or self.family in OF_DOCUMENT

    @property
    def standing(self) -> Standing:
        """The default that the rule has earned by its record, or that the settings give it."""
        if self.asked.waits:
            return Standing(Default.ON, "it waits for a setting that asks for it")
        return standing(
            self.record,
            of_document=self.of_document,
            proved=bool(self.file.proof),
            asked=bool(self.file.sources),
        )

    @property
    def default(self) -> Default:
        """Whether the rule is on where nobody selects rules: as its file says, else as it has earned."""
        # What the file says is said of the rule without its gate.
        return Default(self.file.default) if self.file.default and not self.gate else self.standing.default

    @property
    def enabled(self) -> bool:
        """True if the rule is on where nobody selects rules."""
        return self.default is Default.ON

    @property
    def confidence(self) -> float | None:
        """The estimated share of findings that are right, where anything is known."""
        return self.record.confidence if self.record else None

    def confidence_at(self, suspicion: float) -> float | None:
        """The same of a finding at a place that is so suspect, from 0 to 1."""
        if self.weights is None or self.confidence is None:
            return self.confidence
        return round(self.weights.joined(self.confidence, suspicion), 2)

    @property
    def reads(self) -> Depth:
        """How deep the rule reads."""
        return Depth[self.file.reads.upper()]

    @property
    def severity(self) -> Severity:
        """How much a finding of the rule weighs."""
        return Severity(self.file.severity)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The languages translated from which the rule is for; none where it is for all."""
        return codes_of(self.file.sources)

    @property
    def asked(self) -> Asked:
        """What the settings must say where the rule is to speak."""
        return self.file.asked

    @cached_property
    def kinds(self) -> frozenset[SegmentKind]:
        """The kinds of segments that the rule reads."""
        return frozenset(map(SegmentKind, self.file.kinds))

    @property
    def estimates(self) -> bool:
        """True if the rule finds nothing but by estimates."""
        return isinstance(self.file.match, CallSpec) and self.file.match.name.startswith(ESTIMATES)

    @property
    def fixes(self) -> tuple[FixSpec, ...]:
        """What the rule says of its fixes, the proposal first."""
        return self.file.fix if isinstance(self.file.fix, tuple) else (self.file.fix,)

    @property
    def proposes(self) -> Safety | None:
        """How far the fix that the rule proposes may be trusted; None where its findings are left to a person."""
        if self.fixes:
            return Safety[self.fixes[0].safety.upper()]
        # Tables and calls bring their fixes along; then the examples show them.
        return Safety.ASK if any("=>" in line for line in self.file.bad) else None

    @cached_property
    def _hits(self) -> Hits:
        return compile_match(self.file.match, self.fixes, self.file.message, self.tables)

    def find(self, reading: Reading) -> Iterator[Hit]:
        """The hits of the rule in a batch."""
        hits = self._hits(reading)
        return suspected(reading, hits, self.gate) if self.gate else hits


def decode(name: str, place: str, text: str, tables: Mapping[str, str]) -> RuleSource:
    """The plain data of a rule file; RuleError where it is not YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        detail = getattr(problem, "problem", None) or "this is not YAML"
        raise RuleError(
            place, mark.line + 1 if mark else 1, f"{detail}; check the quotes and the indentation"
        ) from problem
    lines: dict[str, int] = {}
    return RuleSource(name, place, _plain(node, "$", lines) if node is not None else {}, lines, tables)


def _plain(node: Any, path: str, lines: dict[str, int]) -> Any:
    """Plain data of a node by YAML 1.2's core schema, in which `no` and `on` are words."""
    lines.setdefault(path, node.start_mark.line + 1)
    if node.id == "mapping":
        made = {}
        for key, value in node.value:
            lines[f"{path}.{key.value}"] = key.start_mark.line + 1
            made[key.value] = _plain(value, f"{path}.{key.value}", lines)
        return made
    if node.id == "sequence":
        return [_plain(item, f"{path}[{i}]", lines) for i, item in enumerate(node.value)]
    if not node.style:
        word = node.value
        if word in ("true", "false"):
            return word == "true"
        if word in ("null", "~", ""):
            return None
        if re.fullmatch(r"-?\d+", word):
            return int(word)
    return node.value


def parse(source: RuleSource, record: Record | None = None, weights: Weights | None = None) -> Rule:
    """The rule of a decoded file; RuleError with its line where something in it is wrong."""
    try:
        file = msgspec.convert(source.data, RuleFile)
    except msgspec.ValidationError as problem:
        raise _placed(source, str(problem)) from problem
    return Rule(source.id, source.place, file, source.tables, record, weights=weights)


def verify(rule: Rule, source: RuleSource) -> None:
    """Compile a rule and check its templates; RuleError where it could not run."""
    _attempt(source, "$.sources", lambda: rule.sources)
    names = _attempt(source, "$.match", lambda: captures_of(rule.file.match))
    _attempt(source, "$.match", lambda: rule._hits)
    if names is not None:
        _attempt(source, "$.message", lambda: check_template(rule.file.message, names))
        for fix in rule.fixes:
            _attempt(source, "$.fix", lambda fix=fix: check_fix(fix, names))  # type: ignore[misc]


def load(
    sources: Iterable[RuleSource], records: Mapping[str, Record] | None = None, weights: Weights | None = None
) -> tuple[Rule, ...]:
    """The rules of decoded files, sorted by id."""
    known = records or {}
    return tuple(sorted((parse(s, known.get(s.id), weights) for s in sources), key=lambda rule: rule.id))


def _attempt(source: RuleSource, path: str, work: Callable[[], T]) -> T:
    try:
        return work()
    except ValueError as problem:
        raise RuleError(source.place, source.lines.get(path, 1), str(problem)) from problem


def _placed(source: RuleSource, problem: str) -> RuleError:
    at = AT.search(problem)
    path = at[1] if at else "$"
    detail = AT.sub("", problem)
    if key := UNKNOWN.search(problem):
        path = f"{path}.{key[1]}"
        detail = unknown("key", key[1], _all_keys())
    while path not in source.lines and path != "$":
        path = path[: max(path.rfind("."), path.rfind("["), 1)]
    return RuleError(source.place, source.lines.get(path, 1), detail[0].lower() + detail[1:])


def _all_keys() -> tuple[str, ...]:
    structs = (RuleFile, Asked, FixSpec, TextSpec, WordsSpec, TokensSpec, TreeSpec, CallSpec, Edge)
    return tuple({f.encode_name: None for s in structs for f in msgspec.structs.fields(s)})
