"""Whatever reads what people write takes as many times the steps as the text is longer, and no more, whatever stands in it.

Held are lines of Python that are run, not seconds: they are the same on a busy machine, and a quadratic loop shows in a short text.
Patterns and what is written in C do not count here; patterns have a test of their own beside this one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, cast

import pytest
from pydantic import TypeAdapter

from bot.config.effective_settings import calendar_of
from bot.context import Context, Project
from bot.domain.confusables import look, look_of_group, role_in
from bot.domain.ids import EventId, Number, RoomId, TeamId
from bot.domain.meetings import Session
from bot.domain.settings import effective
from bot.domain.settings.registry import SETTINGS, SettingRefused, setting_called
from bot.grammar import field_hints, numbers
from bot.grammar.addressing import Said, Us, addressed
from bot.grammar.implied_verb import about
from bot.grammar.parser import parse
from bot.ics import Host, published
from bot.matrix.inbound.html import read_html, user_of_link
from bot.matrix.inbound.sanitize import keepable
from bot.matrix.inbound.text import bare_emoji, clean, clean_name, typed
from bot.messages import UserError
from bot.texts.render import MAX_BODY_BYTES, Rendered, mark, pieces, render, unmarked, written_out
from bot.values import MAX_TEXT_LENGTH, appointment, when
from bot.values import link as links
from bot.words import nearest
from commands import VOCABULARY
from commands.meeting.fields import whole_series
from commands.retro.reference import RetroRef
from commands.retro.running.note_numbers import leading_number
from tests.growth.counting import steps
from tests.growth.hostile import texts
from tests.sampling import sampled
from tests.world import BERLIN, BOT, MONDAY, FakeRooms, user

Reader = Callable[[str], object]
SHORT, LONG = 40, 400
"""Once, twice and three times as much is read: dates have up to 160 characters, texts up to 2,000."""
REFUSED = (UserError, when.NotUnderstood, SettingRefused, ValueError)
"""A reader may refuse; it must not do so slowly."""

ROOMS = FakeRooms(
    people={RoomId("!room"): {user(name): 0 for name in ("Anna", "Ben", BOT)}}, names={user("Anna"): "Anna", user("Ben"): "Ben"}
)
HELD = effective(BERLIN, {}, {}, {})
CONTEXT = Context(
    tx=cast(Any, None),
    rooms=ROOMS,
    now=MONDAY,
    project=Project(name="Open Smart City", prefix="!", admins=frozenset()),
    nouns={},
    settings=HELD,
    calendar=calendar_of()(HELD),
    settings_of=cast(Any, None),
    rand=random.Random(1),
    sender=user("Anna"),
    room=RoomId("!room"),
    event=EventId("$said"),
    written_at=MONDAY,
    direct=False,
    here=None,
    groups=(),
    mentions={"Ben": user("Ben")},
)
US = Us(user=BOT, names=("Lotse", "Lotse Bot"), prefix="!", is_noun=lambda word: word in VOCABULARY.by_word)


def html(text: str) -> object:
    return typed({"format": "org.matrix.custom.html", "formatted_body": text, "body": "x"})


def value(kind: TypeAdapter[Any]) -> Reader:
    return lambda text: kind.validate_python(text, context=CONTEXT)


def fields() -> Iterator[tuple[str, Reader]]:
    """Each kind of value that a command takes, once."""
    seen: set[str] = set()
    for command in VOCABULARY.commands:
        for name, info in command.args.model_fields.items():
            kind = f"{info.annotation} {info.metadata}"
            if kind not in seen and info.annotation is not bool:
                seen.add(kind)
                adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
                yield f"{command.name} {name}", value(adapter)


def said(words: str) -> Reader:
    return lambda text: parse(f"{words} {text}", VOCABULARY, "!")


def _session(text: str) -> object:
    session = Session(
        number=Number("S", 1),
        team=TeamId(1),
        title=text,
        start=MONDAY.replace(tzinfo=None),
        place=text,
        created_by=user("Anna"),
        created_at=MONDAY,
        room=RoomId("!room"),
        source=EventId("$x"),
    )
    return published(session, (), Host(name=text, address="termine@stadt.example"), BERLIN, now=MONDAY)


FIELDS = dict(fields())
DATES: Mapping[str, Reader] = {
    "a date": lambda text: when.read(text, now=MONDAY, zone=BERLIN),
    "a period": lambda text: when.read_period(text, now=MONDAY, zone=BERLIN),
    "a duration": when.read_duration,
    "a delay": when.read_delay,
    "a reference": RetroRef.read,
    "where to": lambda text: appointment.read_move(CONTEXT, text, MONDAY.replace(tzinfo=None)),
    **{f"setting {each.name}": each.canonical for each in SETTINGS},
    **{f"field {name}": read for name, read in FIELDS.items()},
}
TEXTS: Mapping[str, Reader] = {
    "a body": lambda text: typed({"body": text}),
    "html": html,
    "bare html": read_html,
    "clean": clean,
    "a name": clean_name,
    "a look": look,
    "the look of a group": look_of_group,
    "a role": role_in,
    "a reaction": bare_emoji,
    "a link": user_of_link,
    "whom it is for": lambda text: addressed(Said(text=text), US, direct=False),
    "whom it is for, behind the name": lambda text: addressed(
        Said(text=f"Lotse {text}", pills={text[:9]: BOT}, names_us=True), US, direct=True
    ),
    "numbers": lambda text: numbers.leading(text, "B", VOCABULARY.letters),
    "a hint in a title": lambda text: field_hints.hinted(text, {"ampel": "severity"}),
    "an address of the web": links.read_link,
    "words behind a number": lambda text: list(about(VOCABULARY.nouns[0], "B1", text)),
    "a near word": lambda text: nearest(text, (word for noun in VOCABULARY.nouns for word in noun.words)),
    "a setting": setting_called,
    "the whole series": whole_series,
    "a leading number": leading_number,
    "a date at the end": lambda text: appointment.date_at_the_end(CONTEXT, text),
    "a message": lambda text: render(f"**{mark(0)}** sagt: `{mark(0)}`\n\n- {mark(0)}", [unmarked(text)]),
    "a message that is too large": lambda text: pieces(Rendered("x" * MAX_BODY_BYTES + text, text)),
    "a file": lambda text: written_out(f"# {mark(0)}\n\n{mark(0)}", [unmarked(text)]),
    "json": lambda text: keepable({"a": [text, {text: text}]}),
    **{f"!{noun.words[0]}": said(noun.words[0]) for noun in VOCABULARY.nouns},
}
MORE_TEXTS: Mapping[str, Reader] = {
    "a calendar file": _session,
    **{
        f"!{noun.words[0]} {each.words[0]}": said(f"{noun.words[0]} {each.words[0]}") for noun in VOCABULARY.nouns for each in noun.commands
    },
}


def reads(read: Reader, text: str) -> int:
    def refused_or_not() -> None:
        with suppress(*REFUSED):
            read(text)

    return steps(refused_or_not)


def growth(read: Reader, lead: str, pump: str, end: str, rounds: int) -> tuple[int, int]:
    """By how many steps it grows faster than linear, and how many it takes at all."""
    once, twice, thrice = (reads(read, lead + pump * (rounds * times) + end) for times in (1, 2, 3))
    # Where it is refused for its length there are fewer steps again, which is no growth.
    return min(thrice - 2 * twice + once, thrice - twice * 3 // 2), thrice


def too_fast(read: Reader, length: int) -> list[tuple[str, str, str, int, int]]:
    for warm in ("x", "1.1.2026", "morgen"):
        reads(read, warm)
    leads, ends = (("", "x ", "1"), ("x",)) if length == SHORT else (("", "x\nretro: R1"), (":",))
    return [
        (lead, pump, end, *least)
        for lead, pump, end, rounds in texts(length, leads=leads, ends=ends)
        if _is_too_fast(growth(read, lead, pump, end, rounds))
        # The first time something may have been made that is kept from then on, such as a pattern.
        and _is_too_fast(least := growth(read, lead, pump, end, rounds))
    ]


def _is_too_fast(measured: tuple[int, int]) -> bool:
    more, most = measured
    return more > 200 + most // 5


@pytest.mark.parametrize("name", sampled(DATES, 5))
def test_what_reads_a_short_value_grows_no_faster_than_the_value(name: str) -> None:
    assert too_fast(DATES[name], SHORT) == []


@pytest.mark.parametrize("name", sampled(TEXTS, 5))
def test_what_reads_a_text_grows_no_faster_than_the_text(name: str) -> None:
    assert too_fast(TEXTS[name], LONG) == []


@pytest.mark.parametrize("name", FIELDS)
def test_every_value_has_a_length_that_is_looked_at_before_it_is_read(name: str) -> None:
    for sign in ("x", "9", "1.", " x"):
        with pytest.raises(UserError) as refused:
            FIELDS[name](sign * (MAX_TEXT_LENGTH + 1))
        assert refused.value.text in ("value.too-long", "text.too-long"), sign
    # Python itself may clear up in the middle of it.
    assert reads(FIELDS[name], "9." * 7_000) < reads(FIELDS[name], "9." * 1_500) + 100


@pytest.mark.thorough
@pytest.mark.parametrize("name", MORE_TEXTS)
def test_so_does_what_is_behind_each_verb(name: str) -> None:
    assert too_fast(MORE_TEXTS[name], LONG) == []


def test_a_reader_that_looks_again_and_again_is_found_out() -> None:
    more, _ = growth(lambda text: [other for each in text for other in text], "", "x", "", SHORT)
    assert more > SHORT * SHORT
