"""No regular expression takes worse than linear time, whoever sends what.

Held are steps and not seconds: seconds depend on who else uses the machine, and a small quadratic one passes any limit that is
generous enough. Each pattern of the sources is tried on texts made for it (`attacks.py`) by a matcher that counts (`backtracking.py`);
with one, two and three times as many rounds a linear one takes as many more steps each time, and a quadratic one more and more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

from bot.domain.date_phrases import lexer, periods
from bot.domain.date_phrases.rules import spellings
from bot.domain.ids import UserId
from bot.domain.traces import Traces
from bot.web import marks
from commands.board.pages import PAGES
from tests.growth.attacks import attacks
from tests.growth.backtracking import Matcher, Program, TooMany, steps
from tests.growth.patterns import Found, Unclear, compiled, found
from tests.sampling import sampled

ROUNDS = 12
_TRACES = Traces(UserId("@ben:stadt.example"), "X", {"Ben", "Ben Öztürk"})
PUT_TOGETHER: dict[Unclear, Callable[[], Iterable[Found]]] = {
    Unclear("bot.domain.date_phrases.periods", "separator"): lambda: (Found("periods", each, 0, "all") for each in periods._SEPARATORS),
    Unclear("bot.domain.date_phrases.rules.spellings", "written"): lambda: (
        Found("spellings", each, 0, "all") for each, _ in spellings._REWRITES
    ),
    Unclear("bot.domain.date_phrases.lexer", "f'(?:{pattern}){_END}'"): lambda: (
        compiled(each, "tokens", "match") for each, _ in lexer._compiled()
    ),
    Unclear("bot.domain.traces", "f'(?:{either}){_ID_ENDS}'"): lambda: [compiled(_TRACES._id, "traces", "all")],
    Unclear("bot.domain.traces", "f'<a href=\"https://matrix\\\\.to/#/(?:{either})\">[^<]*</a>'"): lambda: [
        compiled(_TRACES._pill, "traces", "all")
    ],
    Unclear("bot.domain.traces", "f\"(?:{'|'.join(map(re.escape, known))}) \\\\((?:{either})\\\\)\""): lambda: [
        compiled(each, "traces", "all") for each in [_TRACES._with_id] if each
    ],
    Unclear("bot.domain.traces", "f\"(?<!\\\\w)(?:{'|'.join(names)})(?!\\\\w)\""): lambda: [
        compiled(each, "traces", "all") for each in [_TRACES._names] if each
    ],
    Unclear("bot.web.declaration", "_PLACE.sub(_named, path)"): lambda: (compiled(each.pattern, "pages", "fullmatch") for each in PAGES),
    Unclear(
        "bot.web.marks",
        "f\"([{''.join(_COLOURS)}])(?: (?:\\\\*\\\\*)?({'|'.join(words.values())})\\\\b(?:\\\\*\\\\*)?)?\"",
    ): lambda: (compiled(each, "marks", "all") for each in marks._LIGHT.values()),
    Unclear("bot.inbound.error_params", "f'\\\\b{number.letter}\\\\d+\\\\b'"): lambda: [Found("refusals", r"\bB\d+\b", 0, "all")],
}
"""What is only put together when it is needed, and all that can come of it."""

CLEAR, UNCLEAR = found()
PATTERNS = list(dict.fromkeys([*CLEAR, *(each for made in PUT_TOGETHER.values() for each in made())]))


def test_every_pattern_is_found() -> None:
    """One that is not plain from the source has to be named above, with all that can come of it."""
    assert set(UNCLEAR) == set(PUT_TOGETHER)
    assert len(PATTERNS) > 100


ALLOWED = 2 * ROUNDS
"""Steps by which the growth may itself grow."""


def worst(each: Found) -> tuple[int, tuple[str, str, str]]:
    """By how much faster than linear the steps grow on what the pattern finds hardest, and on what. One that is too hard is enough."""
    program = Program(each.pattern, each.flags)
    hardest = (0, ("", "", ""))
    for lead, pump, end in attacks(program):
        try:
            once, twice, thrice = (steps(program, lead + pump * (ROUNDS * times) + end, mode=each.mode) for times in (1, 2, 3))
        except TooMany:
            return 1_000_000, (lead, pump, end)
        hardest = max(hardest, (thrice - 2 * twice + once, (lead, pump, end)))
        if hardest[0] > ALLOWED:
            break
    return hardest


@pytest.mark.parametrize("each", sampled(PATTERNS, 5), ids=lambda each: f"{each.where} {each.mode} {each.pattern[:30]!a}")
def test_its_steps_grow_no_faster_than_the_text(each: Found) -> None:
    growth, attack = worst(each)
    assert growth <= ALLOWED, attack


BAD = [
    (r"\s*[/,\s]\s*x", "match"),
    (r"[ \t]+\|", "all"),
    (r"(?:a|a)*b", "match"),
    (r"(?:a*)*b", "match"),
    (r"x\s+.+?\s+(?=auf)", "match"),
    (r"(\w+)\s*:", "all"),
    (r" *([a-z]+)\.? +(.+?) *", "fullmatch"),
    (r"^(?:1\.)+(?:1\.)+$", "match"),
    (r"(?i)ä+Ä+x", "match"),
    (r"\[[^\]]*\]\(", "all"),
    (r"(?: spaeter)+$", "all"),
    (r"(?:1st|2)(?: ?(?:und|and)? ?(?:1st|2))*(?= mo)", "match"),
]
GOOD = [
    (r"(?<![ \t])[ \t]+\|", "all"),
    (r"\s*+[/,]", "match"),
    (r"(?:a|b)*c", "match"),
    (r"\d+", "all"),
    (r"x\s*(\w+)\s*:", "match"),
    (r"(?<!\w)\w+:", "all"),
    (r"(`+)(?!`).*?(?<!`)\1(?!`)", "match"),
]


@pytest.mark.parametrize(("pattern", "mode"), BAD)
def test_a_pattern_that_looks_again_and_again_is_found_out(pattern: str, mode: str) -> None:
    assert worst(Found("", pattern, 0, mode))[0] > ALLOWED


@pytest.mark.parametrize(("pattern", "mode"), GOOD)
def test_a_linear_one_is_let_go(pattern: str, mode: str) -> None:
    assert worst(Found("", pattern, 0, mode))[0] <= ALLOWED


@pytest.mark.parametrize(
    ("pattern", "text", "mode"), [(r"a+b", "aaab", "match"), (r"(?i)Ä{2,3}x|y", "ääx", "match"), (r"(?<=a)b(?!c)", "abcabx", "search")]
)
def test_the_matcher_finds_what_python_finds(pattern: str, text: str, mode: str) -> None:
    program = Program(pattern, 0)
    ends = [next(Matcher(10_000).ends(program, text, start), None) for start in range(len(text) + 1)]
    python = [match.end() if (match := re.compile(pattern).match(text, start)) else None for start in range(len(text) + 1)]
    assert ends == python
