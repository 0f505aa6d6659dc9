"""What stands under a picture or file is read like any message; where the picture is stands with its record, and goes with it."""

from __future__ import annotations

import pytest

from bot.domain.ids import EventId, Number
from bot.messages import Attachment
from tests.world import Room, World

PLAN = Attachment(name="plan.jpg", address="mxc://stadt.example/plan")
OTHER = Attachment(name="foto.png", address="mxc://stadt.example/foto")


@pytest.mark.parametrize(
    ("said", "record", "shown"),
    [
        ("!blocker Raum fehlt\nampel: rot", "B1", "!blocker B1"),
        ("!agenda Raumplan", "T1", "!agenda T1"),
        ("!aufgabe Raum suchen", "A1", "!aufgabe A1"),
        ("!treffen Begehung\nwann: morgen 10 Uhr", "S1", "!treffen S1"),
        ("!lernen Pläne früh zeigen", "L1", "!lernen L1"),
    ],
)
async def test_a_command_under_a_picture_makes_its_record_which_says_where_the_picture_is(
    said: str, record: str, shown: str, team: Room
) -> None:
    event = await team.says(said, attachment=PLAN)
    assert team.message(record)
    await team.says(shown)
    assert f"📎 plan.jpg: https://matrix.to/#/{team.id}/{event} (mxc://stadt.example/plan)" in team.sees()


async def test_the_place_of_the_picture_goes_with_the_message(team: Room, world: World) -> None:
    event = await team.says("!blocker Raum fehlt", attachment=PLAN)
    await team.deletes(event)
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()
    async with world.store.reading() as tx:
        assert await tx.notes.of_event(event) is None


async def test_a_reply_with_a_picture_is_a_note_that_names_it(team: Room) -> None:
    await team.says("!blocker Raum fehlt\nlösung: mieten")
    note = await team.says("So sieht es aus", reply_to=team.message("B1").event, attachment=PLAN)
    await team.says("!blocker B1")
    assert "So sieht es aus 📎 plan.jpg" in team.sees() and team.sees().count("📎") == 1
    await team.deletes(note)
    await team.says("!blocker B1")
    assert "plan.jpg" not in team.sees()


async def test_a_picture_alone_is_a_note_where_it_answers_a_card(team: Room) -> None:
    await team.says("!aufgabe Raum suchen")
    await team.says("", reply_to=team.message("A1").event, attachment=PLAN)
    await team.says("!aufgabe A1")
    assert "mxc://stadt.example/plan" in team.sees() and team.sees().count("📎") == 1


async def test_a_caption_that_is_added_later_is_a_command(team: Room) -> None:
    picture = EventId("$picture")
    await team.edits(picture, "!blocker Raum fehlt", attachment=PLAN)
    assert "Raum fehlt" in team.message("B1").body
    await team.edits(picture, "!blocker Saal fehlt", attachment=OTHER)
    await team.says("!blocker B1")
    assert "Saal fehlt" in team.sees() and "foto.png" in team.sees() and "plan.jpg" not in team.sees()


async def test_what_solves_a_blocker_may_be_a_picture(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker gelöst B1 Schlüssel ist da", attachment=PLAN)
    await team.says("!blocker B1")
    assert "plan.jpg" in team.sees()


async def test_who_only_looks_adds_nothing(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker zeige B1", attachment=PLAN)
    await team.says("!blocker B1")
    assert "plan.jpg" not in team.sees()


async def test_from_a_direct_chat_nobody_is_led_into_it(team: Room, world: World) -> None:
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("blocker Raum fehlt", attachment=PLAN)
    await team.says("!blocker B1")
    assert "(mxc://stadt.example/plan)" in team.sees() and direct.id not in team.sees()


async def test_of_a_note_without_a_name_no_picture_is_kept(team: Room, world: World) -> None:
    await team.says("!retro planen morgen 15 Uhr")
    await team.says("!retro + Kurze Wege", attachment=PLAN)
    async with world.store.reading() as tx:
        assert await tx.notes.of(Number("R", 1)) == []
