"""How many steps does a backtracking matcher take for a pattern and a text? Counted, so that it is the same on every machine.

Python's own engine does not tell. This one walks what Python's own parser made of the pattern in the order in which Python's engine
tries things, and counts each instruction. It knows what the patterns of this code use; for anything else it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")
_codes: Any = import_module("re._constants")

Fits = Callable[[str], bool]
MOST_TIMES = 6
"""A bounded repeat counts as so many at most: what is bounded adds a constant, and the lengths tried here are short."""

_CATEGORIES: dict[str, Fits] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda character: character.isalnum() or character == "_",
}


class TooMany(Exception):
    """More steps than anybody wants to wait for."""


@dataclass
class Instruction:
    """`name` says what to do; `to` are the places where it goes on, the preferred one first."""

    name: str
    to: list[int] = field(default_factory=list)
    fits: Fits | None = None
    program: Program | None = None
    value: Any = None
    viable: dict[str, list[int]] = field(default_factory=dict)
    """Of a choice: the places that can go on with this character."""


class Program:
    """The instructions of a pattern, or of what stands in one of its groups."""

    def __init__(self, pattern: str, flags: int) -> None:
        tree = _parser.parse(pattern, flags)
        self.code: list[Instruction] = []
        self._flags = tree.state.flags
        self._sequence(tree)
        self._add("match")

    @classmethod
    def _of(cls, items: Any, flags: int) -> Program:
        program = cls.__new__(cls)
        program.code, program._flags = [], flags
        program._sequence(items)
        program._add("match")
        return program

    def _add(self, name: str, **more: Any) -> Instruction:
        self.code.append(Instruction(name, **more))
        return self.code[-1]

    def _sequence(self, items: Any) -> None:
        for code, argument in items:
            self._one(str(code), argument)

    def _one(self, code: str, argument: Any) -> None:
        match code:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN" | "RANGE" | "CATEGORY":
                self._add("character", fits=self._fitting(code, argument))
            case "BRANCH":
                choice, ends = self._add("choice"), []
                for branch in argument[1]:
                    choice.to.append(len(self.code))
                    self._sequence(branch)
                    ends.append(self._add("jump"))
                for end in ends:
                    end.to = [len(self.code)]
            case "MAX_REPEAT" | "MIN_REPEAT":
                self._repeat(*argument, greedy=code == "MAX_REPEAT")
            case "POSSESSIVE_REPEAT":
                self._add("atomic", program=Program._of([("MAX_REPEAT", argument)], self._flags))
            case "ATOMIC_GROUP":
                self._add("atomic", program=Program._of(argument, self._flags))
            case "SUBPATTERN":
                group, added, removed, items = argument
                assert not removed, "flags are not taken away here"
                before, self._flags = self._flags, self._flags | added
                self._add("begin", value=group)
                self._sequence(items)
                self._add("end", value=group)
                self._flags = before
            case "ASSERT" | "ASSERT_NOT":
                direction, items = argument
                back = items.getwidth()[0] if direction < 0 else 0
                self._add("look", program=Program._of(items, self._flags), value=(back, code == "ASSERT"))
            case "AT":
                by_line = self._flags & re.MULTILINE and str(argument) in ("AT_BEGINNING", "AT_END")
                self._add("at", value=f"{argument}_LINE" if by_line else str(argument))
            case "GROUPREF":
                self._add("again", value=argument)
            case _:
                raise NotImplementedError(f"{code} is not counted here yet")

    def _repeat(self, least: int, most: int, items: Any, *, greedy: bool) -> None:
        for _ in range(min(least, MOST_TIMES)):
            self._sequence(items)
        if most is _codes.MAXREPEAT:
            loop = self._add("choice", value="loop")
            here = len(self.code) - 1
            self._add("enter", value=here)
            self._sequence(items)
            self._add("progress", value=here)
            self._add("jump", to=[here])
            loop.to = [here + 1, len(self.code)] if greedy else [len(self.code), here + 1]
            return
        choices = []
        for _ in range(min(most, MOST_TIMES) - min(least, MOST_TIMES)):
            choices.append(self._add("choice"))
            choices[-1].to = [len(self.code)]
            self._sequence(items)
        for choice in choices:
            choice.to = [choice.to[0], len(self.code)] if greedy else [len(self.code), choice.to[0]]

    def _fitting(self, code: str, argument: Any) -> Fits:
        bare = _bare_fitting(code, argument, dotall=bool(self._flags & re.DOTALL))
        if not self._flags & re.IGNORECASE:
            return bare
        return lambda character: bare(character) or bare(character.lower()) or bare(character.upper())


def _bare_fitting(code: str, argument: Any, *, dotall: bool) -> Fits:
    match code:
        case "LITERAL":
            return lambda character: ord(character[0]) == argument
        case "NOT_LITERAL":
            return lambda character: ord(character[0]) != argument
        case "ANY":
            return lambda character: dotall or character != "\n"
        case "RANGE":
            return lambda character: argument[0] <= ord(character[0]) <= argument[1]
        case "CATEGORY":
            name = str(argument)
            known = _CATEGORIES[name.replace("_NOT_", "_")]
            return (lambda character: not known(character)) if "_NOT_" in name else known
        case "IN":
            items = [(str(each), value) for each, value in argument]
            negates = items[0][0] == "NEGATE"
            each = [_bare_fitting(name, value, dotall=True) for name, value in items[negates:]]
            return lambda character: any(fits(character) for fits in each) != negates
    raise NotImplementedError(code)


class Matcher:
    """Counts its steps; more than `most` raise TooMany."""

    def __init__(self, most: int) -> None:
        self.steps = 0
        self._most = most

    def ends(self, program: Program, text: str, start: int) -> Iterator[int]:
        """Where a match from `start` can end, in the order in which they are found."""
        code = program.code
        waiting: list[tuple[int, int, dict[Any, int]]] = [(0, start, {})]
        while waiting:
            place, at, kept = waiting.pop()
            while True:
                self.steps += 1
                if self.steps > self._most:
                    raise TooMany
                instruction = code[place]
                match instruction.name:
                    case "character":
                        assert instruction.fits is not None
                        if at >= len(text) or not instruction.fits(text[at]):
                            break
                        place, at = place + 1, at + 1
                    case "choice":
                        places = self._viable(program, instruction, text[at] if at < len(text) else "")
                        if not places:
                            break
                        waiting += [(each, at, kept) for each in reversed(places[1:])]
                        place = places[0]
                    case "jump":
                        place = instruction.to[0]
                    case "enter" | "begin" | "end":
                        kept, place = {**kept, (instruction.name, instruction.value): at}, place + 1
                    case "progress":
                        if kept["enter", instruction.value] == at:
                            break
                        place += 1
                    case "again":
                        said = text[kept["begin", instruction.value] : kept["end", instruction.value]]
                        self.steps += len(said)
                        if not text.startswith(said, at):
                            break
                        place, at = place + 1, at + len(said)
                    case "at":
                        if not _stands(instruction.value, text, at):
                            break
                        place += 1
                    case "look":
                        back, wanted = instruction.value
                        assert instruction.program is not None
                        found = at >= back and next(self.ends(instruction.program, text, at - back), None) is not None
                        if found != wanted:
                            break
                        place += 1
                    case "atomic":
                        assert instruction.program is not None
                        end = next(self.ends(instruction.program, text, at), None)
                        if end is None:
                            break
                        place, at = place + 1, end
                    case "match":
                        yield at
                        break

    def _viable(self, program: Program, choice: Instruction, following: str) -> list[int]:
        """As Python's engine does, a branch is not begun whose first character is another."""
        if following not in choice.viable:
            choice.viable[following] = [place for place in choice.to if _may_begin(program, place, following)]
        return choice.viable[following]

    def all_found(self, program: Program, text: str, *, mode: str) -> None:
        """Does what the method `mode` of a pattern does, for its steps alone."""
        if mode in ("match", "fullmatch"):
            next((end for end in self.ends(program, text, 0) if mode == "match" or end == len(text)), None)
            return
        at = 0
        while at <= len(text):
            end = next(self.ends(program, text, at), None)
            if end is not None and mode == "search":
                return
            at = end if end is not None and end > at else at + 1


