"""Texts on which a pattern would take long if it could: what leads into each of its repeats, then what goes round it, then what fails."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator

from tests.growth.backtracking import Program, parts

_ALPHABET = "aZäß0٣5 \t\n\xa0.,:;|-–/@#+_€()[]`*><&'\"=!?~👍\ue000\u200b\u0301"
SMALL = 60
"""Instructions; what is larger is tried on fewer texts."""
NEVER = "\x00"
"""What hardly any pattern takes: with it at the end everything before has been in vain."""


def attacks(program: Program, most_signs: int = 14) -> Iterator[tuple[str, str, str]]:
    """A beginning, what is repeated, and an end."""
    signs = list(_signs(program))
    leads = {"": [], **_leads(program, signs)}
    # What goes round one repeat may also go round the one before: then a sign between them keeps them apart.
    apart = {f"{lead}{sign}": rounds for lead, rounds in leads.items() for sign in signs[:4]} if len(program.code) < SMALL else {}
    for lead, rounds in {**apart, **leads}.items():
        pumps = dict.fromkeys([*rounds, *signs[:most_signs], *(f"{one}{other}" for one in signs[:3] for other in signs[:3])])
        for pump in pumps:
            for end in (NEVER, lead[:1] or NEVER):
                yield lead, pump, end


def _signs(program: Program) -> Iterable[str]:
    """One character for each way in which the pattern tells characters apart; those that fit most come first."""
    tests = [each.fits for part in parts(program) for each in part.code if each.fits is not None]
    found: dict[tuple[bool, ...], str] = {}
    for sign in dict.fromkeys([*_ALPHABET, *(chr(code) for code in range(32, 127))]):
        found.setdefault(tuple(fits(sign) for fits in tests), sign)
    return [sign for fitting, sign in sorted(found.items(), key=lambda each: -sum(each[0])) if any(fitting)]


def _leads(program: Program, signs: list[str]) -> dict[str, list[str]]:
    """The shortest text that leads into each repeat, with texts that go round it once."""
    found: dict[str, list[str]] = {}
    for part in parts(program):
        loops = [place for place, each in enumerate(part.code) if each.value == "loop"]
        for loop in loops:
            lead = _shortest(part, 0, loop, signs)
            rounds = [_shortest(part, place, loop, signs, first=sign) for place in part.code[loop].to for sign in signs]
            found.setdefault(lead or "", []).extend(dict.fromkeys(each for each in rounds if each))
    return found


def _shortest(program: Program, start: int, end: int, signs: list[str], first: str = "") -> str | None:
    """A text on which the program comes from one place to another, if anything does; beginning with `first`."""
    waiting, seen = deque([(start, "")]), set()
    while waiting:
        place, said = waiting.popleft()
        if place == end and said:
            return said
        if (place, bool(said)) in seen or len(said) > 40:
            continue
        seen.add((place, bool(said)))
        instruction = program.code[place]
        match instruction.name:
            case "character":
                assert instruction.fits is not None
                wanted = first if first and not said else None
                sign = next((each for each in ([wanted] if wanted else _candidates(signs)) if instruction.fits(each)), None)
                if sign is not None:
                    waiting.append((place + 1, said + sign))
            case "choice" | "jump":
                waiting.extend((each, said) for each in instruction.to)
            case "match":
                pass
            case "atomic":
                assert instruction.program is not None
                inner = _shortest(instruction.program, 0, len(instruction.program.code) - 1, signs)
                waiting.append((place + 1, said + (inner or "")))
            case _:
                waiting.append((place + 1, said))
        if place == end and start == 0:
            return said
    return None


def _candidates(signs: list[str]) -> Iterator[str]:
    yield from signs
    yield from (chr(code) for code in range(33, sys.maxunicode // 16))
