"""Nothing is called delivered before it has arrived: what the task force reads of an alert, in every room, colour and mishap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.muted_rooms import Why
from bot.ports import SendFailed
from tests.commands.blocker.test_escalation import at, spoken
from tests.world import Room, Seen, World, user

RED = "!blocker Server aus | ampel: rot"
NO_VOICE = SendFailed("403 M_FORBIDDEN", final=True, why=Why.NO_RIGHT)


def admin_hears(world: World) -> list[str]:
    """What stands in the direct chats with the project's admin."""
    direct = [seen for seen in world.chat.timeline if seen.room.startswith("!direkt-mit-ada")]
    return [seen.body for seen in direct]


async def opened(world: World) -> Room:
    assert world.chat.opened, "no direct chat was opened"
    return await world.opened_direct()


async def test_until_the_alert_has_arrived_the_card_says_that_it_is_under_way(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[pmo.id] = SendFailed("the homeserver is busy")
    await team.says(RED)
    assert "wird alarmiert …" in team.sees() and "ist alarmiert" not in team.sees()
    del world.chat.failing[pmo.id]
    await world.pass_(minutes=1)
    assert "Das PMO ist alarmiert." in team.message("B1").body and "wird" not in team.message("B1").body
    assert len(team.messages()) == 1


@pytest.mark.parametrize("language", ["de", "en"])
async def test_in_the_ordinary_case_nothing_more_is_said_than_the_card(team: Room, pmo: Room, language: str) -> None:
    if language == "en":
        await team.says("!sprache en")
        team.forget()
    await team.says(RED)
    assert len(team.messages()) == 1 and len(pmo.messages()) == 1
    assert ("Das PMO ist alarmiert." if language == "de" else "The PMO has been alerted.") in team.sees()


@pytest.mark.parametrize(
    ("report", "call"),
    [
        ("!blocker Raum fehlt", "!blocker eskalieren B1 Frist läuft ab"),
        ("!blocker Raum fehlt", "!blocker ändere B1 | ampel: rot"),
    ],
)
@pytest.mark.parametrize("replies", ["kurz", "voll"])
async def test_an_answer_claims_no_more_than_is_true_and_is_mended(
    team: Room, pmo: Room, world: World, report: str, call: str, replies: str
) -> None:
    await team.says(f"!einstellungen antworten: {replies}")
    await team.says(report)
    world.chat.failing[pmo.id] = SendFailed("the homeserver is busy")
    await team.says(call)
    assert not any("ist alarmiert" in seen.body for seen in team.messages())
    if replies == "voll":
        assert "wird alarmiert" in team.sees()
    del world.chat.failing[pmo.id]
    await world.pass_(minutes=1)
    assert "Das PMO ist alarmiert" in team.message("Raum fehlt").body
    assert not any("wird alarmiert" in seen.body for seen in team.messages())


async def test_a_refused_alert_is_told_at_once_to_its_team_and_to_the_admins(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    card, word = team.messages()
    assert "alarmiert" not in card.body and "Im PMO-Raum darf ich gerade nicht schreiben" in card.body
    assert "Das PMO hört mich gerade nicht: Im PMO-Raum darf ich nicht schreiben." in word.body
    assert "moderiert" in word.body and "B1" in word.body and word.notifies and word.mentions == [user("Anna")]
    ada = await opened(world)
    assert "Im PMO-Raum darf ich nicht schreiben" in ada.sees() and "moderiert" in ada.sees() and ada.messages()[0].notifies
    assert pmo.messages() == [] and steering.messages() == []


async def test_an_admin_with_a_direct_chat_is_told_there(team: Room, pmo: Room, world: World) -> None:
    ada = world.room("Direkt mit Ada", "Ada")
    await ada.invites(by="Ada", direct=True)
    await ada.lets_the_bot_in()
    await pmo.silences_the_bot()
    await team.says(RED)
    assert "Im PMO-Raum darf ich nicht schreiben" in ada.sees() and world.chat.opened == []


async def test_a_project_without_admins_loses_nothing_but_their_word(team: Room, pmo: Room, world: World) -> None:
    world.chat.refusing_chats = SendFailed("M_FORBIDDEN", final=True)
    await pmo.silences_the_bot()
    await team.says(RED)
    assert "hört mich gerade nicht" in team.sees()


async def test_what_was_told_once_is_not_told_again_with_each_attempt(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    ada = await opened(world)
    said = len(team.messages()), len(ada.messages()), len(world.chat.opened)
    await world.pass_(hours=3)
    await pmo.changes()
    await team.says("!blocker Leitung tot | ampel: rot")
    assert "B2" in team.sees() and "darf ich gerade nicht schreiben" in team.sees()  # its card says so itself
    assert (len(team.messages()), len(ada.messages()), len(world.chat.opened)) == (said[0] + 1, said[1], said[2])


@pytest.mark.parametrize("way", ["the right is given back", "nobody notices, but the hour passes", "the bot is started again"])
async def test_the_alert_arrives_when_it_can_and_once(team: Room, pmo: Room, world: World, way: str) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await opened(world)
    await world.pass_(minutes=20)
    if way == "the right is given back":
        await pmo.lets_the_bot_speak()
    else:
        del world.chat.failing[pmo.id]
    if way == "nobody notices, but the hour passes":
        assert pmo.messages() == []
        await world.pass_(minutes=41)
    if way == "the bot is started again":
        await world.receiving().keep([], "position", changed={team.id, pmo.id})
        await world.catches_up([])
    assert len(pmo.messages()) == 1
    alert = pmo.messages()[0]
    assert "🔴 rot · B1 Server aus" in alert.body and alert.notifies and alert.reactions == ["👀", "✅"]
    assert "Das PMO ist alarmiert." in team.message("Server aus\n").body
    assert "✅ Das PMO hört mich wieder." in team.sees()
    assert any("hört mich wieder" in body for body in admin_hears(world))
    await world.pass_(minutes=90)
    assert len(pmo.messages()) == 1
    await pmo.taps("👀", on=alert.event, by="Paula")
    assert "Paula" in team.message("Server aus\n").body


async def test_the_ladder_counts_from_the_arrival_and_claims_nothing_before(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)  # Monday 10:00
    await world.until(at(24, 9))
    assert not any("erinnert" in seen.body for seen in team.messages())
    await pmo.lets_the_bot_speak()
    pmo.forget()
    await world.until(at(24, 13) - timedelta(seconds=1))
    assert pmo.messages() == []
    await world.until(at(24, 13))
    assert len(spoken(pmo, "wartet noch")) == 1 and "Ich habe das PMO erinnert" in team.sees()


async def test_where_the_pmo_cannot_be_reached_the_committee_hears_it_once(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)  # Monday 10:00
    await world.until(at(23, 14) - timedelta(seconds=1))
    assert steering.messages() == []
    await world.until(at(23, 14))
    assert "B1 Server aus" in steering.sees() and "Das PMO ist gerade nicht zu erreichen" in steering.sees()
    assert steering.messages()[-1].notifies
    assert "weiß jetzt der Steuerungskreis Bescheid" in team.sees()
    await world.pass_(days=3)
    assert len(steering.messages()) == 1
    await pmo.lets_the_bot_speak()
    assert "weiß inzwischen Bescheid" in steering.sees() and len(steering.messages()) == 1


async def test_when_both_refuse_the_team_and_the_admins_know(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await steering.silences_the_bot()
    await team.says(RED)
    ada = await opened(world)
    await world.until(at(23, 15))
    assert any("Der Steuerungskreis hört mich gerade nicht" in seen.body for seen in team.messages())
    assert any("Der Steuerungskreis hört mich gerade nicht" in seen.body for seen in ada.messages())
    assert not any("weiß jetzt" in seen.body for seen in team.messages())
    await steering.lets_the_bot_speak()
    assert "nicht zu erreichen" in steering.sees()
    await pmo.lets_the_bot_speak()
    assert "B1" in pmo.sees() and len(pmo.messages()) == 1


async def test_a_committee_that_refuses_is_told_to_pmo_and_team(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await steering.silences_the_bot()
    await world.until(at(24, 16))
    assert not any("weiß jetzt auch der Steuerungskreis" in seen.body for seen in team.messages())
    assert any("Der Steuerungskreis hört mich gerade nicht" in seen.body for seen in pmo.messages())
    assert "Der Steuerungskreis hört mich gerade nicht" in team.sees()
    await steering.lets_the_bot_speak()
    assert "Server aus" in steering.sees() and len(steering.messages()) == 1
    assert any("weiß jetzt auch der Steuerungskreis Bescheid" in seen.body for seen in team.messages())


async def test_what_the_pmo_brings_before_the_committee_is_called_so_when_it_is_there(team: Room, pmo: Room, steering: Room) -> None:
    await team.says(RED)
    await steering.silences_the_bot()
    await pmo.says("!blocker eskalieren B1 Budget nötig", by="Paula")
    assert not any("liegt jetzt beim Steuerungskreis" in seen.body for seen in pmo.messages())
    assert not any("an den Steuerungskreis gegeben" in seen.body for seen in team.messages())
    await steering.lets_the_bot_speak()
    assert "Budget nötig" in steering.sees()
    assert any("an den Steuerungskreis gegeben" in seen.body for seen in team.messages())


Deed = Callable[[Room, Room], Awaitable[object]]
OVERTAKEN: dict[str, Deed] = {
    "solved": lambda team, pmo: team.says("!blocker gelöst B1"),
    "withdrawn": lambda team, pmo: team.says("!blocker zurückziehen B1"),
    "taken": lambda team, pmo: pmo.says("!blocker übernehmen B1", by="Paula"),
}


@pytest.mark.parametrize("deed", OVERTAKEN)
async def test_what_was_overtaken_meanwhile_is_not_said_any_more(team: Room, pmo: Room, world: World, deed: str) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await OVERTAKEN[deed](team, pmo)
    await pmo.lets_the_bot_speak()
    await world.pass_(hours=2)
    assert not any(seen.notifies for seen in pmo.messages())
    assert not any("alarmiert" in seen.body for seen in team.messages())


async def test_what_was_changed_meanwhile_reads_as_it_is_now(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!blocker ändere B1 | titel: Beide Server aus")
    await world.pass_(hours=2)
    await pmo.lets_the_bot_speak()
    assert "Beide Server aus" in pmo.sees() and "2 Stunden" in pmo.sees() and len(pmo.messages()) == 1


async def test_a_yellow_one_is_not_called_known_before_it_is(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")  # Monday 10:00
    await pmo.silences_the_bot()
    await world.until(at(26, 10))
    assert not any("weiß jetzt Bescheid" in seen.body for seen in team.messages())
    assert "hört mich gerade nicht" in team.sees()
    await world.until(at(26, 14))
    assert "nicht zu erreichen" in steering.sees()
    await pmo.lets_the_bot_speak()
    assert "Raum fehlt" in pmo.sees() and any("weiß jetzt Bescheid" in seen.body for seen in team.messages())


async def test_an_escalation_that_is_refused_is_not_called_an_alarm(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await pmo.silences_the_bot()
    await team.says("!blocker eskalieren B1")
    assert not any("ist alarmiert" in seen.body for seen in team.messages())
    await team.says("!blocker eskalieren B1")
    assert "schon eskaliert" in team.sees() and "Im PMO-Raum darf ich gerade nicht schreiben" in team.sees()
    await pmo.lets_the_bot_speak()
    assert "Raum fehlt" in pmo.sees() and len([seen for seen in pmo.messages() if seen.notifies]) == 1


@pytest.mark.parametrize("call", ["!blocker eskalieren B2", "!blocker ändere B2 | ampel: rot"])
async def test_where_it_is_known_that_nobody_hears_no_receipt_passes_for_an_answer(team: Room, pmo: Room, world: World, call: str) -> None:
    await team.says("!einstellungen antworten: kurz")
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!blocker Raum fehlt")
    team.forget()
    said = await team.says(call)
    assert said not in world.chat.receipts and "Im PMO-Raum darf ich gerade nicht schreiben" in team.sees()


async def test_a_reminder_that_is_refused_is_said_later_and_not_claimed(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)
    await pmo.silences_the_bot()
    await world.until(at(23, 15))
    assert not any("erinnert" in seen.body and "Ich habe" in seen.body for seen in team.messages())
    assert "erinnern kann ich es gerade nicht" in team.message("Server aus\n").body
    await pmo.lets_the_bot_speak()
    assert len(spoken(pmo, "wartet noch")) == 1 and any("Ich habe das PMO erinnert" in seen.body for seen in team.messages())


async def test_an_alert_out_of_a_direct_chat_is_told_there_too(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt", "Anna")
    await direct.invites(by="Anna", direct=True)
    await direct.lets_the_bot_in()
    await pmo.silences_the_bot()
    await direct.says("Blocker Server aus | ampel: rot")
    assert "hört mich gerade nicht" in direct.sees() and "hört mich gerade nicht" in team.sees()


def says(seen: list[Seen], text: str) -> int:
    return sum(text in each.body for each in seen)


async def test_an_alert_that_an_earlier_version_gave_up_is_tried_again_after_the_update(team: Room, pmo: Room, world: World) -> None:
    """It was parked, and nothing remembers that its room had refused it."""
    world.chat.failing[pmo.id] = NO_VOICE
    await team.says(RED)
    async with world.store.transaction() as tx:
        await tx.muted.end(pmo.id)
    del world.chat.failing[pmo.id]
    await world.machine.startup.begin()
    await world.pass_(hours=1)
    assert "Server aus" in pmo.sees() and says(pmo.messages(), "Server aus") == 1


async def test_a_room_of_the_pmo_that_is_replaced_meanwhile_gets_the_alert_in_its_successor(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    new = world.room("PMO neu", "Paula", moderators=("Ada",))
    await pmo.is_replaced_by(new.id, by="Ada")
    await new.lets_the_bot_in(predecessor=pmo.id)
    await new.taps("✅", on="ersetzen", by="Ada")
    assert says([seen for seen in world.chat.timeline if seen.room in (pmo.id, new.id)], "🔴 rot · B1 Server aus") == 1
    assert "🔴 rot · B1 Server aus" in new.message("Server aus").body
    assert "Das PMO ist alarmiert." in team.message("Server aus\n").body


async def test_without_a_committee_the_alert_just_waits(world: World) -> None:
    team, pmo = world.room("Dateninventur", moderators=("Ada",)), world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    await team.says("!team Dateninventur")
    await pmo.silences_the_bot()
    await team.says(RED)
    said = len(team.messages())
    await world.pass_(days=2)
    assert len(team.messages()) == said
    await pmo.lets_the_bot_speak()
    assert "Server aus" in pmo.sees()


async def test_a_room_that_is_pmo_and_committee_at_once_is_not_told_of_itself(world: World) -> None:
    team, both = world.room("Dateninventur", moderators=("Ada",)), world.room("PMO", "Paula", moderators=("Ada",))
    await both.says("!team Leitung | art: pmo, steuerungskreis", by="Ada")
    await team.says("!team Dateninventur")
    both.forget()
    await both.silences_the_bot()
    await team.says(RED)
    await world.pass_(days=2)
    await both.lets_the_bot_speak()
    assert says(both.messages(), "🔴 rot · B1 Server aus") == 1


async def test_while_the_right_comes_and_goes_nothing_is_said_twice(team: Room, pmo: Room, world: World) -> None:
    for _ in range(3):
        await pmo.silences_the_bot()
        await team.says("!blocker Leitung tot | ampel: rot")
        await world.pass_(minutes=5)
        await pmo.lets_the_bot_speak()
        await world.pass_(minutes=5)
    assert [says(pmo.messages(), f"B{count} Leitung tot") for count in (1, 2, 3)] == [1, 1, 1]
    assert says(team.messages(), "Das PMO hört mich gerade nicht") == 0  # each of the three words says that it is over
    assert says(team.messages(), "Das PMO hört mich wieder") == 3


async def test_an_alert_that_is_refused_for_no_reason_for_hours_is_not_kept_quiet(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    """The homeserver names none, so that it is tried for a day. Nobody waits that long for a red one."""
    world.chat.failing[pmo.id] = SendFailed("400 M_UNKNOWN", is_doubted=True)
    await team.says(RED)  # Monday 10:00
    assert len(team.messages()) == 1 and "wird alarmiert …" in team.sees()
    await world.pass_(minutes=10)
    assert "Der PMO-Raum nimmt gerade nichts von mir an" in team.sees() and len(team.messages()) == 2
    await world.until(at(23, 14, 10))
    assert "nicht zu erreichen" in steering.sees()
    del world.chat.failing[pmo.id]
    await world.pass_(minutes=10)
    assert says(pmo.messages(), "Server aus") == 1
    assert says(team.messages(), "Das PMO hört mich wieder") == 1
    assert "weiß inzwischen Bescheid" in steering.sees()


async def test_the_admins_hear_it_also_of_a_room_that_refused_before_it_was_the_pmos(world: World) -> None:
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.lets_the_bot_in()
    await pmo.silences_the_bot()
    await pmo.says("!hilfe", by="Paula")
    await pmo.says("!team PMO | art: pmo", by="Ada")
    assert [person for person, _ in world.chat.opened] == [user("Paula"), user("Ada")]


async def _repeat(team: Room, pmo: Room, world: World) -> None:
    await pmo.silences_the_bot()
    await world.until(at(23, 14))


async def _question(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await world.pass_(days=13)
    await pmo.silences_the_bot()
    await world.pass_(days=1, hours=1)


async def _freed(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!blocker übernehmen B1", by="Paula")
    await pmo.silences_the_bot()
    pmo.leaves("Paula")
    await pmo.changes()


Later = Callable[[Room, Room, World], Awaitable[None]]
LATER: dict[str, tuple[Later, str, str]] = {
    "a reminder": (_repeat, "Die Erinnerung an B1 Server aus ist dort also noch", "Erinnerung ans PMO, noch nicht angekommen"),
    "a question": (_question, "Die Nachfrage zu B1 Server aus ist dort also noch", "Nachfrage ans PMO, noch nicht angekommen"),
    "that it is free": (_freed, "Dass B1 Server aus wieder frei ist, ist dort also noch", "wieder frei; Nachricht ans PMO, noch nicht"),
}


@pytest.mark.parametrize("what", LATER)
async def test_of_a_blocker_that_the_pmo_knows_only_what_is_new_is_called_unheard(team: Room, pmo: Room, world: World, what: str) -> None:
    happens, said, step = LATER[what]
    await team.says(RED)
    await happens(team, pmo, world)
    assert said in team.message("hört mich gerade nicht").body
    await team.says("!blocker B1")
    assert step in team.sees() and "PMO alarmiert" in team.sees()


async def test_the_history_calls_no_alert_delivered_before_it_was(team: Room, pmo: Room) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)
    await team.says("!blocker B1")
    assert "Alarm ans PMO, noch nicht angekommen" in team.sees() and "PMO alarmiert" not in team.sees()
    await pmo.lets_the_bot_speak()
    await team.says("!blocker B1")
    assert "PMO alarmiert" in team.sees() and "noch nicht angekommen" not in team.sees()


async def test_the_card_of_the_pmos_own_blocker_says_too_that_the_alert_has_arrived(pmo: Room) -> None:
    await pmo.says("!blocker Kein Geld | ampel: rot", by="Paula")
    assert "Das PMO ist alarmiert." in pmo.message("Habt ihr eine Idee").body
    assert not any("wird alarmiert" in seen.body for seen in pmo.messages())


@pytest.mark.parametrize("what", ["turned yellow and red again", "given back by its taker", "of the PMO itself"])
async def test_a_blocker_is_named_once_when_the_room_listens_again(team: Room, pmo: Room, world: World, what: str) -> None:
    if what == "given back by its taker":
        await team.says(RED)
        await _freed(team, pmo, world)
        await world.pass_(hours=5)
    elif what == "of the PMO itself":
        await pmo.silences_the_bot()
        await pmo.says(RED, by="Paula")
    else:
        await pmo.silences_the_bot()
        for said in (RED, "!blocker ändere B1 | ampel: gelb", "!blocker ändere B1 | ampel: rot"):
            await team.says(said)
            await world.pass_(minutes=5)
    pmo.forget()
    await pmo.lets_the_bot_speak()
    await world.pass_(minutes=5)
    assert len(pmo.messages()) == 1 and pmo.messages()[0].notifies and "Server aus" in pmo.sees()


async def test_where_only_the_alert_itself_is_refused_nobody_reads_that_the_room_does_not_hear(team: Room, pmo: Room, world: World) -> None:
    world.chat.refused_words["Noch kümmert sich niemand"] = SendFailed("413 M_TOO_LARGE", final=True, why=Why.CONTENT)
    await team.says(RED)
    assert "Das PMO weiß noch nichts davon: Der Server hat meine Nachricht nicht angenommen." in team.message("Habt ihr").body
    assert "Der Server hat meine Nachricht ans PMO nicht angenommen." in team.message("Sprecht bis dahin").body
    assert "hört mich gerade nicht" not in team.sees() and "nimmt gerade nichts" not in team.sees()
