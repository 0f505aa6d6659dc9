"""Every week each group hears where it stands, and the PMO where the project does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ports import KnownRoom
from tests.world import BERLIN, Room, World, user


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


async def test_a_quiet_week_is_one_line(team: Room, world: World) -> None:
    await world.until(at(30, 7, 59))
    assert team.messages() == []
    await world.until(at(30, 8))
    assert team.sees() == "Dateninventur: ruhige Woche, nichts offen und nichts fällig."
    assert len(team.messages()) == 1 and not team.messages()[-1].notifies


async def test_a_quiet_week_names_the_next_session(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: Fr 4.12. 10:00")
    await world.until(at(30, 8))
    assert team.sees().endswith("Nächstes Treffen: Fr 4.12. 10:00 Uhr (S1)") and "\n" not in team.sees()


async def test_it_names_new_old_and_solved_blockers_actions_and_sessions(team: Room, world: World) -> None:
    await team.says("!blocker Server aus")
    await world.until(at(26, 9))
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker Drucker streikt")
    await team.says("!blocker gelöst B3")
    await team.says("!aufgabe Angebot einholen | wer: Ben | bis: 27.11.")
    await team.says("!aufgabe Bericht | bis: 3.12.")
    await team.says("!aufgabe Irgendwann")
    await team.says("!treffen Jour fixe | wann: Fr 4.12. 10:00")
    await world.until(at(30, 11))
    await team.says("!überblick")
    weekly = team.sees()
    assert weekly.index("B2") < weekly.index("Schon länger offen") < weekly.index("B1")
    assert "Gelöst: B3" in weekly
    assert weekly.index("überfällig · A1") < weekly.index("A2 Bericht") and "A3" not in weekly
    assert "Fr 4.12. 10:00 Uhr · S1 Jour fixe" in weekly


async def test_long_lists_are_cut_and_say_so(team: Room, world: World) -> None:
    for count in range(8):
        await team.says(f"!blocker Blocker {count}")
    await world.until(at(30, 8))
    assert "… und 5 weitere: !blocker" in team.sees() and len(team.sees().splitlines()) < 12


async def test_the_setting_of_the_room_says_when_and_off_switches_it_off(team: Room, pmo: Room, world: World) -> None:
    await team.says("!einstellungen wochenüberblick: Fr 14:00")
    await pmo.says("!einstellungen wochenüberblick: aus")
    team.forget()
    pmo.forget()
    await world.until(at(27, 14))
    assert "ruhige Woche" in team.sees()
    await world.until(at(3, 12, month=12))
    assert len(team.messages()) == 1 and pmo.messages() == []


@pytest.mark.parametrize(("back", "posts"), [(at(30, 20), 1), (at(1, 8, month=12), 1), (at(1, 8, 1, month=12), 0), (at(5, 8, month=12), 0)])
async def test_it_is_caught_up_within_a_day_and_not_later(team: Room, world: World, back: datetime, posts: int) -> None:
    world.clock.set(back)
    for _ in range(2):
        await world.machine.startup.begin()
        await world.settle()
    assert len(team.messages()) == posts
    await world.until(at(7, 8, month=12))
    assert len(team.messages()) == posts + 1


async def test_quiet_hours_hold_it_back(team: Room, world: World) -> None:
    await team.says("!einstellungen ruhezeit: 18:00-09:30")
    team.forget()
    await world.until(at(30, 9, 29))
    assert team.messages() == []
    await world.until(at(30, 9, 30))
    assert len(team.messages()) == 1


async def test_the_pmo_has_a_line_for_each_task_force_and_what_needs_it(team: Room, pmo: Room, world: World) -> None:
    other = world.room("Fernwärme", "Fritz", moderators=("Ada",))
    await other.says("!team Fernwärme", by="Ada")
    third = world.room("Radwege", "Rita", moderators=("Rita",))
    await third.says("!team Radwege")
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!aufgabe Bericht | bis: 27.11.")
    await team.says("!treffen Jour fixe | wann: Fr 4.12. 10:00")
    await team.says("!agenda Budget | für: steuerungskreis")
    await world.until(at(30, 8))
    weekly = pmo.sees()
    line = "🔴 rot (aus Blockern) · Dateninventur – 1 Blocker, seit 6 Tagen · 1 Aufgabe überfällig"
    assert f"{line} · trifft sich Fr 4.12. 10:00 Uhr" in weekly
    assert "🟢 grün (aus Blockern) · Fernwärme · kein Treffen geplant" in weekly
    assert weekly.index("Dateninventur") < weekly.index("Fernwärme")
    needs = weekly.split("Das braucht euch")[1]
    assert "B1 Server aus (Dateninventur)" in needs and "T1 Budget (Dateninventur)" in needs and "Radwege wartet auf euer Ja" in needs


async def test_what_somebody_has_taken_no_longer_needs_the_pmo(team: Room, pmo: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.taps("👀", on="B1", by="Paula")
    await world.until(at(30, 8))
    assert "1 Blocker" in pmo.sees() and "Das braucht euch" not in pmo.sees()


async def test_what_can_still_wait_does_not_need_the_pmo(team: Room, pmo: Room) -> None:
    await team.says("!blocker Beamer defekt")
    await team.says("!blocker Server aus | ampel: rot")
    await pmo.says("!überblick")
    said = pmo.sees()
    assert "Das braucht euch" in said and "Server aus" in said
    assert "Beamer defekt" not in said.partition("Das braucht euch")[2]


async def test_the_pmo_hears_of_missing_papers(pmo: Room, steering: Room, world: World) -> None:
    await steering.says("!treffen Sitzung | wann: 15.12. 10:00")
    await steering.says("!agenda Haushalt | art: entscheidung")
    await steering.says("!agenda Logo | art: entscheidung | vorlage: https://stadt.example/v")
    await world.until(at(30, 8))
    assert "T1 Haushalt: Vorlage fehlt (S1, Di 15.12.)" in pmo.sees() and "T2" not in pmo.sees()


async def test_the_steering_committees_quiet_week_says_when_it_meets(steering: Room, world: World) -> None:
    await steering.says("!treffen Sitzung | wann: 15.12. 10:00")
    await world.until(at(30, 8))
    assert steering.sees().endswith("\nSteuerungskreis: Nächstes Treffen: Di 15.12. 10:00 Uhr (S1)")


async def test_the_steering_committee_hears_only_of_weeks_with_something_for_it(team: Room, steering: Room, world: World) -> None:
    await world.until(at(30, 8))
    assert steering.messages() == []
    await team.says("!blocker Server aus | ampel: rot")
    await world.until(at(7, 8, month=12))
    assert "🔴 rot (aus Blockern) · Dateninventur" in steering.sees()


async def test_a_group_that_is_dissolved_hears_nothing_more(team: Room, world: World) -> None:
    await team.says("!team auflösen ja")
    team.forget()
    await world.until(at(7, 8, month=12))
    assert team.messages() == []


async def test_alerts_overtake_it(team: Room, pmo: Room, world: World) -> None:
    await world.until(at(30, 7, 59))
    world.clock.set(at(30, 8))
    while await world.machine.timers.run_one():
        pass
    await team.says("!blocker Server aus | ampel: rot")
    bodies = [seen.body for seen in pmo.messages()]
    assert bodies[0].startswith("🔴 rot · B1") and any("im Überblick" in body for body in bodies[1:])


async def test_the_overview_is_there_at_once_with_the_session_of_tomorrow(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: morgen 14:00")
    await team.says("!agenda Hosting")
    await team.says("!überblick")
    assert "ruhige Woche" in team.sees() and "1. T1 Hosting" in team.sees() and "Dienstag, 24.11.2026, 14:00 Uhr" in team.sees()


async def test_in_a_direct_chat_it_covers_all_groups_of_the_person(team: Room, pmo: Room, world: World) -> None:
    world.rooms.people[pmo.id][user("Ben")] = 0
    await team.says("!blocker Server aus")
    direct = world.room("Direkt", "Ben")
    async with world.store.transaction() as tx:
        await tx.rooms.save(KnownRoom(room=direct.id, is_direct=True, inviter=None, joined_at=None, successor=None))
    await direct.says("überblick")
    assert "🟡 gelb (aus Blockern) · Dateninventur" in direct.sees() and "Woche: Dateninventur" in direct.sees()
