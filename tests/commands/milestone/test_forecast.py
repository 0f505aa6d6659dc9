"""Forecasts: new ones, those that hold, and the reason of a delay."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.milestones.forecasts import EntryKind, as_of, known
from tests.commands.milestone.milestones import CATALOGUE, kept, log
from tests.world import BERLIN, Room, World


@pytest.mark.parametrize(
    ("said", "day", "reason"),
    [
        ("prognose M1 15.11.2027 Zulieferung fehlt", date(2027, 11, 15), "Zulieferung fehlt"),
        ("forecast M1 15 Nov 2027 delivery missing", date(2027, 11, 15), "delivery missing"),
        ("prognose M1 auf 15.11.2027, weil Ben krank ist", date(2027, 11, 15), "weil Ben krank ist"),
        ("prognose M1 15.11.2027 2 Kollegen krank", date(2027, 11, 15), "2 Kollegen krank"),
        ("prognose M1 2 Wochen später Zulieferung fehlt", date(2027, 10, 14), "Zulieferung fehlt"),
        ("prognose M1 +2 Wochen (krank)", date(2027, 10, 14), "krank"),
        ("prognose M1 um einen Monat später", date(2027, 10, 30), ""),
        ("prognose M1 eine Woche früher", date(2027, 9, 23), ""),
        ("prognose M1 Ende Oktober 2027 | grund: Zulieferung", date(2027, 10, 31), "Zulieferung"),
        ("prognose M1 Zulieferung | auf: 15.11.2027", date(2027, 11, 15), "Zulieferung"),
        ("prognose M1 in 2 Wochen", date(2026, 12, 7), ""),
        ("M1 prognose 15.11.2027", date(2027, 11, 15), ""),
        ("prognose 1 2027-11-15", date(2027, 11, 15), ""),
        ("prognose M1 Zulieferung fehlt, 15.11.2027", date(2027, 11, 15), "Zulieferung fehlt"),
        ("prognose M1 verschiebt sich um 2 Wochen", date(2027, 10, 14), "verschiebt sich"),
        ("verschieben M1 15.11.2027 Urlaub", date(2027, 11, 15), "Urlaub"),
        ("prognose M1 Q4 2027 Zulieferung", date(2027, 12, 31), "Zulieferung"),
        ("prognose M1, Q4/27", date(2027, 12, 31), ""),
        ("prognose 1 Q4 Zulieferung", date(2026, 12, 31), "Zulieferung"),
        ("forecast M1 Q4/2027 delivery missing", date(2027, 12, 31), "delivery missing"),
        ("prognose M1 4. Quartal 2027 Urlaub", date(2027, 12, 31), "Urlaub"),
        ("prognose M1 KW 40 2027 Urlaub", date(2027, 10, 8), "Urlaub"),
    ],
)
async def test_days_and_reasons_are_told_apart(team: Room, world: World, said: str, day: date, reason: str) -> None:
    await team.says(CATALOGUE)
    await team.says(f"!meilenstein {said}")
    assert (await kept(world)).forecast == day
    assert ((await log(world))[-1].day, (await log(world))[-1].reason) == (day, reason)


async def test_a_later_one_says_how_much_and_asks_for_the_reason_once(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    card = team.message("M1")
    await team.says("!meilenstein prognose M1 15.11.2027")
    ask = team.message("Warum wird es später? Antwortet einfach auf diese Nachricht.")
    assert "Prognose jetzt Montag, 15.11.2027: 6 Wochen 4 Tage später als vereinbart (30.9.2027), im Verzug seit Mo 23.11." in ask.body
    for fact in (
        "⏳ später · M1",
        "📅 Plan: Donnerstag, 30.9.2027",
        "🔭 Prognose: Montag, 15.11.2027, 6 Wochen 4 Tage später als vereinbart",
    ):
        assert fact in card.body
    reply = await team.says("Die Zulieferung fehlt", by="Ben", reply_to=ask.event)
    assert world.chat.receipts[reply] == ["📝"] and (await log(world))[-1].reason == "Die Zulieferung fehlt"
    await team.edits(reply, "Die Zulieferung kam zu spät", by="Ben")
    assert (await log(world))[-1].reason == "Die Zulieferung kam zu spät"
    await team.says("!meilenstein M1")
    assert "💬 Warum: Die Zulieferung kam zu spät" in team.sees() and "Prognose 15.11.2027, sagt Anna" in team.sees()
    await team.deletes(reply, by="Ben")
    assert (await log(world))[-1].reason == "" and (await kept(world)).forecast == date(2027, 11, 15)


async def test_a_second_reply_is_a_note_and_the_next_one_is_asked_for_anew(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.11.2027")
    ask = team.message("Warum wird es später?")
    await team.says("Zulieferung", reply_to=ask.event)
    await team.says("Und Urlaub", reply_to=ask.event)
    await team.says("!meilenstein M1")
    assert "Anna: Und Urlaub" in team.sees()
    await team.says("!meilenstein prognose M1 22.11.2027")
    assert "Warum wird es später?" in team.sees()


async def test_one_within_the_agreed_date_needs_no_reason(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.9.2027")
    assert "Prognose jetzt Mittwoch, 15.9.2027, 2 Wochen 1 Tag früher als zuletzt. Vereinbart ist 30.9.2027." in team.sees()
    assert "Warum" not in team.sees()


async def test_the_third_delay_is_said_with_a_way_to_the_agenda(team: Room) -> None:
    await team.says(CATALOGUE)
    for day in ("15.10.", "30.10."):
        await team.says(f"!meilenstein prognose M1 {day}2027 Zulieferung")
        assert "Mal später" not in team.sees()
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung")
    assert "Das ist zum 3. Mal später." in team.sees() and team.messages()[-1].reactions == ["➕"]


async def test_a_past_day_is_taken_for_reached(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    said = await team.says("!meilenstein prognose M1 15.9.2026")
    assert "15.9.2026 liegt schon zurück. Schon erreicht? 🏁 antippen" in team.sees() and len(await log(world)) == 1
    question = team.messages()[-1]
    assert question.reactions == ["🏁"]
    await team.edits(said, "!meilenstein prognose M1 15.9.2027")
    assert (await kept(world)).forecast == date(2027, 9, 15)
    await team.taps("🏁", on=question.event)
    assert (await kept(world)).reached_on == date(2026, 11, 23)


async def test_a_bare_day_behind_the_number_is_offered_as_a_forecast(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein M1 15.11.2027")
    assert "!meilenstein prognose M1" in team.sees() and "15.11.2027" in team.sees()
    await team.taps("✅", on=team.messages()[-1].event)
    assert (await kept(world)).forecast == date(2027, 11, 15)


@pytest.mark.parametrize("said", ["prognose M1", "prognose M1 bald", "prognose M1 Zulieferung fehlt"])
async def test_without_a_day_it_is_asked_for(team: Room, world: World, said: str) -> None:
    await team.says(CATALOGUE)
    await team.says(f"!meilenstein {said}")
    assert "M1" in team.sees() and len(await log(world)) == 1


async def test_those_that_hold_are_confirmed_all_or_by_number(team: Room, world: World) -> None:
    for count in range(1, 4):
        await team.says(f"!meilenstein Stufe {count} | bis: 1.9.2027")
    await world.pass_(days=28)
    await team.says("!meilenstein stimmt")
    assert team.sees() == "✅ Stimmt weiter: M1 1.9.2027, M2 1.9.2027, M3 1.9.2027"
    assert [(await log(world, count))[-1].kind for count in (1, 2, 3)] == [EntryKind.CONFIRMED] * 3
    await team.says("!milestone confirm M1, 3")
    assert [len(await log(world, count)) for count in (1, 2, 3)] == [3, 2, 3]
    await team.says("!meilenstein stimmt M9")
    assert "M9 gibt es nicht" in team.sees()
    await team.says("!meilenstein stimmt alles im Katalog")
    assert "Bis wann?" in team.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("stimmt M1 nicht", "Wann rechnet ihr mit M1 Datenkatalog online? !meilenstein prognose M1 15.11. Grund"),
        ("M1 stimmt nicht mehr", "Wann rechnet ihr mit M1 Datenkatalog online?"),
        ("stimmt nicht", "Welcher kommt anders? Mit Nummer und Tag: !meilenstein prognose M4 15.11. Grund"),
        ("confirm M1 not", "Wann rechnet ihr mit M1"),
        ("stimmt M9 nicht", "M9 gibt es nicht"),
    ],
)
async def test_one_that_does_not_hold_gets_asked_for_its_day(team: Room, world: World, said: str, answer: str) -> None:
    await team.says(CATALOGUE)
    await team.says(f"!meilenstein {said}")
    assert answer in team.sees() and len(await log(world)) == 1


async def test_the_same_day_once_more_with_a_reason_explains_the_delay(team: Room, pmo: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.11.2027")
    assert "Noch ohne Grund" in pmo.sees()
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung")
    assert "💬 Zulieferung" in pmo.sees() and (await kept(world)).forecast == date(2027, 11, 15)
    await team.says("!meilenstein prognose M1 15.11.2027 Urlaub")
    await team.says("!meilenstein M1")
    assert "💬 Warum: Zulieferung" in team.sees()


async def test_a_tap_confirms_one_and_can_be_taken_back(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.pass_(days=28)
    card = team.message("M1")
    tap = await team.taps("✅", on=card.event, by="Ben")
    assert (await log(world))[-1].kind is EntryKind.CONFIRMED
    confirmed = (await kept(world)).reported_at
    await team.deletes(tap, by="Ben")
    assert (await log(world))[-1].withdrawn_at is not None and (await kept(world)).reported_at < confirmed


async def test_a_report_as_of_a_past_day_says_what_was_known_then(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.pass_(days=7)
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung")
    await world.pass_(days=7)
    tap = await team.taps("🏁", on=team.message("später · M1").event)
    await world.pass_(days=7)
    await team.deletes(tap)
    await team.says("!meilenstein prognose M1 30.9.2027")
    rows = await log(world)
    then = {day: as_of(rows, date(2026, *day), BERLIN) for day in ((11, 22), (11, 29), (11, 30), (12, 6), (12, 7), (12, 13), (12, 14))}
    assert then[11, 22] is None
    found = {day: (each.forecast, each.days_late, str(each.state)) for day, each in then.items() if each}
    on_time, late = (date(2027, 9, 30), 0, "open"), (date(2027, 11, 15), 46, "open")
    assert found == {
        (11, 29): on_time,
        (11, 30): late,
        (12, 6): late,
        (12, 7): (date(2027, 11, 15), 0, "reached"),
        (12, 13): (date(2027, 11, 15), 0, "reached"),
        (12, 14): on_time,
    }


async def test_the_record_and_what_its_log_says_are_the_same(team: Room, pmo: Room, world: World) -> None:
    await team.says(f"{CATALOGUE} | kennung: MS2")
    for room, said in (
        (team, "prognose M1 15.11.2027 Zulieferung"),
        (team, "stimmt M1"),
        (pmo, "vereinbart M1 30.11.2027"),
        (team, "prognose M1 30.12.2027 Urlaub"),
        (pmo, "zugestimmt M1"),
        (team, "prognose M1 1 Woche früher"),
        (team, "erreicht M1"),
        (team, "öffnen M1"),
        (pmo, "streichen M1"),
    ):
        await world.pass_(days=1)
        await room.says(f"!meilenstein {said}")
        record, now = await kept(world), known(await log(world))
        assert now is not None
        assert (record.plan, record.agreed, record.forecast, record.reported_at) == (now.plan, now.agreed, now.forecast, now.reported_at)
        assert (record.state, record.late_since) == (now.state, now.late_since), said


async def test_the_reason_belongs_to_the_forecast_that_was_asked_about(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.11.2027")
    first = team.message("Warum wird es später?")
    await team.says("!meilenstein prognose M1 22.11.2027")
    await team.says("Zulieferung", reply_to=first.event)
    assert [each.reason for each in await log(world)] == ["", "Zulieferung", ""]
