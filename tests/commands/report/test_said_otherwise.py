"""What people say in other words than the page shows: it is understood, or answered with the words that are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.reports.document import Report
from tests.world import Room, World

AFTER = datetime(2027, 1, 11, 9, tzinfo=UTC)


async def reports(world: World) -> list[Report]:
    async with world.store.reading() as tx:
        return list(await tx.reports.released())


@pytest.mark.parametrize("said", ["Q4", "Q4 2026", "4. Quartal 2026", "letztes Quartal", "IV/2026", "2026-Q4"])
async def test_a_quarter_without_a_verb_means_its_report(pmo: Room, team: Room, world: World, said: str) -> None:
    await world.until(AFTER)
    await pmo.says(f"!bericht {said}")
    assert "Entwurf: Bericht Q4 2026" in pmo.sees()
    await team.says(f"!bericht {said}")
    assert "Den Quartalsbericht machen das PMO und der Steuerungskreis" in team.sees()


@pytest.mark.parametrize("said", ["Unsinn", "blah blah", "vielleicht"])
async def test_other_words_are_no_quarter(pmo: Room, said: str) -> None:
    await pmo.says(f"!bericht {said}")
    assert f"»{said.split(maxsplit=1)[0]}« verstehe ich bei »Bericht« nicht" in pmo.sees()


async def test_a_part_without_a_colon_is_offered_as_a_contribution(team: Room) -> None:
    await team.says("!bericht Ausblick Schulung der Kommunen")
    assert "!bericht beitrag ausblick: Schulung der Kommunen" in team.sees()
    await team.taps("✅", on="Meintest du")
    assert "Ausblick: Schulung der Kommunen" in team.sees()


@pytest.mark.parametrize("said", ["beitrag, erreicht: Katalog, ausblick: Schulung", "beitrag; erreicht: Katalog | ausblick: Schulung"])
async def test_a_comma_behind_the_verb_separates_as_between_fields(team: Room, said: str) -> None:
    await team.says(f"!bericht {said}")
    assert "• erreicht: Katalog\n• Ausblick: Schulung" in team.sees()


@pytest.mark.parametrize("said", ["nichts", "keine", "noch nichts", "bisher nichts", "null Euro", "0 €"])
async def test_nothing_called_is_an_amount(team: Room, said: str) -> None:
    await team.says(f"!bericht abgerufen {said}")
    assert "Dateninventur: 0 € abgerufen" in team.sees()


@pytest.mark.parametrize("said", ["ja, passt", "Abgenommen", "Der Steuerungskreis ist einverstanden", "ok"])
async def test_a_yes_in_words_never_gives_the_report_back(pmo: Room, steering: Room, world: World, said: str) -> None:
    await world.until(AFTER)
    await pmo.says("!bericht freigeben")
    await steering.says(said, by="Stefan", reply_to=steering.message("nehmt ihr ihn ab?").event)
    assert "Soll 2026-Q4.1 abgenommen werden" in steering.sees()
    await steering.taps("✅", on="Soll 2026-Q4.1", by="Stefan")
    assert [str(each.state) for each in await reports(world)] == ["accepted"]


@pytest.mark.parametrize("said", ["ja, aber die Mittel fehlen", "Ist das einverstanden?", "So nicht ok"])
async def test_a_yes_with_a_but_is_none(pmo: Room, steering: Room, world: World, said: str) -> None:
    await world.until(AFTER)
    await pmo.says("!bericht freigeben")
    await steering.says(said, by="Stefan", reply_to=steering.message("nehmt ihr ihn ab?").event)
    assert "mit diesen Worten zurückgegeben" in steering.sees()


async def test_a_report_that_has_a_correction_is_history(pmo: Room, steering: Room, world: World) -> None:
    await world.until(AFTER)
    await pmo.says("!bericht freigeben")
    await pmo.says("!bericht freigeben")
    assert "2026-Q4.1 ist freigegeben und wartet auf den Steuerungskreis" in pmo.sees()
    await steering.taps("✋", on="nehmt ihr ihn ab?", by="Stefan")
    await pmo.says("!bericht freigeben")
    await steering.taps("✅", on="2026-Q4.2", by="Stefan")
    await pmo.says("!bericht übermittelt am 8.1.")
    await pmo.says("!bericht")
    assert "2026-Q4" not in pmo.sees()


async def test_the_day_of_the_newest_can_be_corrected_whatever_was_never_passed_on(pmo: Room, steering: Room, world: World) -> None:
    await world.until(AFTER)
    await pmo.says("!bericht freigeben Q4 2026")
    await steering.taps("✅", on="2026-Q4.1", by="Stefan")
    await pmo.says("!bericht freigeben Q4 2026")
    await steering.taps("✅", on="2026-Q4.2", by="Stefan")
    await pmo.says("!bericht übermittelt am 8.1.")
    await pmo.says("!bericht übermittelt am 7.1.")
    assert "2026-Q4.2 ist übermittelt, am Donnerstag, 7.1.2027" in pmo.sees()
    assert [str(each.state) for each in await reports(world)] == ["accepted", "sent"]


@pytest.mark.parametrize("said", ["abgerufen: 51.000", "abgerufen 51.000 €", "51 T€", "Mittel: 0,051 Mio", "51.000 € (Stand 31.12.2026)"])
async def test_an_amount_never_stands_among_the_words_of_a_report(team: Room, world: World, said: str) -> None:
    await world.until(AFTER)
    await team.says(f"!bericht beitrag {said}")
    assert "Ist das der Betrag, den ihr abgerufen habt" in team.sees()
    await team.taps("✅", on="Ist das der Betrag")
    assert "Dateninventur: 51.000 € abgerufen, Stand Donnerstag, 31.12.2026" in team.sees()
    assert "abgerufen" not in team.sees().splitlines()[-1]


async def test_the_words_beside_an_amount_are_kept(team: Room) -> None:
    await team.says("!bericht beitrag abgerufen: 51.000\nerreicht: Katalog")
    assert "• erreicht: Katalog" in team.message("steht jetzt").body
    await team.taps("✅", on="Ist das der Betrag")
    assert "51.000 € abgerufen" in team.sees()


async def test_a_part_without_a_colon_is_asked_about(team: Room) -> None:
    await team.says("!bericht beitrag Ausblick Schulung der Kommunen")
    await team.taps("✅", on="Meintest du !bericht beitrag ausblick: Schulung der Kommunen")
    assert "• Ausblick: Schulung der Kommunen" in team.sees()


@pytest.mark.parametrize("said", ["12 Kommunen sind dabei", "Mittel für die Schulung beschafft", "2026 war gut"])
async def test_words_with_a_figure_are_words(team: Room, said: str) -> None:
    await team.says(f"!bericht beitrag {said}")
    assert f"• erreicht: {said}" in team.sees()


async def test_an_edit_to_an_amount_asks_too_and_keeps_what_was_said(team: Room) -> None:
    said = await team.says("!bericht beitrag Katalog")
    await team.edits(said, "!bericht beitrag 51.000 €")
    assert "Ist das der Betrag" in team.sees()


async def test_the_quarter_stays_with_what_is_asked(team: Room, world: World) -> None:
    await world.until(AFTER)
    await team.says("!bericht beitrag Ausblick Schulung | für: Q4 2026")
    assert "!bericht beitrag ausblick: Schulung | für: Q4 2026" in team.sees()


@pytest.mark.parametrize("key", ["✅", "✋"])
async def test_a_withdrawn_tap_opens_the_decision_again(pmo: Room, steering: Room, world: World, key: str) -> None:
    await world.until(AFTER)
    await pmo.says("!bericht freigeben")
    tapped = await steering.taps(key, on="nehmt ihr ihn ab?", by="Stefan")
    await steering.deletes(tapped, by="Stefan")
    assert [str(each.state) for each in await reports(world)] == ["released"]
    assert "Ob 2026-Q4.1 abgenommen wird, ist wieder offen" in pmo.sees()
    assert "nehmt ihr ihn ab?" in steering.message("Eine Stimme genügt").body
    await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    await pmo.says("!bericht übermittelt")
    assert [str(each.state) for each in await reports(world)] == ["sent"]


async def test_a_tap_withdrawn_after_the_report_was_passed_on_changes_nothing(pmo: Room, steering: Room, world: World) -> None:
    await world.until(AFTER)
    await pmo.says("!bericht freigeben")
    tapped = await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    await pmo.says("!bericht übermittelt")
    await steering.deletes(tapped, by="Stefan")
    assert [str(each.state) for each in await reports(world)] == ["sent"]