def _may_begin(program: Program, place: int, following: str) -> bool:
    instruction = program.code[place]
    while instruction.name in ("begin", "enter", "jump"):
        place = instruction.to[0] if instruction.name == "jump" else place + 1
        instruction = program.code[place]
    if instruction.name != "character":
        return True
    assert instruction.fits is not None
    return bool(following) and instruction.fits(following)


def _stands(where: str, text: str, at: int) -> bool:
    match where:
        case "AT_BEGINNING_STRING":
            return at == 0
        case "AT_BEGINNING":
            return at == 0
        case "AT_BEGINNING_LINE":
            return at == 0 or text[at - 1] == "\n"
        case "AT_END_STRING":
            return at == len(text)
        case "AT_END":
            return at == len(text) or text[at:] == "\n"
        case "AT_END_LINE":
            return at == len(text) or text[at] == "\n"
        case "AT_BOUNDARY" | "AT_NON_BOUNDARY":
            sides = [bool(side) and (side.isalnum() or side == "_") for side in (text[max(at - 1, 0) : at], text[at : at + 1])]
            return (sides[0] != sides[1]) == (where == "AT_BOUNDARY")
    raise NotImplementedError(where)


def steps(program: Program, text: str, *, mode: str, most: int = 3_000_000) -> int:
    matcher = Matcher(most)
    matcher.all_found(program, text, mode=mode)
    return matcher.steps


def parts(program: Program) -> Sequence[Program]:
    """The program and all within it."""
    inner = [each.program for each in program.code if each.program is not None]
    return [program, *(part for each in inner for part in parts(each))]
