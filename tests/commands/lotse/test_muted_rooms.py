"""Rooms that refuse the bot: who learns of it, and what the room hears when it listens again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.cli.status import status
from bot.domain.muted_rooms import Why
from bot.ports import SendFailed
from tests.commands.blocker.test_arrival import opened
from tests.world import BERLIN, Room, World, user

RED = "!blocker Server aus | ampel: rot"


# ------------------------------------------------------------------------------------------------------------- put out and back


async def test_put_out_of_the_pmo_the_admins_hear_it_at_once_and_no_card_contradicts_itself(team: Room, pmo: Room, world: World) -> None:
    await pmo.removes_the_bot(by="Ada")
    ada = await opened(world)
    assert "Ich bin nicht mehr im PMO-Raum" in ada.sees() and "einladen" in ada.sees()
    world.rooms.people[pmo.id] = {}  # of a room that it is not in it knows nobody
    await team.says(RED)
    card = team.message("B1 Server aus\n").body
    assert "alarmiert" not in card and "niemand" not in card and "Ich bin nicht mehr im PMO-Raum" in card
    assert "hört mich gerade nicht" in team.sees() and "einladen" in team.sees()
    assert len(ada.messages()) == 1


async def test_asked_in_again_a_single_alert_is_the_greeting(team: Room, pmo: Room, world: World) -> None:
    await pmo.removes_the_bot(by="Ada")
    await team.says(RED)
    await world.pass_(hours=2)
    await pmo.lets_the_bot_in()
    await pmo.changes()
    (alert,) = pmo.messages()
    assert "Da bin ich wieder" in alert.body and "🔴 rot · B1 Server aus" in alert.body and "2 Stunden" in alert.body
    assert alert.notifies and alert.reactions == ["👀", "✅"] and user("Paula") in alert.mentions
    assert "Das PMO ist alarmiert." in team.message("B1 Server aus\n").body
    await pmo.taps("👀", on=alert.event, by="Paula")
    assert "Paula" in team.message("B1 Server aus\n").body


async def test_asked_in_again_it_says_in_one_message_what_still_holds(team: Room, pmo: Room, world: World) -> None:
    await pmo.removes_the_bot(by="Ada")
    for title in ("Server aus", "Leitung tot", "Strom weg"):
        await team.says(f"!blocker {title} | ampel: rot")
    await team.says("!blocker gelöst B3")
    await world.pass_(hours=1)
    await pmo.lets_the_bot_in()
    await world.pass_(hours=3)
    greeting, *cards = pmo.messages()
    assert "Da bin ich wieder" in greeting.body and "B1" in greeting.body and "B2" in greeting.body and "B3" not in greeting.body
    assert greeting.notifies and user("Paula") in greeting.mentions
    assert [card.body.splitlines()[0] for card in cards] == ["🔴 rot · B1 Server aus", "🔴 rot · B2 Leitung tot"]
    assert all(card.reactions == ["👀", "✅"] and not card.notifies for card in cards)
    await pmo.taps("👀", on=cards[1].event, by="Paula")
    assert "Paula" in team.message("B2 Leitung tot").body


async def test_asked_in_again_with_nothing_missed_it_only_greets(pmo: Room) -> None:
    await pmo.removes_the_bot(by="Ada")
    await pmo.lets_the_bot_in()
    (greeting,) = pmo.messages()
    assert "Da bin ich wieder, und von PMO ist noch alles da" in greeting.body


async def test_a_task_force_hears_in_one_message_what_the_pmo_did_meanwhile(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await team.says("!blocker Raum fehlt")
    await team.removes_the_bot(by="Anna")
    assert "Dateninventur" in pmo.sees() and "einladen" in pmo.sees()
    team.forget()
    await pmo.says("!blocker notiz B1 Ersatzgerät kommt morgen", by="Paula")
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await pmo.says("!blocker gelöst B2 Raum 5 ist frei", by="Paula")
    await world.pass_(hours=1)
    await team.lets_the_bot_in()
    await world.pass_(hours=2)
    (greeting,) = team.messages()
    assert "Da bin ich wieder" in greeting.body and "Ersatzgerät kommt morgen" in greeting.body
    assert "B1 Server aus" in greeting.body and "Paula" in greeting.body and "B2 Raum fehlt – gelöst" in greeting.body


async def test_the_committee_hears_on_coming_back_what_is_still_open(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await steering.removes_the_bot(by="Ada")
    await world.pass_(days=3)
    await steering.lets_the_bot_in()
    (alert,) = steering.messages()
    assert "Da bin ich wieder" in alert.body and "Server aus" in alert.body


async def test_put_out_again_before_it_could_say_so_nothing_is_lost(team: Room, pmo: Room, world: World) -> None:
    await pmo.removes_the_bot(by="Ada")
    await team.says(RED)
    await team.says("!blocker Leitung tot | ampel: rot")
    await pmo.lets_the_bot_in()
    said = len(pmo.messages())
    await pmo.removes_the_bot(by="Ada")
    await team.says("!blocker Strom weg | ampel: rot")
    await pmo.lets_the_bot_in()
    assert said == 3 and len(pmo.messages()) == said + 1 and "Strom weg" in pmo.sees()


# ---------------------------------------------------------------------------------------------------------- what else was missed


async def test_a_proposal_waits_and_is_decided_as_it_stands(pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    new = world.room("Wärmenetz", moderators=("Anna",))
    await new.says("!team Wärmenetz", by="Anna")
    assert "Das PMO hört mich gerade nicht" in new.sees() and "Eure Anmeldung ist dort also noch nicht angekommen" in new.sees()
    await new.says("!team Wärmenetz | ziel: Alle Netze kennen", by="Anna")
    await pmo.lets_the_bot_speak()
    card = pmo.message("anmelden")
    assert "Alle Netze kennen" in card.body and card.reactions == ["✅", "❌"]
    await pmo.taps("✅", on=card.event, by="Paula")
    assert "bestätigt" in new.sees()


async def test_answers_that_nobody_needs_any_more_are_not_caught_up_with(team: Room, world: World) -> None:
    await team.silences_the_bot()
    await team.says("!hilfe")
    await team.lets_the_bot_speak()
    await team.says("!hilfe")
    assert len(team.messages()) == 1


async def test_what_was_noted_while_the_room_refused_is_named_once(team: Room, world: World) -> None:
    await team.silences_the_bot()
    await team.says("!blocker Raum fehlt")
    await team.lets_the_bot_speak()
    (word,) = team.messages()
    assert "B1 Raum fehlt" in word.body
    await team.says("!blocker")
    assert len(team.messages()) == 2


class TestDigests:
    @pytest.fixture
    def settings(self) -> dict[str, str]:
        return {}

    @pytest.mark.parametrize(("away", "is_said"), [(timedelta(hours=3), True), (timedelta(hours=30), False)])
    async def test_a_weekly_digest_is_said_late_or_lapses(self, team: Room, world: World, away: timedelta, is_said: bool) -> None:
        await team.says("!blocker Raum fehlt")
        await world.until(world.clock.now() + timedelta(days=6))
        await world.machine.startup.begin()
        team.forget()
        await team.silences_the_bot()
        await world.until(world.clock.now().replace(hour=8) + timedelta(days=1) + away)  # Monday
        await team.lets_the_bot_speak()
        assert any("Diese Woche" in seen.body or "Woche" in seen.body for seen in team.messages()) is is_said


# ------------------------------------------------------------------------------------------------------- who gave the command


Deed = Callable[[Room], Awaitable[object]]
COMMANDS: dict[str, Deed] = {
    "a group is to be set up": lambda room: room.says("!team Wärmenetz"),
    "somebody asks for help": lambda room: room.says("!hilfe"),
    "something is wrong": lambda room: room.says("!blcoker Raum fehlt"),
}


@pytest.mark.parametrize("deed", COMMANDS)
async def test_in_a_room_in_which_it_may_not_speak_the_author_learns_why(world: World, deed: str) -> None:
    room = world.room("Wärmenetz", "Ben", moderators=("Anna",))
    await room.silences_the_bot()
    await COMMANDS[deed](room)
    anna = await world.opened_direct()
    assert "Wärmenetz".casefold() in anna.sees().casefold() and "darf ich nicht schreiben" in anna.sees()
    assert "Rollen und Berechtigungen" in anna.sees()
    await COMMANDS[deed](room)
    await room.says("!hilfe", by="Ben")
    assert [person for person, _ in world.chat.opened] == [user("Anna"), user("Ben")]
    assert len(anna.messages()) == 1


async def test_the_next_day_they_learn_it_again_in_the_same_chat(world: World) -> None:
    room = world.room("Wärmenetz", moderators=("Anna",))
    await room.silences_the_bot()
    await room.says("!team Wärmenetz")
    anna = await world.opened_direct()
    await world.pass_(days=1)
    await room.says("!team Wärmenetz")
    assert len(world.chat.opened) == 1 and len(anna.messages()) == 2


async def test_a_short_answer_that_is_a_reaction_gets_through_where_only_messages_are_refused(team: Room, world: World) -> None:
    """`events: {m.room.message: 50}`: the receipt stands, so nobody has to be told anything."""
    await team.says("!einstellungen antworten: kurz")
    await team.says("!blocker Raum fehlt")
    said = await team.says("!blocker ändere B1 | titel: Großer Raum fehlt")
    assert world.chat.receipts[said] == ["👌"] and world.chat.opened == []


# ------------------------------------------------------------------------------------------------------------- what is reported


async def test_status_names_the_rooms_and_the_alerts(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert "room that refuses messages: PMO, since 2026-11-23 10:00: the bot may not write there" in lines
    assert "alert not delivered: B1 to PMO, since 2026-11-23 10:00" in lines
    await pmo.lets_the_bot_speak()
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert not any("refuses" in line or "not delivered" in line for line in lines) and "failed: none" in lines


async def test_what_is_about_the_message_and_not_about_its_room_mutes_nothing(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("413 M_TOO_LARGE", final=True, why=Why.CONTENT)
    await team.says("!hilfe")
    del world.chat.failing[team.id]
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert not any("refuses" in line for line in lines)
    assert "Dateninventur" in pmo.sees()


async def test_a_card_that_could_not_be_edited_reads_as_it_should_when_the_room_listens_again(team: Room, pmo: Room) -> None:
    await team.says(RED)
    alert = pmo.message("B1")
    await pmo.silences_the_bot()
    await team.says("!blocker ändere B1 | titel: Beide Server aus")
    await team.says("!blocker gelöst B1 Netzteil getauscht")
    await team.says("!blocker Leitung tot | ampel: rot")
    await pmo.lets_the_bot_speak()
    assert "✅ gelöst · B1 Beide Server aus" in alert.body and "Netzteil getauscht" in alert.body
    assert alert.edits == 1 and "Leitung tot" in pmo.sees()


async def test_a_card_reads_as_it_should_although_nothing_else_was_missed(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    alert = pmo.message("B1")
    await pmo.silences_the_bot()
    await team.says("!blocker gelöst B1")
    await pmo.lets_the_bot_speak()
    assert "✅ gelöst · B1" in alert.body
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert "failed: none" in lines


async def test_of_a_group_that_was_dissolved_meanwhile_the_pmo_hears_just_that(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!team auflösen ja")
    assert not any("not delivered" in line for line in await status(world.store, world.clock.now(), BERLIN))
    await pmo.lets_the_bot_speak()
    (word,) = pmo.messages()
    assert "hat die Gruppe Dateninventur aufgelöst" in word.body and "noch niemand dran" not in word.body
    assert "failed: none" in await status(world.store, world.clock.now(), BERLIN)


async def test_a_group_that_was_opened_again_meanwhile_is_heard(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!team auflösen ja")
    await world.pass_(hours=2)
    await team.says("!team öffnen")
    await pmo.lets_the_bot_speak()
    await world.pass_(hours=1)
    assert [seen.notifies for seen in pmo.messages() if "🔴 rot · B1 Server aus" in seen.body] == [True]
    assert not any("aufgelöst" in seen.body for seen in pmo.messages())


async def test_a_card_that_is_too_large_is_no_answer_to_somebody_in_another_room(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    pmo.forget()
    world.chat.refused_words["Beide Server"] = SendFailed("413 M_TOO_LARGE", final=True, why=Why.CONTENT)
    await team.says("!blocker ändere B1 | titel: Beide Server aus")
    assert not any("Eine Antwort von mir" in seen.body or user("Anna") in seen.mentions for seen in pmo.messages())
    assert "Eine Nachricht von mir kam nicht an" in pmo.sees()
    assert "Eine Antwort von mir kam hier nicht durch" in team.sees()


async def test_a_closed_one_says_no_more_that_the_pmo_cannot_be_reached(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await world.pass_(hours=5)
    card = steering.message("ist gerade nicht zu erreichen")
    await team.says("!blocker zurückziehen B1")
    await pmo.lets_the_bot_speak()
    assert "Das PMO war nicht zu erreichen." in card.body and "gerade nicht" not in card.body
