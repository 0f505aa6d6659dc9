"""What is refused, and with which words: a number that there is not, a record that is closed, somebody who is not of its group."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable

import pytest

from bot.words import fold
from commands import VOCABULARY
from tests.commands.every_kind.kinds import KINDS, Spoken, added, each_kind, each_kind_and_retro, shown
from tests.world import Room

VOTES = {"ballot", "close", "to-session", "repeat", "circular", "on-record", "publish", "in-writing"}
"""What is said of a vote, or by the PMO alone: `tests/commands/decision/test_voting_session.py` has who may not."""
OTHERS = {"show", "suggest", "concern", "discuss", "accept", "decline", *VOTES}
"""What changes nothing, is said by other groups of themselves, or of something that is only proposed or voted on."""


async def answers(room: Room, kind: Spoken, said: Iterable[str], *, by: str = "Paula") -> AsyncIterator[tuple[str, str]]:
    """What the bot says to each; Paula of the PMO may do everything, and is in the room of the group as well."""
    if by == "Paula":
        room.joins(by)
    for each in said:
        before = len(room.messages())
        await room.says(f"!{kind.noun} {each}", by=by)
        told = room.messages()[before:]
        yield each, told[0].body if told else "nothing"


@each_kind
def test_the_table_names_every_verb_that_changes_something(kind: Spoken) -> None:
    noun = VOCABULARY.by_word[kind.noun]
    tried = {noun.verbs[fold(each.split()[0])].verb for each in kind.verbs}
    assert tried | OTHERS >= {command.verb for command in noun.commands if command.wants_number}


@each_kind_and_retro
async def test_a_number_that_does_not_exist_is_said_so(kind: Spoken, team: Room) -> None:
    number = f"{kind.number[0]}99"
    said = [each.replace(kind.number, number) for each in (kind.number, *kind.verbs)]
    found = [each async for each in answers(team, kind, said)]
    assert [each for each in found if each[1] != f"{number} gibt es nicht. {kind.unknown}"] == []


@each_kind_and_retro
async def test_a_closed_one_refuses_every_verb_and_says_what_can_be_done(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    await team.says(f"!{kind.close}")
    before = await shown(team, kind)
    said = [each for each in kind.verbs if each.split()[0] not in kind.after_all]
    found = [each async for each in answers(team, kind, said)]
    assert [each for each in found if not (each[1].startswith(kind.refused) and each[1].endswith(kind.way_out))] == []
    assert await shown(team, kind) == before


@each_kind_and_retro
async def test_one_whose_message_was_deleted_refuses_every_verb(kind: Spoken, team: Room) -> None:
    await team.deletes(await added(team, kind))
    refused = kind.withdrawn or f"{kind.number} gibt es nicht"
    said = [each for each in kind.verbs if each.split()[0] not in kind.after_all or not kind.withdrawn]
    found = [each async for each in answers(team, kind, said)]
    assert [each for each in found if not each[1].startswith(refused)] == []


@each_kind_and_retro
async def test_whoever_is_not_of_its_group_may_read_it_and_change_nothing(kind: Spoken, team: Room, steering: Room) -> None:
    await added(team, kind)
    before = await shown(team, kind)
    assert kind.title in await shown(steering, kind)
    found = [each async for each in answers(steering, kind, kind.verbs, by="Stefan")]
    assert [each for each in found if not each[1].startswith(("Das können nur Dateninventur und das PMO.", "Das kann nur"))] == []
    assert await shown(team, kind) == before


@each_kind
async def test_a_verb_without_its_number_asks_which_and_names_what_there_is(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    said = [each.split()[0] for each in kind.verbs]
    found = [each async for each in answers(team, kind, said)]
    assert [each for each in found if "meinst du? Schreib die Nummer dazu" not in each[1] or each[0] not in each[1]] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.sounds_like_it], ids=lambda kind: kind.noun)
async def test_a_text_that_begins_like_a_verb_may_be_a_new_one(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    await team.says(f"!{kind.noun} {kind.sounds_like_it}")
    question = team.messages()[-1]
    assert kind.number in question.body and f"!{kind.noun} neu {kind.sounds_like_it}" in question.body
    await team.taps("✅", on=question.event)
    assert f"{kind.number[0]}2 " in team.sees() and f" {kind.sounds_like_it}" in team.sees()
