"""Minutes begin: which session is meant, who moderates, and what is answered where nothing runs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commands.agenda.planned_sessions import TUESDAY, berlin, cancel_date, plan, plan_weekly, wall
from tests.commands.minutes.sessions import after_begun, after_planned, at, begun
from tests.world import Room, World


@after_planned
@pytest.mark.parametrize(
    "said", ["Das Angebot liegt vor", "weiter", "weiter: Zugestimmt", "ende", "mehr", "mehr 5", "zurück", "da: Anna", "vertagen"]
)
async def test_where_nothing_runs_a_tap_begins(team: Room, said: str) -> None:
    await at(team.world, 10)
    team.forget()
    await team.says(f"!protokoll {said}")
    assert "Gerade läuft kein Protokoll" in team.sees()
    await team.taps("✅", on="Gerade läuft")
    assert "📝 Jour fixe (S1), läuft seit 10:00" in team.message("📝").body


@after_begun
async def test_a_second_start_is_told_since_when_it_runs(team: Room) -> None:
    await at(team.world, 10, 2)
    await team.says("!protokoll start", by="Ben")
    assert "S1 läuft seit 10:00" in team.sees()
    await team.says("!protokoll start S1", by="Ben")
    assert "S1 läuft seit 10:00" in team.sees()


async def test_with_no_session_within_twelve_hours_the_next_dates_are_offered(team: Room) -> None:
    await plan_weekly(team)
    await team.clock.until(berlin(23, 21))
    await team.says("!protokoll start")
    assert "läuft seit" not in team.sees() and "S1 Jour fixe, Dienstag, 24.11.2026, 10:00 Uhr" in team.sees()
    assert "1.12.2026" in team.sees() and "8.12.2026" in team.sees()
    await team.clock.until(berlin(23, 23))
    await team.says("!protokoll start")
    assert "läuft seit 23:00" in team.message("📝").body


async def test_without_any_session_it_is_said_how_to_plan_one(team: Room) -> None:
    await team.says("!protokoll start")
    assert "kein Termin geplant" in team.sees()


@after_planned
@pytest.mark.parametrize(
    ("said", "answer"), [("!protokoll start S9", "S9 gibt es nicht"), ("!protokoll start moderation: @carla:x.example", "nicht")]
)
async def test_what_is_wrong_begins_nothing(team: Room, said: str, answer: str) -> None:
    await at(team.world, 10)
    team.forget()
    await team.says(said)
    assert answer in team.sees() and "📝" not in team.sees()


async def test_of_several_the_one_that_is_going_on_is_meant_or_the_nearest(team: Room) -> None:
    await plan(team, TUESDAY, title="Jour fixe")
    await plan(team, wall(24, 14), title="Werkstatt")
    await at(team.world, 10, 30)
    await team.says("!protokoll start")
    assert "Jour fixe (S1)" in team.message("📝").body
    await team.says("!protokoll ende")
    await at(team.world, 13)
    await team.says("!protokoll start")
    assert "Werkstatt (S2)" in team.message("📝 Werkstatt").body


async def test_a_cancelled_date_is_not_meant(team: Room) -> None:
    session = await plan_weekly(team)
    await cancel_date(team, session, TUESDAY)
    await at(team.world, 10)
    await team.says("!protokoll start")
    assert "1.12.2026" in team.sees() and "24.11.2026" not in team.sees()


async def test_who_begins_moderates_unless_others_are_named(team: Room) -> None:
    await begun(team, by="Ben")
    assert "Moderation: Ben" in team.message("📝").body


@after_begun
async def test_ended_too_early_it_goes_on_with_all_that_was_said(team: Room) -> None:
    await team.says("!protokoll weiter: Zugestimmt")
    await team.says("!protokoll ende")
    await at(team.world, 10, 5)
    await team.says("!protokoll start")
    assert "S1 läuft wieder" in team.message("Weiter geht es").body
    body = team.message("📝").body
    assert "läuft seit 10:00" in body and "▶️ T2 Vergabe" in body and "Danach: T3" in body
    await team.says("!agenda T2")
    assert "mitgenommen" not in team.sees().split("Verlauf")[0]


@after_planned
async def test_a_guest_of_another_group_begins_nothing(team: Room, world: World) -> None:
    await at(world, 10)
    app = world.room("App", "Olga", moderators=("Ada",))
    await app.says("!team App", by="Ada")
    await app.says("!protokoll start S1", by="Olga")
    assert "Dateninventur" in app.sees() and "läuft" not in app.sees()
    await team.says("!protokoll")
    assert "Gerade läuft kein Protokoll" in team.sees()


@after_planned
async def test_in_a_direct_chat_minutes_of_the_own_group_are_kept(team: Room, world: World) -> None:
    await at(world, 10)
    direct = world.room("Direkt mit Ben", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.says("protokoll start")
    assert "die Karte steht im Raum von Dateninventur" in direct.sees()
    assert "läuft seit 10:00" in team.message("📝").body
    await direct.says("protokoll weiter: Zugestimmt")
    assert "Jetzt T2" in direct.sees() and "▶️ T2" in team.message("📝").body


@after_planned
async def test_the_pmo_may_begin_the_session_of_a_group(team: Room, pmo: Room, world: World) -> None:
    await at(world, 10)
    await pmo.says("!protokoll start S1", by="Paula")
    assert "die Karte steht im Raum von Dateninventur" in pmo.sees()
    assert "läuft seit 10:00" in team.message("📝").body


async def test_over_midnight_it_is_one_session(team: Room, world: World) -> None:
    await plan(team, wall(24, 23, 30))
    await team.says("!agenda Hosting")
    await team.clock.until(berlin(24, 23, 30))
    await team.says("!protokoll start")
    await team.clock.until(berlin(25, 1, 10))
    await team.says("!protokoll weiter: Zugestimmt")
    await team.says("!protokoll ende")
    assert "23:30 bis Mi 25.11. 01:10" in team.message("📝").body


@after_planned
async def test_said_while_the_bot_was_away_it_began_when_it_was_said(team: Room, world: World) -> None:
    await at(world, 10)
    said_at = world.clock.now()
    world.clock.set(said_at + timedelta(minutes=30))
    team.forget()
    await team.says("!protokoll start", sent_at=said_at + timedelta(seconds=10))
    await team.says("!protokoll Das Angebot liegt vor", sent_at=said_at + timedelta(minutes=2))
    await team.says("!protokoll weiter: Zugestimmt", sent_at=said_at + timedelta(minutes=9))
    body = team.message("📝").body
    assert "läuft seit 10:00" in body and "▶️ T2 Vergabe" in body and "bis 10:19" in body
    assert not any("Zeit um" in seen.body or "Noch" in seen.body[:8] for seen in team.messages())


@after_begun
async def test_a_session_that_is_long_over_does_not_begin_again(team: Room) -> None:
    await team.says("!protokoll ende")
    await at(team.world, 15)
    await team.says("!protokoll start S1")
    assert "ist beendet. Fehlt etwas, schreib es einfach" in team.sees()
    await team.says("!protokoll start")
    assert "kein Termin geplant" in team.sees()
    await team.says("!protokoll Das Angebot lag vor")
    assert "Nachgetragen im Protokoll von S1" in team.message("Nachgetragen").body
