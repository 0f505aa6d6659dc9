"""After its folder was lost and a backup was put back: is nothing said twice, nothing lost, and does every number stay what it was?"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.ids import Number
from bot.messages import Joined
from bot.ports import SendFailed
from tests.databases import Places
from tests.restore_backup import Backup
from tests.world import BOT, Room, World, user


def said(world: World) -> Counter[str]:
    """How often each message stands in the rooms, by the key that it carries."""
    return Counter(seen.content["de.lotse.once"] for seen in world.chat.timeline)


async def listed(room: Room) -> str:
    """Without how long each has been open."""
    await room.says("!blocker liste alle")
    return re.sub(r"seit .*? offen", "offen", room.sees())


async def test_what_was_reported_since_has_the_same_number_and_is_not_answered_again(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    await team.says("!blocker Raum fehlt")
    backup = await Backup.of(world, places, settings, team, pmo)
    await team.says("!blocker Vorlage fehlt | lösung: fragen")
    await pmo.says("!blocker Server aus | ampel: rot", by="Paula")
    await team.says("!blocker gelöst B1")
    before = await listed(team)

    new, (team, pmo) = await backup.restored(minutes=30)

    assert said(new) == said(world)
    assert await listed(team) == before
    await team.says("!blocker Beamer fehlt")
    assert "B4 Beamer fehlt" in team.sees()


async def test_a_number_belongs_to_its_record_although_the_one_before_was_deleted_meanwhile(
    team: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    """What is deleted is not told again by the homeserver."""
    backup = await Backup.of(world, places, settings, team)
    gone = await team.says("!blocker Geheimes")
    await team.says("!blocker Vorlage fehlt")
    await team.says("!aufgabe Vorlage suchen")
    await team.deletes(gone)

    new, (team,) = await backup.restored(without=(gone,), minutes=1)

    assert said(new) == said(world)
    assert "B2 Vorlage fehlt" in await listed(team)
    await team.says("!blocker Beamer fehlt")
    assert "B3 Beamer fehlt" in team.sees()


async def test_the_ladder_stands_where_it_stood_and_goes_on_from_there(
    team: Room, pmo: Room, steering: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    backup = await Backup.of(world, places, settings, team, pmo, steering)
    await world.pass_(hours=6)
    assert "Erinnerung 1 von 3" in pmo.sees()

    new, (team, pmo, steering) = await backup.restored(minutes=10)

    assert said(new) == said(world)
    await new.pass_(hours=5)
    assert "Erinnerung 2 von 3" in pmo.sees()
    await new.pass_(days=2)
    assert len([seen for seen in pmo.messages() if "Erinnerung" in seen.body]) == 3
    assert max(said(new).values()) == 1


async def test_a_tap_on_what_the_clock_had_it_say_counts(
    team: Room, pmo: Room, steering: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    backup = await Backup.of(world, places, settings, team, pmo, steering)
    await world.pass_(hours=6)
    await pmo.taps("👀", on="Erinnerung 1", by="Paula")
    await world.pass_(hours=2)

    new, (team, pmo, steering) = await backup.restored(hours=14)

    assert said(new) == said(world)
    assert "Paula" in await listed(pmo)
    await new.pass_(days=3)
    assert steering.messages() == []


async def test_what_was_due_while_it_was_away_is_said_once(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    backup = await Backup.of(world, places, settings, team, pmo)
    await team.says("!blocker Server aus | ampel: rot")
    before = said(world)

    new, (team, pmo) = await backup.restored(hours=6)

    more = said(new) - before
    assert "Erinnerung 1 von 3" in pmo.sees()
    assert set(more.values()) == {1} and not before - said(new)


async def test_the_pmo_hears_once_that_it_was_away_since_its_last_word(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    backup = await Backup.of(world, places, settings, team, pmo)
    await world.pass_(hours=2)
    await team.says("!blocker Server aus | ampel: rot")
    last = world.clock.now()

    new, (team, pmo) = await backup.restored(hours=5)
    await new.pass_(minutes=1)

    assert [key for key in said(new) if key.startswith("absence:")] == [f"absence:{last.isoformat()}"]


async def test_what_was_said_while_it_was_away_is_answered(team: Room, world: World, settings: dict[str, str], places: Places) -> None:
    backup = await Backup.of(world, places, settings, team)
    await team.says("!blocker Vorlage fehlt")
    unheard = await team.says("!blocker Raum fehlt")
    backup.echoes = [echo for echo in backup.echoes if unheard not in echo.once and "B2" not in echo.about]
    world.chat.timeline = [seen for seen in world.chat.timeline if unheard not in seen.content["de.lotse.once"]]
    team.forget()

    _, (team,) = await backup.restored(minutes=10)

    assert ["B2" in seen.body for seen in team.messages()] == [True]


@pytest.mark.parametrize("settings", [{}], ids=["with digests"])
async def test_digests_are_not_said_again_and_their_buttons_count(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    await team.says("!treffen Jour fixe | wann: Mittwoch 10:00")
    backup = await Backup.of(world, places, settings, team, pmo)
    await world.pass_(days=1, hours=2)
    digest = team.message("Jour fixe")
    await team.taps("❌", on=digest.event)
    assert "S1 Jour fixe ist abgesagt" in team.sees()
    await world.pass_(days=6)

    new, (team, pmo) = await backup.restored(hours=1)

    assert said(new) == said(world)
    await team.says("!treffen liste")
    assert "S1" not in team.sees()


async def test_a_reply_to_a_card_since_is_its_note(team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places) -> None:
    backup = await Backup.of(world, places, settings, team, pmo)
    await team.says("!blocker Vorlage fehlt")
    await team.says("Gießen hat eine.", reply_to=team.message("B1").event)

    new, (team, pmo) = await backup.restored(minutes=1)

    assert said(new) == said(world)
    await team.says("!blocker zeige B1")
    assert "Gießen hat eine." in team.sees()


async def test_a_number_that_stood_in_a_message_which_was_deleted_is_not_given_to_another(
    team: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    backup = await Backup.of(world, places, settings, team)
    gone = await team.says("!blocker Geheimes")
    await team.deletes(gone)
    # Of what was deleted the homeserver tells no more than that it was there.
    backup.echoes = [echo.model_copy(update={"once": "", "about": ""}) for echo in backup.echoes if gone in echo.once]

    _, (team,) = await backup.restored(without=(gone,), minutes=1)
    await team.says("!blocker Vorlage fehlt")

    assert "B1" not in team.sees() and "Vorlage fehlt" in team.sees()


async def test_a_direct_chat_that_somebody_began_since_is_one(team: Room, world: World, settings: dict[str, str], places: Places) -> None:
    """The invitation is not told again, but the event of the bot's coming says whose it was and how it was meant."""
    direct = world.room("Direkt", "Ben")
    backup = await Backup.of(world, places, settings, team, direct)
    await direct.invites(by="Ben", direct=True)
    invitation = world.happened.pop()
    came = Joined(event_id=world.event_id(), room=direct.id, sender=BOT, sent_at=world.clock.now(), inviter=user("Ben"), is_direct=True)
    await world.happens(came)
    await direct.says("blocker Vorlage fehlt")
    assert invitation.event_id not in {event.event_id for event in world.happened} and "B1" in direct.sees()

    new, (team, direct) = await backup.restored(minutes=1)

    assert said(new) == said(world)
    assert "B1 Vorlage fehlt" in await listed(team)


