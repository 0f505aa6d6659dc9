"""Before a session its room gets the digest: once, in time, moved with the session, and never when its use is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import SendFailed
from tests.world import BERLIN, Room, Seen, World

THURSDAY = "!treffen Jour fixe | wann: Do 26.11. 10:00 | ort: Rathaus"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def digests(room: Room, of: str = "(S1)") -> list[Seen]:
    return [seen for seen in room.messages() if seen.body.startswith("📅") and of in seen.body.split("\n")[0]]


async def says(room: Room, *texts: str) -> None:
    """Says it, and lets the bot look at its timers as it does after every change of a session."""
    for text in texts:
        await room.says(text)
    await room.world.machine.startup.begin()


async def test_it_says_what_the_group_should_know(team: Room, world: World) -> None:
    await says(
        team,
        THURSDAY,
        "!blocker Raum fehlt",
        "!blocker Server aus | ampel: rot",
        "!aufgabe Angebot einholen | wer: Ben | bis: 25.11.",
        "!aufgabe Bericht | bis: 30.11.",
        "!agenda Hosting | art: entscheidung | dauer: 15 | vorlage: https://stadt.example/v",
        "!agenda Logo | art: entscheidung | dauer: 10",
    )
    await world.until(at(25, 10) - timedelta(seconds=1))
    assert digests(team) == []
    await world.until(at(25, 10))
    (digest,) = digests(team)
    assert "📅 Jour fixe (S1), Donnerstag, 26.11.2026, 10:00 Uhr · 60 Minuten · 📍 Rathaus" in digest.body
    assert "1. T1 Hosting – 15 min" in digest.body and "Zusammen 25 von 60 min" in digest.body
    assert "Zu entscheiden: T1 mit Vorlage, T2 ohne Vorlage" in digest.body
    assert digest.body.index("🔴 rot · B2") < digest.body.index("🟡 gelb · B1")
    assert "A1 Angebot einholen – Ben" in digest.body and "A2" not in digest.body
    assert not digest.notifies and digest.reactions == []
    await world.until(at(27, 10))
    assert len(digests(team)) == 1


async def test_it_says_what_changed_since_the_last_session(team: Room, world: World) -> None:
    await says(team, "!treffen Jour fixe | wann: jeden Donnerstag 10:00", "!agenda Hosting", "!blocker Raum fehlt", "!aufgabe Bericht")
    await world.until(at(25, 10))
    assert "Seit dem" not in digests(team)[-1].body
    await world.until(at(26, 10, 30))
    await says(team, "!agenda erledigt T1", "!blocker gelöst B1", "!aufgabe erledigt A1", "!blocker Server aus", "!agenda Logo")
    await world.until(at(2, 10, month=12))
    changed = (
        "Seit dem Do 26.11.:\n• besprochen: T1 Hosting\n• gelöst: B1 Raum fehlt\n• erledigt: A1 Bericht\n• neue Blocker: B2 Server aus"
    )
    assert changed in digests(team)[-1].body


async def test_a_session_on_monday_has_its_digest_on_friday_morning(team: Room, world: World) -> None:
    await says(team, "!treffen Jour fixe | wann: Mo 30.11. 10:00")
    await world.until(at(27, 7, 59))
    assert digests(team) == []
    await world.until(at(27, 8))
    assert len(digests(team)) == 1


async def test_without_a_topic_it_asks_whether_the_session_is_needed(team: Room, world: World) -> None:
    await says(team, THURSDAY)
    await world.until(at(25, 10))
    (digest,) = digests(team)
    assert "Braucht ihr das Treffen?" in digest.body and digest.reactions == ["❌", "➕"]


async def test_the_lead_of_the_session_goes_before_that_of_the_room(team: Room, world: World) -> None:
    await says(team, "!einstellungen vorlauf: aus", THURSDAY, "!treffen Workshop | wann: Do 26.11. 14:00 | vorlauf: 2 Stunden")
    await world.until(at(26, 12))
    assert digests(team) == [] and len(digests(team, "(S2)")) == 1


async def test_a_changed_lead_of_the_room_holds_at_once(team: Room, world: World) -> None:
    await says(team, THURSDAY)
    await team.says("!einstellungen vorlauf: 2 Stunden")
    await world.until(at(26, 7, 59))
    assert digests(team) == []
    await world.until(at(26, 8))
    assert len(digests(team)) == 1


async def test_it_moves_with_the_session(team: Room, world: World) -> None:
    await says(team, THURSDAY)
    await says(team, "!treffen verschieben S1 | auf: Fr 27.11. 14:00")
    await world.until(at(26, 13, 59))
    assert digests(team) == []
    await world.until(at(27, 18))
    (digest,) = digests(team)
    assert "Freitag, 27.11.2026, 14:00 Uhr" in digest.body


async def test_a_session_that_is_moved_to_sooner_than_its_lead_has_it_at_once(team: Room, world: World) -> None:
    await says(team, THURSDAY)
    await world.until(at(24, 12))
    await says(team, "!treffen verschieben S1 | auf: Di 24.11. 16:00")
    await world.settle()
    assert "Dienstag, 24.11.2026, 16:00 Uhr" in digests(team)[-1].body
    await world.until(at(27, 18))
    assert len(digests(team)) == 1


async def test_a_cancelled_date_has_none(team: Room, world: World) -> None:
    await says(team, "!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await says(team, "!treffen absagen S1")
    await world.until(at(26, 18))
    assert digests(team) == []
    await world.until(at(2, 10, month=12))
    assert len(digests(team)) == 1


async def test_a_session_planned_at_short_notice_has_it_an_hour_before(team: Room, world: World) -> None:
    await says(team, "!treffen Krisenrunde | wann: heute 16:00")
    await world.until(at(23, 14, 59))
    assert digests(team) == []
    await world.until(at(23, 15))
    assert len(digests(team)) == 1


async def test_a_bot_that_was_off_posts_it_when_it_is_back(team: Room, world: World) -> None:
    await says(team, THURSDAY)
    world.clock.set(at(26, 9))
    await world.machine.startup.begin()
    await world.settle()
    assert len(digests(team)) == 1
    await world.machine.startup.begin()
    await world.settle()
    assert len(digests(team)) == 1


@pytest.mark.parametrize("begun", [at(26, 10), at(26, 10, 30), at(27, 9)])
async def test_it_is_not_posted_once_the_session_has_begun(team: Room, world: World, begun: datetime) -> None:
    await says(team, THURSDAY)
    world.clock.set(begun)
    await world.machine.startup.begin()
    await world.settle()
    assert digests(team) == []


async def test_it_is_given_up_where_the_homeserver_was_away_until_the_session_began(team: Room, world: World) -> None:
    await says(team, THURSDAY)
    world.chat.failing[team.id] = SendFailed("the homeserver is away")
    await world.until(at(26, 10, 1))
    world.chat.failing.clear()
    await world.until(at(26, 18))
    assert digests(team) == []


async def test_quiet_hours_hold_it_back(team: Room, world: World) -> None:
    await says(team, "!einstellungen ruhezeit: 09:00-13:00", THURSDAY)
    await world.until(at(25, 12, 59))
    assert digests(team) == []
    await world.until(at(25, 13))
    assert len(digests(team)) == 1


async def test_it_comes_in_the_language_that_the_room_has_by_then(team: Room, world: World) -> None:
    await says(team, THURSDAY, "!sprache en")
    await world.until(at(25, 10))
    assert "Thursday, 26 November 2026" in digests(team)[-1].body and "Do you need the meeting?" in digests(team)[-1].body


async def test_the_weekly_digest_carries_one_that_is_due_the_same_day(team: Room, world: World) -> None:
    await says(team, "!treffen Jour fixe | wann: Di 1.12. 10:00", "!agenda Hosting")
    await world.until(at(30, 8))
    weekly = team.messages()[-1]
    assert "(S1), Dienstag, 1.12.2026, 10:00 Uhr" in weekly.body and "T1 Hosting" in weekly.body
    team.forget()
    await world.until(at(1, 10, month=12))
    assert team.messages() == []


async def test_carried_without_a_topic_the_weekly_digest_asks(team: Room, world: World) -> None:
    await says(team, "!treffen Jour fixe | wann: Di 1.12. 10:00")
    await world.until(at(30, 8))
    assert "Braucht ihr das Treffen?" in team.sees() and team.messages()[-1].reactions == ["❌", "➕"]


async def test_a_session_planned_after_the_weekly_digest_of_the_day_has_its_own(team: Room, world: World) -> None:
    await world.until(at(30, 9))
    await says(team, "!treffen Jour fixe | wann: Di 1.12. 14:00")
    await world.until(at(30, 14))
    assert len(digests(team)) == 1


async def test_where_the_weekly_digest_came_too_late_the_session_has_its_own(team: Room, world: World) -> None:
    await says(team, "!treffen Jour fixe | wann: Di 1.12. 10:00")
    world.clock.set(at(1, 8, 30, month=12))
    await world.machine.startup.begin()
    await world.settle()
    assert len(digests(team)) == 1 and "Woche" not in team.sees()


@pytest.fixture
async def digest_on_its_way(team: Room, world: World) -> Room:
    """The homeserver takes nothing since before it was due."""
    await says(team, THURSDAY, "!agenda Hosting")
    world.chat.failing[team.id] = SendFailed("the network")
    await world.until(at(25, 10))
    return team


async def test_one_that_is_on_its_way_when_its_session_moves_says_the_new_time(digest_on_its_way: Room, world: World) -> None:
    team = digest_on_its_way
    await team.says("!treffen verschieben S1 | auf: Fr 27.11. 11:00")
    world.chat.failing.clear()
    await world.until(at(27, 11))
    (digest,) = digests(team)
    assert "Freitag, 27.11.2026, 11:00 Uhr" in digest.body and "T1 Hosting" in digest.body


async def test_one_that_is_on_its_way_is_of_use_until_the_new_time(digest_on_its_way: Room, world: World) -> None:
    team = digest_on_its_way
    await team.says("!treffen verschieben S1 | auf: Fr 27.11. 11:00")
    await world.until(at(26, 10))
    world.chat.failing.clear()
    await world.until(at(26, 11))
    assert len(digests(team)) == 1


async def test_one_that_is_on_its_way_when_its_session_is_cancelled_is_not_sent(digest_on_its_way: Room, world: World) -> None:
    team = digest_on_its_way
    await team.says("!treffen absagen S1")
    world.chat.failing.clear()
    await world.until(at(26, 10))
    assert digests(team) == []
    async with world.store.reading() as tx:
        assert await tx.outbox.counts() == (0, 0)
