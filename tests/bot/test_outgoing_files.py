"""A file waits in the outbox, is uploaded and sent once, and is forgotten when it has arrived."""

from __future__ import annotations

from bot.contents import DATA
from bot.ports import SendFailed
from tests.team import Room, World

PLAN = "!treffen Jour fixe | wann: jeden Dienstag 10:00"


async def test_a_file_arrives_quietly_with_its_name_and_kind(team: Room) -> None:
    await team.says(PLAN)
    (seen,) = team.files()
    assert seen.file is not None and seen.file.startswith(b"BEGIN:VCALENDAR")
    assert seen.content["msgtype"] == "m.file" and seen.content["filename"] == "S1.ics"
    assert seen.content["info"] == {"mimetype": "text/calendar", "size": len(seen.file)}
    assert seen.content["m.mentions"] == {}
    assert DATA not in seen.content


async def test_a_file_stands_in_the_thread_of_its_command(team: Room) -> None:
    root = await team.says("Wann treffen wir uns?")
    await team.says(PLAN, thread=root)
    (seen,) = team.files()
    assert seen.content["m.relates_to"]["rel_type"] == "m.thread" and seen.content["m.relates_to"]["event_id"] == root


async def test_what_has_arrived_is_forgotten(team: Room, world: World) -> None:
    await team.says(PLAN)
    async with world.store.reading() as tx:
        row = await tx.outbox.by_once("ics:S1:0")
    assert row is not None and row.sent_at is not None and row.content == {"msgtype": "m.file"}


async def test_a_file_that_could_not_be_uploaded_is_tried_again_behind_its_answer(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("the homeserver does not answer")
    await team.says(PLAN)
    assert team.files() == []
    del world.chat.failing[team.id]
    await world.pass_(minutes=5)
    assert len(team.files()) == 1
    timeline = [seen for seen in world.chat.timeline if seen.room == team.id]
    assert "S1" in timeline[-2].body and timeline[-1].file is not None
