"""After the bot was away the PMO hears once from when to when, what was made up for, and what was not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.ids import RoomId
from bot.messages import Incoming, Message
from bot.ports import LAST_SYNC, SendFailed
from tests.world import BERLIN, Room, World, user


def local(text: str) -> datetime:
    """`23.11. 08:10`, in the year of the stories."""
    return datetime.strptime(f"{text} 2026", "%d.%m. %H:%M %Y").replace(tzinfo=BERLIN)


def written(room: Room, text: str, at: datetime, by: str = "") -> Message:
    return Message(event_id=room.world.event_id(), room=room.id, sender=user(by or room.speaker), sent_at=at, text=text)


async def is_away(world: World, since: str, until: str, *said: Incoming) -> None:
    """The last sync is at `since`, the next one at `until`: nothing was done in between."""
    async with world.store.transaction() as tx:
        await tx.set_meta(LAST_SYNC, local(since).isoformat())
    world.clock.set(local(until))
    await world.receives(*said)
    await world.pass_(minutes=2)


def told(pmo: Room) -> list[str]:
    return [message.body for message in pmo.messages() if "nicht da." in message.body]


async def test_the_pmo_hears_what_was_made_up_for(team: Room, pmo: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: 24.11.")
    said = [written(team, f"!blocker Nummer {number}", local("24.11. 07:50")) for number in range(12)]
    await is_away(world, "23.11. 18:10", "24.11. 11:40", *said)
    assert told(pmo) == ["Ich war von Mo 23.11. 18:10 bis Di 24.11. 11:40 Uhr nicht da. Nachgeholt: 12 Nachrichten, 1 Erinnerung."]
    assert not pmo.message("nicht da.").notifies


async def test_in_english_and_of_one_day_it_says_the_day_once(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!sprache en", by="Ada")
    await is_away(world, "24.11. 08:10", "24.11. 11:40", written(team, "!blocker Freigabe fehlt", local("24.11. 09:00")))
    assert pmo.sees() == "I was away from Tue 24 Nov 08:10 until 11:40. Made up for: 1 message."


async def test_where_nothing_was_to_be_done_nobody_has_missed_it(team: Room, pmo: Room, world: World) -> None:
    await is_away(world, "23.11. 20:00", "24.11. 05:00", written(team, "Guten Morgen", local("24.11. 04:00")))
    assert pmo.messages() == []


async def test_an_hour_is_no_absence(team: Room, pmo: Room, world: World) -> None:
    await is_away(world, "24.11. 08:10", "24.11. 09:10", written(team, "!blocker Freigabe fehlt", local("24.11. 09:00")))
    assert told(pmo) == []


async def test_without_a_pmo_nobody_is_told_also_not_a_later_one(world: World) -> None:
    room = world.room("Dateninventur", moderators=("Ada",))
    await room.says("!team Dateninventur", by="Ada")
    await is_away(world, "24.11. 08:10", "24.11. 11:40", written(room, "!blocker Freigabe fehlt", local("24.11. 09:00")))
    pmo = world.room("PMO", "Paula", moderators=("Ada",))
    await pmo.says("!team PMO | art: pmo", by="Ada")
    await world.pass_(hours=3)
    assert told(pmo) == []


async def test_in_quiet_hours_it_waits_for_their_end(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen ruhezeit: 18:00-08:00", by="Ada")
    await is_away(world, "23.11. 18:10", "23.11. 22:00", written(team, "!blocker Freigabe fehlt", local("23.11. 19:00")))
    assert told(pmo) == []
    await world.until(local("24.11. 08:01"))
    assert told(pmo) == ["Ich war von Mo 23.11. 18:10 bis 22:00 Uhr nicht da. Nachgeholt: 1 Nachricht."]


async def test_restarts_and_further_syncs_tell_it_no_second_time(team: Room, pmo: Room, world: World) -> None:
    await is_away(world, "24.11. 08:10", "24.11. 11:40", written(team, "!blocker Freigabe fehlt", local("24.11. 09:00")))
    for _ in range(3):
        await world.machine.startup.begin()
        await world.receives()
        await world.pass_(minutes=30)
    assert len(told(pmo)) == 1


async def test_killed_before_it_could_tell_and_away_again_it_tells_of_both_at_once(team: Room, pmo: Room, world: World) -> None:
    world.clock.set(local("24.11. 08:10"))
    await world.receives()
    world.clock.set(local("24.11. 11:40"))
    await world.syncs(written(team, "!blocker Freigabe fehlt", local("24.11. 09:00")))
    world.clock.set(local("24.11. 14:00"))
    await world.receives()
    await world.pass_(minutes=2)
    assert told(pmo) == ["Ich war von Di 24.11. 08:10 bis 14:00 Uhr nicht da. Nachgeholt: 1 Nachricht."]


async def test_two_absences_are_told_one_by_one(team: Room, pmo: Room, world: World) -> None:
    await is_away(world, "24.11. 08:10", "24.11. 11:40", written(team, "!blocker Freigabe fehlt", local("24.11. 09:00")))
    await is_away(world, "25.11. 08:10", "25.11. 11:40", written(team, "!blocker Raum fehlt", local("25.11. 09:00")))
    assert [text.partition(" bis")[0] for text in told(pmo)] == ["Ich war von Di 24.11. 08:10", "Ich war von Mi 25.11. 08:10"]


async def test_a_reminder_that_came_too_late_is_named(team: Room, pmo: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: 24.11.")
    await is_away(world, "23.11. 18:10", "26.11. 11:40")
    assert told(pmo) == ["Ich war von Mo 23.11. 18:10 bis Do 26.11. 11:40 Uhr nicht da. Nicht mehr gesendet: 1 Erinnerung."]


class TestWithDigests:
    @pytest.fixture
    def settings(self) -> dict[str, str]:
        return {}

    async def test_digests_that_came_too_late_are_named(self, team: Room, pmo: Room, world: World) -> None:
        await team.says("!treffen Jour fixe | wann: 26.11. 10:00")
        await is_away(world, "25.11. 09:00", "26.11. 11:40", written(team, "!blocker Raum fehlt", local("26.11. 09:00")))
        assert told(pmo) == [
            "Ich war von Mi 25.11. 09:00 bis Do 26.11. 11:40 Uhr nicht da. Nachgeholt: 1 Nachricht; nicht mehr gesendet: 1 Überblick."
        ]

    async def test_an_alert_and_what_its_group_is_told_of_it_are_one_reminder(self, team: Room, pmo: Room, world: World) -> None:
        await team.says("!blocker Freigabe fehlt")
        await is_away(world, "25.11. 18:00", "26.11. 11:40")
        assert "Nachgeholt: 1 Erinnerung." in told(pmo)[0]

    async def test_weekly_digests_that_came_too_late_are_named(self, team: Room, pmo: Room, world: World) -> None:
        await is_away(world, "28.11. 18:00", "1.12. 11:40")
        assert told(pmo) == ["Ich war von Sa 28.11. 18:00 bis Di 1.12. 11:40 Uhr nicht da. Nicht mehr gesendet: 3 Überblicke."]

    async def test_those_that_were_still_of_use_are_counted_as_made_up_for(self, team: Room, pmo: Room, world: World) -> None:
        await team.says("!blocker Freigabe fehlt")
        await is_away(world, "28.11. 18:00", "30.11. 11:40")
        assert "Nachgeholt:" in told(pmo)[0] and "Überblick" in told(pmo)[0] and "nicht mehr gesendet" not in told(pmo)[0]

    async def test_while_the_network_was_cut_it_is_the_same(self, team: Room, pmo: Room, world: World) -> None:
        await team.says("!treffen Jour fixe | wann: 26.11. 10:00")
        await world.until(local("25.11. 09:00"))
        await world.receives()
        rooms = [room.id for room in (team, pmo)] + [RoomId("!steuerungskreis")]
        world.chat.failing.update({room: SendFailed("503") for room in rooms})
        await world.until(local("26.11. 11:40"))
        world.chat.failing.clear()
        await world.receives(written(team, "!blocker Raum fehlt", local("26.11. 09:00")))
        await world.pass_(minutes=10)
        assert told(pmo) == [
            "Ich war von Mi 25.11. 09:00 bis Do 26.11. 11:40 Uhr nicht da. Nachgeholt: 1 Nachricht; nicht mehr gesendet: 1 Überblick."
        ]


async def test_a_reminder_held_up_by_a_cut_network_is_made_up_for(team: Room, pmo: Room, world: World) -> None:
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: 24.11.")
    await world.until(local("24.11. 07:30"))
    await world.receives()
    world.chat.failing.update({room.id: SendFailed("503") for room in (team, pmo)})
    await world.until(local("24.11. 11:40"))
    world.chat.failing.clear()
    await world.receives()
    await world.pass_(minutes=10)
    assert told(pmo) == ["Ich war von Di 24.11. 07:30 bis 11:40 Uhr nicht da. Nachgeholt: 1 Erinnerung."]
    assert local("24.11. 11:40") - local("24.11. 07:30") > timedelta(hours=1)
