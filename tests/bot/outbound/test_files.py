"""A file waits in the outbox, is uploaded and sent once, and is forgotten when it has arrived."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.outbound.event_content import DATA
from bot.ports import SendFailed
from tests.sampling import sampled
from tests.world import MONDAY, Room, World

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


UPLOADS_FAIL = {
    "media is not routed": SendFailed("404 :", is_doubted=True),
    "the media server is away": SendFailed("502 :"),
    "the network": SendFailed("does not answer in time"),
    "a limit of its own": SendFailed("429", retry_after=timedelta(minutes=2), is_slowed=False),
}


@pytest.mark.parametrize("failure", UPLOADS_FAIL.values(), ids=UPLOADS_FAIL)
async def test_a_file_that_cannot_be_uploaded_keeps_nothing_else_waiting(team: Room, pmo: Room, world: World, failure: SendFailed) -> None:
    world.chat.refused_uploads = failure
    await team.says(PLAN)
    assert "S1" in team.sees()
    await team.says("!blocker Server aus | ampel: rot")
    assert "B1" in team.sees() and "Server aus" in pmo.sees()
    await team.says("!blocker gelöst B1 läuft wieder")
    assert "B1" in team.sees() and world.clock.now() - MONDAY < timedelta(seconds=2)


@pytest.mark.parametrize("failure", sampled(UPLOADS_FAIL.values(), len(UPLOADS_FAIL)), ids=UPLOADS_FAIL)
async def test_after_some_minutes_the_room_is_told_once_that_it_comes_later_and_it_comes(
    team: Room, world: World, failure: SendFailed
) -> None:
    world.chat.refused_uploads = failure
    await team.says(PLAN)
    await world.pass_(minutes=4)
    assert _told(team) == []
    await world.pass_(hours=30)
    assert len(_told(team)) == 1 and "S1.ics" in _told(team)[0]
    world.chat.refused_uploads = None
    await world.pass_(minutes=7)
    assert len(team.files()) == 1
    await world.pass_(hours=2)
    assert len(_told(team)) == 1


async def test_of_several_files_that_wait_the_room_is_told_once(team: Room, world: World) -> None:
    world.chat.refused_uploads = UPLOADS_FAIL["media is not routed"]
    await team.says(PLAN)
    await team.says("!treffen Abnahme | wann: 9.12.2026 10:00")
    await world.pass_(minutes=20)
    assert len(_told(team)) == 1
    world.chat.refused_uploads = None
    await world.pass_(minutes=7)
    assert {file.content["filename"] for file in team.files()} == {"S1.ics", "S2.ics"}


async def test_where_the_homeserver_is_away_nobody_hears_afterwards_that_a_file_comes_later_which_is_there(
    team: Room, world: World
) -> None:
    await team.says("!hilfe")
    world.chat.failing[team.id] = SendFailed("the homeserver does not answer")
    await team.says(PLAN)
    await world.pass_(minutes=40)
    # The notice waits like everything else; the file is the first to get through.
    world.chat.refused_words["kommt etwas später"] = SendFailed("502 :")
    del world.chat.failing[team.id]
    await world.pass_(minutes=12)
    assert len(team.files()) == 1
    world.chat.refused_words.clear()
    await world.pass_(hours=1)
    assert _told(team) == []
    async with world.store.reading() as tx:
        assert await tx.outbox.counts() == (0, 0)


async def test_a_newer_file_takes_the_place_of_one_that_still_waits(team: Room, world: World) -> None:
    world.chat.refused_uploads = UPLOADS_FAIL["media is not routed"]
    await team.says(PLAN)
    await world.pass_(minutes=20)
    await team.says("!treffen verschieben S1 | auf: nächsten Mittwoch 11 Uhr")
    await team.says("!treffen Abnahme | wann: 9.12.2026 10:00")
    world.chat.refused_uploads = None
    await world.pass_(hours=1)
    files = {file.content["filename"]: file.file or b"" for file in team.files()}
    assert len(team.files()) == 2 and files.keys() == {"S1.ics", "S2.ics"}
    assert b"SEQUENCE:1" in files["S1.ics"]
    async with world.store.reading() as tx:
        assert await tx.outbox.counts() == (0, 0)


@pytest.mark.parametrize("reason", ["413 M_TOO_LARGE", "403 M_FORBIDDEN"])
async def test_what_may_never_be_uploaded_is_told_once_and_given_up(team: Room, world: World, reason: str) -> None:
    world.chat.refused_uploads = SendFailed(reason, final=True)
    await team.says(PLAN)
    await team.says("!treffen Abnahme | wann: 9.12.2026 10:00")
    refused = [message.body for message in team.messages() if "nimmt sie nicht an" in message.body]
    assert len(refused) == 1 and "!treffen S1" in refused[0]
    world.chat.refused_uploads = None
    await world.pass_(hours=5)
    assert team.files() == []


@pytest.mark.thorough
async def test_after_a_week_it_is_given_up_and_the_room_hears_that_too(team: Room, world: World) -> None:
    world.chat.refused_uploads = UPLOADS_FAIL["media is not routed"]
    await team.says(PLAN)
    await world.pass_(days=8)
    assert len(_told(team)) == 1
    assert [message.body for message in team.messages() if "nimmt sie nicht an" in message.body]


def _told(room: Room) -> list[str]:
    return [message.body for message in room.messages() if "kommt etwas später" in message.body]
