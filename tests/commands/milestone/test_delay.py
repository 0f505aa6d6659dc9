"""What follows a delay: what hangs on it is named, other groups are asked, the PMO hears. Nothing moves by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bot.domain.milestones.forecasts import EntryKind
from tests.commands.milestone.milestones import CATALOGUE, kept, log
from tests.commands.question.asking import second_team
from tests.world import Room, World


async def needed_by_another(world: World) -> Sequence[Room]:
    """The catalogue of the task force, and the app of another one, which needs it."""
    team, pmo, *_ = world.founded
    app = await second_team(world, pmo)
    await team.says(CATALOGUE)
    await app.says("!meilenstein Bürger-App | bis: 5.10.2027 | nach: M1")
    for room in (team, pmo, app):
        room.forget()
    return (*world.founded, app)


needed = pytest.mark.goes_on_from(story=needed_by_another)


@pytest.fixture
def app(project: tuple[Room, ...]) -> Room:
    return project[3]


@needed
async def test_the_answer_says_what_hangs_on_it_and_the_other_group_is_asked_once(team: Room, app: Room, world: World) -> None:
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    assert "Daran hängt\n• M2 Bürger-App (App, 5.10.2027) braucht M1: der Puffer fehlt um 9 Tage" in team.sees()
    assert app.sees() == (
        "⏳ M1 Datenkatalog online (Dateninventur) kommt 2 Wochen später: Donnerstag, 14.10.2027.\n"
        "Eure M2 Bürger-App braucht das: 5.10.2027 → 19.10.2027?\n"
        "Ohne Verschieben fehlt euer Puffer um 9 Tage.\n\n"
        "Antippen: ✅ übernehmen · ❌ bleibt"
    )
    assert app.messages()[-1].reactions == ["✅", "❌"] and app.messages()[-1].notifies and len(app.messages()) == 1
    assert (await kept(world, 2)).forecast == date(2027, 10, 5)


@needed
async def test_a_tap_takes_it_over_and_can_be_taken_back(team: Room, app: Room, world: World) -> None:
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    card = app.message("Eure M2")
    tap = await app.taps("✅", on=card.event)
    assert (await kept(world, 2)).forecast == date(2027, 10, 19) and card.body.endswith("✅ Übernommen.")
    assert "💬 wegen M1" in app.sees() and "Warum" not in app.sees()
    await app.says("!meilenstein M2")
    assert "💬 Warum: wegen M1" in app.sees()
    await app.deletes(tap)
    assert (await kept(world, 2)).forecast == date(2027, 10, 5) and "Antippen: ✅ übernehmen" in card.body
    await app.says("!meilenstein übernehmen M2")
    assert (await kept(world, 2)).forecast == date(2027, 10, 19)


@needed
@pytest.mark.parametrize("answer", ["tap", "!meilenstein bleibt M2", "!milestone keep M2", "!meilenstein stimmt M2"])
async def test_or_it_stays(answer: str, team: Room, app: Room, world: World) -> None:
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    card = app.message("Eure M2")
    await (app.taps("❌", on=card.event) if answer == "tap" else app.says(answer))
    assert (await log(world, 2))[-1].kind is EntryKind.CONFIRMED and "Bleibt bei 5.10.2027." in card.body
    await app.taps("✅", on=card.event)
    assert "Das ist überholt: M2 steht jetzt bei Dienstag, 5.10.2027." in app.sees()


@needed
async def test_two_delays_at_once_ask_twice_and_one_answer_is_enough(team: Room, app: Room, world: World) -> None:
    await team.says("!meilenstein Server | bis: 1.9.2027")
    await app.says("!meilenstein ändere M2 | nach: M1 und M3")
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    await team.says("!meilenstein prognose M3 15.9.2027 Urlaub")
    first, second = app.message("M1 Datenkatalog online (Dateninventur) kommt"), app.message("M3 Server (Dateninventur) kommt")
    assert "5.10.2027 → 19.10.2027?" in first.body and "5.10.2027 → 19.10.2027?" in second.body
    await app.taps("✅", on=first.event)
    assert (await kept(world, 2)).forecast == date(2027, 10, 19)
    assert first.body.endswith("✅ Übernommen.") and second.body.endswith("✅ Übernommen.")


@needed
@pytest.mark.parametrize(
    ("said", "outcome"), [("19.10.2027 Test", "✅ Übernommen."), ("20.10.2027 Test", "Ihr habt inzwischen einen anderen Tag gemeldet.")]
)
async def test_a_day_of_its_own_answers_the_card_too(team: Room, app: Room, said: str, outcome: str) -> None:
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    card = app.message("Eure M2")
    await app.says(f"!meilenstein prognose M2 {said}")
    assert card.body.endswith(outcome)


@needed
async def test_a_further_delay_asks_for_all_of_it_in_one_card(team: Room, app: Room) -> None:
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    await team.says("!meilenstein prognose M1 21.10.2027 Urlaub")
    (card,) = app.messages()
    assert "kommt 3 Wochen später: Donnerstag, 21.10.2027" in card.body and "5.10.2027 → 26.10.2027?" in card.body
    await team.says("!meilenstein prognose M1 30.9.2027")
    assert app.messages() == []


@needed
async def test_with_a_buffer_it_is_said_how_much_is_left(team: Room, app: Room) -> None:
    await app.says("!meilenstein prognose M2 1.12.2027 Urlaub")
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    assert "1.12.2027 → 15.12.2027?\nOhne Verschieben ist euer Puffer noch 6 Wochen 6 Tage." in app.message("Eure M2").body


@needed
async def test_once_it_is_reached_nobody_is_asked_any_more(team: Room, app: Room) -> None:
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    await team.says("!meilenstein erreicht M1")
    assert app.messages() == []
    await app.says("!meilenstein übernehmen M2")
    assert "Für M2 steht gerade kein anderer Tag zur Wahl." in app.sees()


@needed
async def test_the_other_group_s_own_delay_goes_on_to_those_that_need_it(team: Room, app: Room) -> None:
    await team.says("!meilenstein Start | bis: 1.11.2027 | nach: M2")
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    await app.taps("✅", on="Eure M2")
    assert (
        "M2 Bürger-App (App) kommt 2 Wochen später" in team.sees() and "Eure M3 Start braucht das: 1.11.2027 → 15.11.2027?" in team.sees()
    )


@needed
async def test_of_a_dissolved_group_nobody_is_asked(team: Room, pmo: Room, app: Room) -> None:
    await app.says("!team auflösen", by="Sabine")
    await app.taps("✅", on=app.messages()[-1].event, by="Sabine")
    app.forget()
    await team.says("!meilenstein prognose M1 14.10.2027 Zulieferung")
    assert app.messages() == [] and "M2 Bürger-App (App" in team.sees()


@pytest.mark.parametrize(
    ("fields", "day", "at_once"),
    [
        ("", "13.10.2027", False),
        ("", "14.10.2027", True),
        (" | fördergeber: ja", "1.10.2027", True),
        (" | fördergeber: ja", "30.9.2027", False),
    ],
)
async def test_the_pmo_hears_at_once_of_a_long_delay_or_one_of_the_grant(
    team: Room, pmo: Room, fields: str, day: str, at_once: bool
) -> None:
    await team.says(f"{CATALOGUE}{fields}")
    await team.says(f"!meilenstein prognose M1 {day} Zulieferung")
    assert bool(pmo.messages()) is at_once
    assert ("Das PMO wird jetzt informiert" in team.sees()) is at_once
    assert not at_once or ("💬 Zulieferung" in pmo.sees() and pmo.messages()[-1].notifies)


async def test_how_long_is_a_setting(team: Room, pmo: Room) -> None:
    await pmo.says("!einstellungen verzug-ab: 10 Tage")
    assert "10 Tage" in pmo.sees()
    pmo.forget()
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 9.10.2027 Zulieferung")
    assert pmo.messages() == [] and "Das PMO liest es in seinem Wochenüberblick" in team.sees()
    await team.says("!meilenstein prognose M1 10.10.2027 Zulieferung")
    assert "10.10.2027" in pmo.sees()


async def test_a_reason_that_comes_later_stands_in_what_the_pmo_was_told(team: Room, pmo: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.11.2027")
    told = pmo.message("kommt 6 Wochen 4 Tage später als vereinbart")
    assert "Noch ohne Grund" in told.body
    reply = await team.says("Zulieferung", reply_to=team.message("Warum wird es später?").event)
    assert "💬 Zulieferung" in told.body and "Noch ohne Grund" not in told.body
    await team.deletes(reply)
    assert "Noch ohne Grund" in told.body


async def test_the_third_delay_goes_onto_an_agenda_for_decision(team: Room, pmo: Room) -> None:
    await team.says("!treffen Jour fixe | wann: 1.12. 10:00")
    await team.says(CATALOGUE)
    for day in ("15.10.", "30.10.", "15.11."):
        await team.says(f"!meilenstein prognose M1 {day}2027 Zulieferung")
    assert "Das ist zum 3. Mal später." in pmo.sees() and pmo.messages()[-1].reactions == ["➕"]
    tap = await team.taps("➕", on="Das ist zum 3. Mal später.")
    assert "T1 Datenkatalog online" in team.sees() and "Entscheidung" in team.sees() and "🎯 Meilenstein M1" in team.sees()
    await team.says("!agenda M1")
    assert "T1" in team.sees() and "T2" not in team.sees()
    await team.deletes(tap)
    assert "T1 ist gestrichen" in team.sees()
    await team.says("!agenda M1")
    assert "T2 Datenkatalog online" in team.sees()
