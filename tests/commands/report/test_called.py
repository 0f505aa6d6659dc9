"""Funds called: said in every way, doubted where they are odd, corrected by the message that said them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.reports.figures import Figure, standing
from tests.world import Room, World


async def rows(world: World) -> list[tuple[int, date]]:
    return [(each.called, each.day) for each in standing(await figures(world))]


async def figures(world: World) -> list[Figure]:
    async with world.store.reading() as tx:
        return list(await tx.reports.figures())


async def test_funds_are_kept_with_their_day_and_shown_against_the_budget(team: Room, world: World) -> None:
    await team.says("!team Dateninventur | budget: 120 T€")
    await team.says("!bericht abgerufen 51000 | stand: 20.11.")
    assert "💶 Dateninventur: 51.000 € abgerufen, Stand Freitag, 20.11.2026\nDas sind 42 % von 120.000 €." in team.sees()
    assert "Für Q4 2026 fehlt noch: erreicht, Abweichung, Ausblick." in team.sees()
    await team.says("!report called 55k")
    assert "55.000 € abgerufen, Stand Montag, 23.11.2026" in team.sees() and "Vorher: 51.000 €, Stand 20.11.2026" in team.sees()
    assert await rows(world) == [(51_000, date(2026, 11, 20)), (55_000, date(2026, 11, 23))]


@pytest.mark.parametrize(
    "said",
    [
        *(
            "51000 stand: 20.11.",
            "51.000 €, Stand 20.11.",
            "51 T€ (Stand: 20.11.)",
            "51 TEUR per 20.11.2026",
            "51 tsd | bis: 20.11.",
            "51000 zum 20.11.",
        ),
        *("EUR 51\u202f000\nstand: 20.11.2026", "51'000 as of 20.11.", "0,051 Mio | as-of: 2026-11-20", "51.000,00 bis zum 20.11."),
    ],
)
async def test_amount_and_day_are_understood_in_one_breath(team: Room, world: World, said: str) -> None:
    await team.says(f"!bericht abgerufen {said}")
    assert await rows(world) == [(51_000, date(2026, 11, 20))]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("51,000", "»51,000« kann zweierlei heißen. Schreib 51000 für 51.000 €, oder 51 für 51 €."),
        ("viel", "»viel« verstehe ich nicht als Betrag in Euro. Schreib ihn zum Beispiel so: 51000"),
        ("", "Da fehlt der Betrag."),
        ("-51000", "verstehe ich nicht als Betrag"),
        ("2 Mrd", "Mehr als 999.999.999 Euro"),
        ("51000 stand: 30.12.2026", "ist erst Mittwoch, 30.12.2026"),
        ("51000 stand: 31.11.", "Das gibt es im Kalender nicht"),
        ("51000 | ampel: rot", "verstehe ich nicht als Betrag"),
        ("51000 | stand: 20.11. | stand: 21.11.", "stand"),
        ("9" * 200, "Betrag"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, world: World, said: str, why: str) -> None:
    await team.says(f"!bericht abgerufen {said}")
    assert why in team.sees() and await figures(world) == []


async def test_in_an_english_room_a_comma_separates_thousands(team: Room, world: World) -> None:
    await team.says("!sprache en")
    await team.says("!report called €51,000.20 as of 20 Nov")
    assert "€51,000 called, as of Friday, 20 November 2026 (rounded to whole euros)" in team.sees()
    assert await rows(world) == [(51_000, date(2026, 11, 20))]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("130000", "130.000 € sind mehr als das Budget von Dateninventur (120.000 €)."),
        ("40000", "40.000 € sind weniger als die 51.000 €, die Dateninventur schon am 20.11.2026 abgerufen hatte."),
        ("60000 stand: 1.11.", "60.000 € sind mehr als die 51.000 €, die Dateninventur erst später, am 20.11.2026, abgerufen hatte."),
    ],
)
async def test_what_is_odd_is_taken_only_with_a_tap(team: Room, world: World, said: str, why: str) -> None:
    await team.says("!team Dateninventur | budget: 120000")
    await team.says("!bericht abgerufen 51000 | stand: 20.11.")
    await team.says(f"!bericht abgerufen {said}")
    assert why in team.sees() and "Noch ist nichts eingetragen" in team.sees()
    assert len(await figures(world)) == 1
    await team.taps("✅", on="Stimmt es so", by="Ben")  # only who has said it may
    assert len(await figures(world)) == 1
    await team.taps("✅", on="Stimmt es so")
    assert len(await rows(world)) == 2 and "€ abgerufen, Stand" in team.sees()


async def test_deleting_what_was_taken_with_a_tap_takes_it_back(team: Room, world: World) -> None:
    await team.says("!bericht abgerufen 51000")
    said = await team.says("!bericht abgerufen 40000")
    await team.taps("✅", on="Stimmt es so")
    await team.deletes(said)
    assert "↩️ Zurückgenommen: 40.000 €, Stand 23.11.2026 (Dateninventur). Es gilt wieder: 51.000 €" in team.sees()
    assert [each[0] for each in await rows(world)] == [51_000]


async def test_an_edit_says_it_anew_and_a_deletion_takes_it_back_and_no_row_is_lost(team: Room, world: World) -> None:
    said = await team.says("!bericht abgerufen 51000")
    answer = team.message("51.000 € abgerufen")
    await team.edits(said, "!bericht abgerufen 50000 | stand: 1.11.")
    assert "50.000 € abgerufen, Stand Sonntag, 1.11.2026" in answer.body
    assert await rows(world) == [(50_000, date(2026, 11, 1))]
    await team.edits(said, "!bericht abgerufen viel")
    assert await rows(world) == [(50_000, date(2026, 11, 1))]
    await team.deletes(said)
    assert "↩️ Zurückgenommen: 50.000 €, Stand 1.11.2026 (Dateninventur). Damit ist nichts mehr eingetragen." in answer.body
    assert await rows(world) == []
    assert [(each.called, each.withdrawn_at is not None) for each in await figures(world)] == [(51_000, True), (50_000, True)]


async def test_the_pmo_enters_it_for_a_group_that_it_names_and_the_group_is_told(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!bericht abgerufen 51000")
    assert "PMO ist keine Task Force. Schreib dazu, für welche es ist, zum Beispiel: team: Dateninventur" in pmo.sees()
    await pmo.says("!bericht abgerufen 51000, team: Wege")
    assert "Eine Task Force »Wege« gibt es nicht. Es gibt: Dateninventur" in pmo.sees()
    said = await pmo.says("!bericht abgerufen 51000, team: dateninventur", by="Paula")
    assert "💶 Dateninventur: 51.000 €" in pmo.sees()
    assert team.sees() == "💶 Paula hat eingetragen: 51.000 € abgerufen, Stand Montag, 23.11.2026"
    await pmo.deletes(said, by="Paula")
    assert "↩️ Paula hat zurückgenommen: 51.000 €" in team.sees() and await rows(world) == []


async def test_nobody_else_may(team: Room, steering: Room, world: World) -> None:
    await steering.says("!bericht abgerufen 51000 | team: Dateninventur", by="Stefan")
    other = world.room("App", "Otto", moderators=("Ada",))
    await other.says("!team App", by="Ada")
    await other.says("!bericht abgerufen 51000, team: Dateninventur", by="Otto")
    assert await figures(world) == [] and team.messages() == []
