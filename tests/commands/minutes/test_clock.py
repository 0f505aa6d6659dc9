"""The moderator's clock: warnings in time or not at all, what could wait, and sessions that nobody ends."""

from __future__ import annotations

import pytest

from bot.ports import SendFailed
from tests.commands.agenda.planned_sessions import TUESDAY, plan, plan_weekly, wall
from tests.commands.minutes.sessions import after_begun, after_planned, at, begun, planned
from tests.commands.minutes.test_running import card
from tests.world import Room, World, user


def said_by_the_clock(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if seen.body.startswith(("⏳", "⏰"))]


@after_begun
async def test_at_eighty_percent_and_when_the_slot_is_over(team: Room) -> None:
    await at(team.world, 10, 7)
    assert said_by_the_clock(team) == []
    await at(team.world, 10, 8)
    assert said_by_the_clock(team) == ["⏳ Noch 2 Minuten: Hosting (T1)"]
    soon = team.message("Noch 2 Minuten")
    assert soon.content["msgtype"] == "m.notice" and not soon.content["m.mentions"]
    await at(team.world, 10, 30)
    over = team.message("Zeit um")
    assert over.content["msgtype"] == "m.text" and over.content["m.mentions"] == {"user_ids": [user("Anna")]}
    assert over.body == "⏰ Zeit um. Anna, T1 Hosting:\n⏭️ weiter · ➕5 · vertagen: !protokoll vertagen"
    assert over.reactions == ["⏭️", "➕"] and len(said_by_the_clock(team)) == 2


@after_planned
async def test_a_short_slot_is_only_over(team: Room) -> None:
    await team.says("!agenda ändere T1 | dauer: 9")
    await at(team.world, 10)
    await team.says("!protokoll start")
    await at(team.world, 10, 9)
    assert [said[0] for said in said_by_the_clock(team)] == ["⏰"]


@after_begun
async def test_the_next_topic_has_a_clock_of_its_own(team: Room) -> None:
    await at(team.world, 10, 7)
    await team.says("!protokoll weiter")
    await at(team.world, 10, 14)
    assert said_by_the_clock(team) == []
    await at(team.world, 10, 15)
    assert said_by_the_clock(team) == ["⏳ Noch 2 Minuten: Vergabe (T2)"]


@after_begun
async def test_more_time_moves_the_clock(team: Room) -> None:
    await at(team.world, 10, 10)
    team.forget()
    await team.taps("➕", on=team.world.chat.timeline[-1].event)
    await team.says("!protokoll mehr 5")
    await at(team.world, 10, 14)
    assert said_by_the_clock(team) == []
    await at(team.world, 10, 20)
    assert [said[:8] for said in said_by_the_clock(team)] == ["⏳ Noch 4", "⏰ Zeit u"]


@after_begun
async def test_what_is_late_is_not_said(team: Room) -> None:
    team.world.clock.set(team.world.clock.now().replace(hour=9, minute=10, second=30))  # the bot was away; 10:10:30 on the wall
    await team.world.settle()
    assert len(said_by_the_clock(team)) == 1 and "Zeit um" in said_by_the_clock(team)[0]
    await team.says("!protokoll weiter")
    team.world.clock.set(team.world.clock.now().replace(minute=40))
    await team.world.settle()
    assert len(said_by_the_clock(team)) == 1