async def test_what_nobody_can_read_any_more_is_not_said_again_and_its_numbers_are_not_given_again(
    team: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    """In encrypted rooms the new device reads neither the commands nor the answers, but the envelopes tell their marks."""
    backup = await Backup.of(world, places, settings, team)
    backup.unreadable = True
    lost = await team.says("!blocker Vorlage fehlt")

    new, (team,) = await backup.restored(without=(lost,), minutes=1)
    again = await team.says("!blocker Vorlage fehlt")

    assert "B1" not in team.sees() and "Vorlage fehlt" in team.sees()
    assert said(new)[f"answer:{lost}"] == said(new)[f"answer:{again}"] == 1


async def test_the_marks_in_envelopes_are_enough_to_say_nothing_twice(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    backup = await Backup.of(world, places, settings, team, pmo)
    backup.unreadable = True
    await world.pass_(hours=6)

    new, (team, pmo) = await backup.restored(minutes=10)

    assert said(new) == said(world)


async def test_what_waited_at_the_moment_of_the_backup_and_was_sent_since_is_not_sent_again(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    world.chat.failing[pmo.id] = SendFailed("the homeserver is away")
    await team.says("!blocker Server aus | ampel: rot")
    backup = await Backup.of(world, places, settings, team, pmo)
    del world.chat.failing[pmo.id]
    await world.pass_(hours=1)
    world.chat.sent.clear()

    new, (team, pmo) = await backup.restored(days=2)

    assert not said(world) - said(new) and max(said(new).values()) == 1


async def test_a_note_without_a_name_stays_without_one(team: Room, world: World, settings: dict[str, str], places: Places) -> None:
    await team.says("!retro planen Donnerstag 15 Uhr")
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    backup = await Backup.of(world, places, settings, team, direct)
    await direct.says("retro R1 stop: Doppelte Protokolle")

    new, (team, direct) = await backup.restored(minutes=1)

    assert said(new) == said(world)
    async with new.store.reading() as tx:
        [note] = await tx.retro_notes.of(Number("R", 1))
        assert note.text == "Doppelte Protokolle"


async def test_killed_in_the_middle_of_it_it_begins_again(
    team: Room, pmo: Room, world: World, settings: dict[str, str], places: Places
) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    backup = await Backup.of(world, places, settings, team, pmo)
    await world.pass_(hours=6)
    await team.says("!blocker Vorlage fehlt")
    before = await listed(team)

    new, (team, pmo) = await backup.restored(minutes=10)
    async with new.store.transaction() as tx:
        # As if it had never been finished.
        await tx.set_meta("restored", (new.clock.now() - timedelta(hours=7)).isoformat())
    await new.catches_up([])

    assert said(new) == said(world)
    assert await listed(team) == before
    await team.says("!blocker Beamer fehlt")
    assert "B3 Beamer fehlt" in team.sees()
