"""What do people read where the whole bot may not speak in a room, or was put out of it? On a real homeserver that refuses it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work, until
from tests.matrix.bot_process import lotse

PATIENCE = 60.0


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    """One for each story: each does something to the room of the PMO."""
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


async def with_levels(person: Person, room: str, **changed: Any) -> dict[str, Any]:
    """The power levels as they were before these were changed."""
    levels = await person.state(room, "m.room.power_levels")
    await person.set_state(room, "m.room.power_levels", {**levels, **changed})
    return levels


async def direct_chat(person: Person, bot: str) -> str:
    """The room that the bot invites the person to, once it has."""
    query = {"timeout": "0"}
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await person.request("GET", "/_matrix/client/v3/sync", query=query)
            for room, about in answer.get("rooms", {}).get("invite", {}).items():
                if any(event["sender"] == bot and event["type"] == "m.room.create" for event in about["invite_state"]["events"]):
                    await person.join(room)
                    return str(room)
            query = {"timeout": "5000", "since": answer["next_batch"]}


@pytest.mark.thorough
@pytest.mark.parametrize(
    "levels",
    [{"events_default": 50}, {"events": {"m.room.message": 50}}],
    ids=["nobody may write", "only moderators may write messages"],
)
async def test_an_alert_that_is_refused_is_said_so_and_arrives_when_the_right_is_given_back(
    project: Project, anna: Person, levels: dict[str, Any]
) -> None:
    room = await project.team(anna)
    before = await with_levels(project.ada, project.pmo, **levels)

    await anna.say(room, "!blocker Server brennt\nampel: rot")
    word = await project.sees(anna, room, "Das PMO hört mich gerade nicht: Im PMO-Raum darf ich nicht schreiben")
    card = await project.sees(anna, room, "Server brennt\n(.|\n)*Im PMO-Raum darf ich gerade nicht schreiben")
    direct = await direct_chat(project.ada, project.bot.user_id)
    await project.sees(project.ada, direct, "Im PMO-Raum darf ich nicht schreiben")

    assert "moderiert" in word.body and word.kind == "m.text" and word.mentions == (anna.user_id,)
    assert "ist alarmiert" not in card.body
    reported = (await lotse("status", "--config", str(project.bot.config))).text
    assert "room that refuses messages: PMO" in reported and "alert not delivered: B1 to PMO" in reported
    planned = (await lotse("plan", "--config", str(project.bot.config))).text
    assert "B1: not delivered" in planned and "erinnert" not in planned

    await project.ada.set_state(project.pmo, "m.room.power_levels", before)
    alert = await project.sees(project.ada, project.pmo, "Server brennt")
    await project.sees(anna, room, "Server brennt\n(.|\n)*Das PMO ist alarmiert")
    await project.sees(project.ada, direct, "hört mich wieder")
    assert alert.kind == "m.text" and project.ada.user_id in alert.mentions
    said = [line for line in await project.said(project.ada, project.pmo) if "Server brennt" in line.body]
    assert len(said) == 1
    assert "failed: none" in (await lotse("status", "--config", str(project.bot.config))).text


async def test_put_out_and_asked_in_again_it_says_what_was_missed_also_after_a_restart(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await project.ada.kick(project.pmo, project.bot.user_id)
    direct = await direct_chat(project.ada, project.bot.user_id)
    await project.sees(project.ada, direct, "Ich bin nicht mehr im PMO-Raum")

    await anna.say(room, "!blocker Server brennt\nampel: rot")
    card = await project.sees(anna, room, "Server brennt\n(.|\n)*Ich bin nicht mehr im PMO-Raum")
    assert "alarmiert" not in card.body and "niemand" not in card.body
    await project.bot.stop()
    await project.bot.start()
    before = len(await project.said(project.ada, project.pmo))

    await project.ada.invite(project.pmo, project.bot.user_id)
    alert = await project.sees(project.ada, project.pmo, "Da bin ich wieder(.|\n)*Server brennt")
    await project.sees(anna, room, "Server brennt\n(.|\n)*Das PMO ist alarmiert")
    assert len(await project.said(project.ada, project.pmo)) == before + 1

    await project.ada.react(project.pmo, alert.event_id, "👀")
    await project.sees(anna, room, "Server brennt\n(.|\n)*👀 Ada Amt")


async def test_who_sets_up_a_group_where_it_may_not_speak_learns_which_right_is_missing(project: Project, anna: Person) -> None:
    room = await anna.create_room("Fernwärme", power={"events_default": 50})
    await anna.invite(room, project.bot.user_id)

    async def has_come() -> bool:
        return project.bot.user_id in await anna.joined(room)

    await until(anna, has_come, PATIENCE)
    await anna.say(room, "!team Fernwärme")

    direct = await direct_chat(anna, project.bot.user_id)
    word = await project.sees(anna, direct, "Im Raum Fernwärme darf ich nicht schreiben")
    assert "Rollen und Berechtigungen" in word.body


@pytest.mark.thorough
async def test_who_took_a_blocker_and_is_put_out_gives_it_back(project: Project, anna: Person, ben: Person) -> None:
    room = await project.team(anna)
    await project.ada.invite(project.pmo, ben.user_id)
    await ben.join(project.pmo)
    await anna.say(room, "!blocker Server brennt\nampel: rot")
    alert = await project.sees(ben, project.pmo, "Server brennt")
    await ben.react(project.pmo, alert.event_id, "👀")
    await project.sees(anna, room, "Server brennt\n(.|\n)*👀 Ben Beck")

    await project.ada.kick(project.pmo, ben.user_id)

    word = await project.sees(project.ada, project.pmo, "Ben Beck ist nicht mehr im PMO(.|\n)*Server brennt")
    await project.sees(anna, room, "Server brennt\n(.|\n)*Das PMO ist alarmiert")
    await project.ada.react(project.pmo, word.event_id, "👀")
    await project.sees(anna, room, "Server brennt\n(.|\n)*👀 Ada Amt")
