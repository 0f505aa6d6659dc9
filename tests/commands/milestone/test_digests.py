"""What digests say of milestones: those ahead and late ones, whether the forecasts hold, and which are overdue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.milestones.forecasts import EntryKind
from tests.commands.milestone.milestones import CATALOGUE, kept, log
from tests.commands.question.asking import at, second_team
from tests.world import Room, World

ASKED = "stimmt das noch?"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


async def test_the_week_names_three_of_the_next_four_weeks_and_late_ones(team: Room, world: World) -> None:
    await team.says("!meilenstein Weit weg | bis: 1.6.2027")
    await team.says("!meilenstein Verspätet | bis: 1.5.2027")
    await team.says("!meilenstein prognose M2 15.5.2027 Urlaub")
    for day in (10, 11, 12):
        await team.says(f"!meilenstein Am {day}. | bis: {day}.12.")
    await world.until(at(30, 9))
    assert (
        "Meilensteine:\n"
        "• ⏳ M2 Verspätet – 15.5.2027, 2 Wochen später als vereinbart\n"
        "• 🎯 M3 Am 10. – 10.12.2026\n"
        "• 🎯 M4 Am 11. – 11.12.2026\n"
        "• … und ein weiterer: !meilenstein"
    ) in team.message("Woche: Dateninventur").body


async def test_every_four_weeks_it_is_asked_and_one_tap_answers_for_all(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027")
    await world.until(at(14, 9, month=12))
    assert not any(ASKED in each.body for each in team.messages())
    await world.until(at(21, 9, month=12))
    asked = team.message("Prognosen: M1 30.9.2027, M2 1.12.2027, stimmt das noch?\n✅ alle · sonst !meilenstein prognose M1 …")
    assert asked.body.endswith("prognose M1 …") and asked.reactions == ["✅"]
    await team.taps("✅", on=asked.event, by="Ben")
    assert [(await log(world, count))[-1].kind for count in (1, 2)] == [EntryKind.CONFIRMED] * 2
    await team.taps("✅", on=asked.event)
    assert "Dazu habt ihr euch schon gemeldet." in team.sees()
    await world.until(at(11, 9, month=1, year=2027))
    assert sum(ASKED in each.body for each in team.messages()) == 1
    await world.until(at(18, 9, month=1, year=2027))
    assert sum(ASKED in each.body for each in team.messages()) == 2


async def test_a_tap_on_the_question_is_taken_back_for_all(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027")
    await world.until(at(21, 9, month=12))
    tap = await team.taps("✅", on=ASKED)
    await team.deletes(tap)
    assert [(await log(world, count))[-1].withdrawn_at is not None for count in (1, 2)] == [True, True]
    assert (await kept(world)).reported_at == (await kept(world, 2)).reported_at == at(23, 10)


async def test_what_was_reported_since_is_not_confirmed_by_the_tap(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein App | bis: 1.12.2027")
    await world.until(at(21, 9, month=12))
    await team.says("!meilenstein prognose M1 15.11.2027 Urlaub")
    await team.taps("✅", on=ASKED)
    assert [len([each for each in await log(world, count) if each.kind is EntryKind.CONFIRMED]) for count in (1, 2)] == [0, 1]


async def test_the_rhythm_is_a_setting_and_can_be_off(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!einstellungen meilenstein-rhythmus: 2 Wochen")
    await world.until(at(7, 9, month=12))
    assert ASKED in team.sees()
    await team.says("!einstellungen meilenstein-rhythmus: aus")
    await world.until(at(8, 9, month=3, year=2027))
    assert sum(ASKED in each.body for each in team.messages()) == 1


async def test_twice_without_an_answer_is_a_line_in_the_pmo_s_week(team: Room, pmo: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.until(at(18, 9, month=1, year=2027))
    assert not any("zweimal" in each.body for each in pmo.messages())
    await world.until(at(25, 9, month=1, year=2027))
    assert "• 🔭 Dateninventur hat zweimal nicht gesagt, ob die Prognosen stimmen: M1" in pmo.sees()
    await world.until(at(22, 9, month=2, year=2027))
    assert "• 🔭 Dateninventur hat 3-mal nicht gesagt, ob die Prognosen stimmen: M1" in pmo.sees()
    await team.says("!meilenstein stimmt")
    await world.until(at(1, 9, month=3, year=2027))
    assert "nicht gesagt" not in pmo.sees()


async def test_whether_a_day_holds_that_is_past_is_not_asked(team: Room, world: World) -> None:
    await team.says("!meilenstein Auftakt | bis: 18.12.")
    await team.says("!meilenstein App | bis: 1.12.2027")
    await world.until(at(21, 9, month=12))
    assert "Prognosen: M2 1.12.2027, stimmt das noch?" in team.sees() and "⏰ M1 Auftakt" in team.sees()
    await team.says("!meilenstein prognose M1 10.1.2027 Urlaub")
    await world.until(at(18, 9, month=1, year=2027))
    assert "⏰ M1 Auftakt" in team.sees() and "Prognosen: M2 1.12.2027, stimmt das noch?" in team.sees()


async def test_an_overdue_one_is_named_with_its_buttons_and_later_told_to_the_pmo(team: Room, pmo: Room, world: World) -> None:
    await team.says("!meilenstein Katalog | bis: Freitag")
    await world.until(at(30, 9))
    digest = team.message("⏰ M1 Katalog – war bis 27.11.2026 vereinbart. 🏁 erreicht · sonst !meilenstein prognose M1 …")
    assert digest.reactions == ["🏁"]
    assert "M1 überfällig" in pmo.message("Das Projekt im Überblick").body
    await world.until(at(4, 17, 59, month=12))
    assert not any("noch nicht erreicht" in each.body for each in pmo.messages())
    await world.until(at(4, 18, month=12))
    assert "⏰ M1 Katalog (Dateninventur) war bis Freitag, 27.11.2026 vereinbart und ist noch nicht erreicht." in pmo.sees()
    await team.taps("🏁", on=digest.event)
    assert (await kept(world)).reached_on == date(2026, 12, 4)
    await world.until(at(18, 9, month=12))
    assert sum("noch nicht erreicht" in each.body for each in pmo.messages()) == 1


async def test_before_a_session_two_late_ones_are_named(team: Room, world: World) -> None:
    for count in range(1, 4):
        await team.says(f"!meilenstein Stufe {count} | bis: {count}.5.2027")
        await team.says(f"!meilenstein prognose M{count} {2 * count}.6.2027 Urlaub")
    await team.says("!treffen Jour fixe | wann: Do 3.12. 10:00")
    await team.says("!agenda Hosting")
    await world.until(at(2, 12, month=12))
    digest = team.message("Jour fixe (S1)").body
    assert (
        "Meilensteine im Verzug\n"
        "• M3 Stufe 3: vereinbart 3.5.2027, Prognose 6.6.2027, 4 Wochen 6 Tage später\n"
        "• M2 Stufe 2: vereinbart 2.5.2027, Prognose 4.6.2027, 4 Wochen 5 Tage später\n"
        "• … und ein weiterer: !meilenstein"
    ) in digest


async def test_before_a_session_an_overdue_one_says_what_can_be_done(team: Room, world: World) -> None:
    await team.says("!meilenstein Katalog | bis: Freitag")
    await team.says("!treffen Jour fixe | wann: Do 3.12. 10:00")
    await team.says("!agenda Hosting")
    await world.until(at(2, 12, month=12))
    digest = team.message("Jour fixe (S1)").body
    assert "• M1 Katalog: vereinbart 27.11.2026, überfällig. !meilenstein erreicht M1 oder !meilenstein prognose M1 …" in digest


async def test_a_week_that_brings_a_session_names_them_once(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: Di 1.12. 8:00")
    await team.says("!meilenstein Katalog | bis: 1.5.2027")
    await team.says("!meilenstein prognose M1 1.6.2027 Urlaub")
    await world.until(at(30, 9))
    assert team.message("Woche:").body.count("Katalog") == 1


async def test_a_quiet_group_says_nothing_of_what_is_far_away(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.until(at(30, 9))
    assert "ruhige Woche" in team.sees() and "M1" not in team.sees()


async def test_of_a_dissolved_group_nothing_is_said(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await app.says("!meilenstein App | bis: Freitag | kennung: MS9")
    await app.says("!team auflösen", by="Sabine")
    await app.taps("✅", on=app.messages()[-1].event, by="Sabine")
    app.forget()
    pmo.forget()
    await world.until(at(14, 9, month=12))
    assert app.messages() == [] and not any("M1" in each.body for each in pmo.messages())


async def test_an_outage_says_each_thing_once(team: Room, pmo: Room, world: World) -> None:
    await team.says("!meilenstein Katalog | bis: Freitag")
    world.clock.set(world.clock.now() + timedelta(days=30))
    await world.settle()
    assert sum("noch nicht erreicht" in each.body for each in pmo.messages()) == 1
