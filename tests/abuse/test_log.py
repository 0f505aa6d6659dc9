"""What people write is in no line of the log, whatever they write into which field of which command."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from io import StringIO

import pytest
import structlog

from bot.command import Command, Noun
from bot.log_config import configure_logging
from bot.matrix.inbound.text import typed
from commands import VOCABULARY
from tests.sampling import sampled
from tests.world import Room, World, user

MARKER = "Zwetschgenkuchen"
VALUES = (
    f"{MARKER} {'9' * 4_301}",
    f"{'9' * 4_301}{MARKER}",
    f"1.1.{'9' * 60} {MARKER}",
    f"{MARKER}\x00\ud800" + "\u0301" * 500,
    f"{{{{ {MARKER} }}}} %s %d {{0}} {MARKER}",
)


@pytest.fixture
def log() -> Iterator[StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    configure_logging("info", "json", stream)
    yield stream
    root.handlers, root.level = handlers, level
    logging.getLogger("bot").setLevel(logging.NOTSET)
    structlog.reset_defaults()


def said(noun: Noun, command: Command, value: str) -> Iterator[str]:
    number = f" {noun.letter}1" if command.takes_number else ""
    text = " Etwas" if command.takes_text else ""
    yield f"!{noun.words[0]} {command.words[0]}{number} {value}"
    for key in command.fields:
        yield f"!{noun.words[0]} {command.words[0]}{number}{text} | {key.words[0]}: {value}"


async def one_of_each(world: World) -> Sequence[Room]:
    team, *_ = world.founded
    for record in ("blocker Raum fehlt", "treffen Jour fixe | wann: morgen 10 Uhr", "agenda Thema", "aufgabe Etwas", "lernen Etwas"):
        await team.says(f"!{record}")
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    return world.founded


@pytest.mark.goes_on_from(story=one_of_each)
@pytest.mark.parametrize("value", sampled(VALUES, len(VALUES)), ids=lambda value: value[:10])
@pytest.mark.parametrize("noun", VOCABULARY.nouns, ids=lambda noun: noun.name)
async def test_no_field_of_any_command_gets_into_the_log(noun: Noun, value: str, team: Room, log: StringIO) -> None:
    team.world.rooms.people[team.id][user("Ada")] = 100
    for command in noun.commands:
        for each in said(noun, command, value):
            await team.says(typed({"body": each}).text, by="Ada")
            assert MARKER not in log.getvalue(), each[:80]
            assert "event failed" not in log.getvalue(), (each[:80], log.getvalue()[-2000:])
            team.forget()
    await team.says("!blocker Danach")
    assert "Danach" in team.sees(), "it goes on"