@after_begun
async def test_what_does_not_arrive_in_time_is_given_up(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("503")
    await at(world, 10, 11)
    world.chat.failing.clear()
    await at(world, 10, 11)
    await at(world, 10, 15)
    assert not any("Noch" in said for said in said_by_the_clock(team))


@pytest.mark.parametrize("said", ["uhr: aus", "clock: off"])
async def test_the_clock_can_be_off_in_a_room(team: Room, said: str) -> None:
    await planned(team, minutes=15)
    await team.says(f"!einstellungen {said}")
    assert "aus" in team.sees()
    await at(team.world, 10)
    await team.says("!protokoll start")
    await at(team.world, 10, 30)
    assert said_by_the_clock(team) == [] and "könnte warten" not in "".join(seen.body for seen in team.messages())
    assert "bis 10:10" in card(team) and "15 min zu viel" in card(team)


async def test_what_no_longer_fits_could_wait(team: Room) -> None:
    await planned(team, minutes=30)
    await team.says("!agenda ändere T3 | art: entscheidung")
    await at(team.world, 10)
    team.forget()
    await team.says("!protokoll start")
    assert "könnte warten" not in team.sees() and "zu viel" not in team.message("📝").body
    await at(team.world, 10, 15)
    await team.says("!protokoll weiter")
    short = team.message("könnte warten")
    assert "Es fehlen 5 Minuten" in short.body and "T3" in short.body
    assert "⚠️ 5 min zu viel: Ende 10:35, geplant 10:30" in team.message("📝").body
    await team.taps("✅", on=short.event, by="Ben")
    assert "zu viel" not in team.message("📝").body
    await team.says("!agenda T3")
    assert "Wartet auf das nächste Treffen" in team.sees()


async def test_information_waits_before_decisions(team: Room) -> None:
    await planned(team, minutes=20)
    await team.says("!agenda ändere T3 | art: entscheidung")
    await at(team.world, 10)
    await team.says("!protokoll start")
    assert "Es fehlen 10 Minuten: T2 Vergabe (Info) könnte warten. ✅ vertagen" in team.message("könnte warten").body


async def test_what_could_wait_is_said_once(team: Room) -> None:
    await begun(team, minutes=20)
    await at(team.world, 10, 10)
    await team.says("!protokoll mehr")
    assert len([seen for seen in team.messages() if "könnte warten" in seen.body]) == 1


@after_begun
async def test_nobody_ends_it_two_hours_after_its_planned_end(team: Room) -> None:
    await team.says("!protokoll weiter: Zugestimmt")
    await at(team.world, 12, 59)
    assert "läuft seit" in card(team)
    await at(team.world, 13)
    assert "10:00 bis 11:00" in card(team) and "Die Sitzung ist beendet" in card(team)
    await team.says("!protokoll")
    await team.says("!agenda T2")
    assert "1× mitgenommen" in team.sees()


async def test_the_next_session_closes_it(team: Room) -> None:
    await plan(team, TUESDAY, title="Jour fixe")
    await plan(team, wall(24, 12), title="Werkstatt")
    await at(team.world, 10)
    await team.says("!protokoll start S1")
    await at(team.world, 11, 50)
    await team.says("!protokoll Noch da")
    await at(team.world, 12)
    assert "10:00 bis 11:50" in card(team)
    await team.says("!protokoll start")
    assert "Werkstatt (S2), läuft seit 12:00" in team.message("📝 Werkstatt").body


async def test_away_when_the_next_session_began_it_is_closed_all_the_same(team: Room) -> None:
    await plan(team, TUESDAY, title="Jour fixe")
    await plan(team, wall(24, 12), title="Werkstatt")
    await at(team.world, 10)
    await team.says("!protokoll start S1")
    team.world.clock.set(team.world.clock.now().replace(hour=11, minute=30))
    await team.world.settle()
    assert "Die Sitzung ist beendet" in card(team)


@after_planned
async def test_begun_after_its_planned_end_it_has_its_whole_length(team: Room) -> None:
    await at(team.world, 14)
    await team.says("!protokoll start")
    assert "geplant 15:00" in card(team) or "Geplantes Ende: 15:00" in card(team)
    await at(team.world, 16, 59)
    assert "läuft seit 14:00" in card(team)
    await at(team.world, 17)
    assert "Die Sitzung ist beendet" in card(team)


async def test_in_the_night_of_the_clock_change_minutes_are_minutes(team: Room) -> None:
    await plan(team, wall(28, 1, 30, month=3, year=2027), minutes=60)
    await team.says("!agenda Hosting | dauer: 30")
    await team.clock.until(team.world.clock.now().replace(year=2027, month=3, day=28, hour=0, minute=30, second=0, microsecond=0))
    await team.says("!protokoll start")
    assert "läuft seit 01:30" in card(team) and "bis 03:00" in card(team) and "geplant 03:30" in card(team)


async def test_a_series_has_minutes_of_each_of_its_dates(team: Room) -> None:
    await plan_weekly(team)
    await at(team.world, 10)
    await team.says("!protokoll start")
    await team.says("!protokoll ende")
    await team.clock.pass_(days=7)
    await team.says("!protokoll start")
    assert "läuft seit 10:00" in card(team)
