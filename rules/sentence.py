"""A rule row as a Danish sentence whose numbers and choices are tokens: the sentence is rendered from the row, so no
number is written twice (screen 13).

The pattern of a kind stands in `rules.sentence_patterns`:

    {field}       the value of a field of the row or of its terms, as a token
    [ … ]         left out where a field in it is empty
    <a|b|c>       the alternatives whose fields are not empty: "a, b eller c"
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from rules.gates.gate import Gate
from rules.rule import Rule
from rules.sentence_patterns import AFTER, FLAGS, PATTERNS
from rules.terms import ActivitySet
from rules.value_words import NO_SETS, in_words
from rules.vocabulary import ActivityType

Row = Rule | Gate
Sets = Mapping[str, frozenset[ActivityType]]


@dataclass(frozen=True, slots=True)
class Token:
    """One value of the row in the sentence: the path of its field, the value, and its words."""

    field: str
    value: object
    text: str


Segment = str | Token


def sentence(row: Row, sets: Sets = NO_SETS) -> tuple[Segment, ...]:
    """The row as plain text and tokens in their order. `sets` are the named sets of offers of its policy."""
    pattern = PATTERNS[row.kind] + (AFTER if isinstance(row, Rule) else "")
    named = NO_SETS if isinstance(row.terms, ActivitySet) else sets
    return _capitals(_joined(_rendered(_parsed(pattern), row, named)))


def text_of(segments: tuple[Segment, ...]) -> str:
    """The sentence without its tokens."""
    return "".join(part if isinstance(part, str) else part.text for part in segments)


def tokens_of(segments: tuple[Segment, ...]) -> tuple[Token, ...]:
    return tuple(part for part in segments if isinstance(part, Token))


def value_of(row: Row, path: str) -> object:
    """The value of a field by its path: of the head, or of the terms ("met_by.referrals"). None where a part is."""
    name, _, rest = path.partition(".")
    found = getattr(row, name) if hasattr(row, name) else getattr(row.terms, name)
    for part in rest.split(".") if rest else ():
        found = getattr(found, part) if found is not None else None
    return found


@dataclass(slots=True)
class _Node:
    """A piece of a pattern: `mark` is "" (text), "{" (field), "[" (optional) or "<" (alternatives)."""

    mark: str
    text: str = ""
    parts: list["_Node"] = field(default_factory=list)


_CUT = re.compile(r"(\{[\w.]+\}|[\[\]<>|])")
_CLOSES = {"[": "]", "<": ">"}


@cache
def _parsed(pattern: str) -> _Node:
    """The tree of a pattern. The alternatives of "<" are "[" nodes, so each is left out where it lacks a field."""
    root = _Node("[")
    open_nodes = [root]
    for piece in filter(None, _CUT.split(pattern)):
        if piece in _CLOSES:
            node = _Node(piece)
            open_nodes[-1].parts.append(node)
            open_nodes.append(node)
            if piece == "<":
                _open_alternative(open_nodes)
        elif piece == "|":
            open_nodes.pop()
            _open_alternative(open_nodes)
        elif piece in _CLOSES.values():
            open_nodes.pop()
            if piece == ">":
                open_nodes.pop()
        elif piece.startswith("{"):
            open_nodes[-1].parts.append(_Node("{", piece[1:-1]))
        else:
            open_nodes[-1].parts.append(_Node("", piece))
    return root


def _open_alternative(open_nodes: list[_Node]) -> None:
    node = _Node("[")
    open_nodes[-1].parts.append(node)
    open_nodes.append(node)


def _rendered(node: _Node, row: Row, sets: Sets) -> Iterator[Segment]:
    for part in node.parts:
        if part.mark == "":
            yield part.text
        elif part.mark == "{":
            value = value_of(row, part.text)
            yield Token(part.text, value, FLAGS[part.text] if value is True else in_words(value, sets))
        elif part.mark == "[" and _stands(part, row):
            yield from _rendered(part, row, sets)
        elif part.mark == "<":
            yield from _alternatives([each for each in part.parts if _stands(each, row)], row, sets)


def _alternatives(kept: list[_Node], row: Row, sets: Sets) -> Iterator[Segment]:
    for number, each in enumerate(kept):
        if number:
            yield " eller " if number == len(kept) - 1 else ", "
        yield from _rendered(each, row, sets)


def _stands(node: _Node, row: Row) -> bool:
    """Whether every field directly in the node has a value, and one of its alternatives if it has any."""
    for part in node.parts:
        if part.mark == "{" and _empty(value_of(row, part.text)):
            return False
        if part.mark == "<" and not any(_stands(each, row) for each in part.parts):
            return False
    return True


def _empty(value: object) -> bool:
    return value is None or value is False or value == frozenset()


def _joined(segments: Iterator[Segment]) -> tuple[Segment, ...]:
    """Neighbouring texts as one."""
    found: list[Segment] = []
    for segment in segments:
        if found and isinstance(segment, str) and isinstance(found[-1], str):
            found[-1] += segment
        else:
            found.append(segment)
    return tuple(found)


def _capitals(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """A sentence begins with a capital, also where a token stands first in it."""
    found: list[Segment] = []
    before = ". "
    for segment in segments:
        begins = before.endswith(". ")
        if isinstance(segment, Token):
            before = ""
            found.append(replace(segment, text=_capital(segment.text)) if begins else segment)
        else:
            before = segment
            found.append(_capital(segment) if begins else segment)
    return tuple(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
