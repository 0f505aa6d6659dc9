"""The report of a quarter, from its draft to the funder: as of the quarter's last day, frozen with a number, accepted by one voice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.reports.document import Report
from tests.world import Room, World

AFTER = datetime(2027, 1, 11, 9, tzinfo=UTC)
"""A Monday after the quarter; its report is due on 22 January."""


async def reports(world: World) -> list[Report]:
    async with world.store.reading() as tx:
        return list(await tx.reports.released())


def file_of(room: Room, ending: str = ".md") -> str:
    """The text of the last file of that kind in the room."""
    found = [each.file for each in room.files() if each.file is not None and (each.file[:1] == b"#") is (ending == ".md")]
    return found[-1].decode("utf-8-sig")


@pytest.fixture
async def told(team: Room, pmo: Room, world: World) -> None:
    """What the project did in the quarter, and what it says in January."""
    await pmo.says("!einstellungen förderkennzeichen: 13FKZ0815")
    await team.says("!team Dateninventur | budget: 120000")
    await team.says("!meilenstein Katalog | bis: 30.12.2026 | kennung: MS2 Katalog der Daten")
    await team.says("!meilenstein prognose M1 15.1.2027 Zulieferung fehlt")
    await team.says("!ampel inhalt gelb Zulieferung fehlt | maßnahme: Nachfassen")
    await team.says("!lernen Kurze Wege | art: organisation")
    await team.says("!beschluss Hosting in Gießen")
    await team.says("!frage Wer zahlt?")
    await world.until(AFTER)
    await team.says("!meilenstein prognose M1 15.3.2027 Noch später")
    await team.says("!ampel inhalt rot Alles steht | hilfe: PMO")
    await team.says("!frage antwort Q1 Gießen")
    await team.says("!bericht abgerufen 51000")
    await team.says("!bericht beitrag Katalog fast fertig | ausblick: Schulung")
    for room in (team, pmo):
        room.forget()


@pytest.mark.usefixtures("told")
async def test_the_draft_says_what_was_known_on_the_last_day_in_the_order_of_the_contract(pmo: Room) -> None:
    await pmo.says("!bericht quartal Q4 2026")
    assert "📄 Entwurf: Bericht Q4 2026, fällig 22.1.2027" in pmo.sees() and "• Dateninventur: Abweichung" in pmo.sees()
    text = file_of(pmo)
    for line in (
        *("- Förderkennzeichen: 13FKZ0815", "- Zeitraum: 1.10.2026 bis 31.12.2026", "kein zahlenmäßiger Nachweis"),
        "| MS2 Katalog der Daten | Dateninventur | 30.12.2026 | 30.12.2026 | 15.1.2027 | – | Zulieferung fehlt | – |",
        *("120.000 € / 51.000 € (Stand 31.12.2026)", "1 offen: Q1 Wer zahlt?", "Katalog fast fertig", "Schulung"),
        *("🟡 gelb, Dateninventur, Inhalt: Zulieferung fehlt; Maßnahme: Nachfassen", "- L1 (Dateninventur): Kurze Wege"),
        *("D1 (23.11.2026): Hosting in Gießen", "- Q1 (Dateninventur, seit 23.11.2026): Wer zahlt?"),
    ):
        assert line in text, line
    assert "**Abweichung**\n\nkeine Angabe" in text and "Noch später" not in text and "rot" not in text
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        *("## Stand des Projekts", "## Übersicht Task Forces", "## Meilensteine", "## Task Forces", "## Risiken"),
        *("## Beschlüsse", "## Gelerntes", "## Offene Fragen"),
    ]


@pytest.mark.usefixtures("told")
async def test_it_is_released_accepted_by_one_voice_and_passed_on(pmo: Room, steering: Room, world: World) -> None:
    await pmo.says("!bericht freigeben")
    assert "📄 2026-Q4.1 ist freigegeben: Bericht Q4 2026." in pmo.sees()
    card = steering.message("nehmt ihr ihn ab?")
    assert card.reactions == ["✅", "✋"] and "Nummer 2026-Q4.1" in file_of(steering)
    await pmo.says("!bericht übermittelt")
    assert "2026-Q4.1 ist noch nicht abgenommen" in pmo.sees()
    await steering.taps("✅", on=card.event, by="Stefan")
    assert "✅ Abgenommen von Stefan" in card.body
    assert "✅ 2026-Q4.1 ist abgenommen (Stefan)" in pmo.sees()
    await steering.taps("✋", on=card.event, by="Stefan")
    assert "Über 2026-Q4.1 ist schon entschieden: abgenommen." in steering.sees()
    await pmo.says("!bericht")
    assert "2026-Q4.1 ist abgenommen und noch nicht übermittelt" in pmo.sees()
    await pmo.says("!bericht übermittelt am 8.1.")
    assert "📮 2026-Q4.1 ist übermittelt, am Freitag, 8.1.2027." in pmo.sees()
    assert [(each.name, str(each.state)) for each in await reports(world)] == [("2026-Q4.1", "sent")]


@pytest.mark.usefixtures("told")
async def test_given_back_with_a_reply_it_is_released_anew_with_the_next_number(
    team: Room, pmo: Room, steering: Room, world: World
) -> None:
    await pmo.says("!bericht freigeben Q4 2026")
    await steering.taps("✋", on="nehmt ihr ihn ab?", by="Stefan")
    await steering.says("Die Abweichung fehlt", by="Stefan", reply_to=steering.message("Was soll anders werden?").event)
    assert "✋ 2026-Q4.1 ist zurückgegeben (Stefan): Die Abweichung fehlt" in pmo.sees()
    await team.says("!bericht beitrag | abweichung: Zulieferung fehlt")
    await pmo.says("!bericht freigeben Q4 2026")
    assert "2026-Q4.2 ist freigegeben" in pmo.sees()
    first, second = await reports(world)
    assert (first.name, first.remark, second.name) == ("2026-Q4.1", "Die Abweichung fehlt", "2026-Q4.2")
    assert first.document.groups[0].gaps and not second.document.groups[0].gaps


@pytest.mark.usefixtures("told")
async def test_what_was_released_does_not_change_any_more(team: Room, pmo: Room, steering: Room) -> None:
    await pmo.says("!bericht freigeben")
    await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    await team.says("!bericht beitrag Später gesagt | für: Q4 2026")
    await pmo.says("!bericht quartal Q4 2026")
    assert "2026-Q4.1: so wurde der Bericht freigegeben und abgenommen" in pmo.sees() and "Später gesagt" not in file_of(pmo)
    await pmo.says("!bericht quartal Q4 2026 neu")
    assert "Entwurf" in pmo.sees() and "Später gesagt" in file_of(pmo)
    await pmo.says("!bericht freigeben Q4 2026")
    assert "2026-Q4.2 ist freigegeben" in pmo.sees()


@pytest.mark.usefixtures("told")
async def test_a_plain_reply_to_the_report_gives_it_back_only_with_a_tap(steering: Room, pmo: Room, world: World) -> None:
    await pmo.says("!bericht freigeben")
    await steering.says("Stimmen die Mittel?", by="Stefan", reply_to=steering.message("nehmt ihr ihn ab?").event)
    assert "Soll 2026-Q4.1 mit diesen Worten zurückgegeben werden" in steering.sees()
    assert [str(each.state) for each in await reports(world)] == ["released"]
    await steering.taps("✅", on="mit diesen Worten", by="Stefan")
    assert [(str(each.state), each.remark) for each in await reports(world)] == [("returned", "Stimmen die Mittel?")]


async def test_without_the_committee_it_is_accepted_at_once(pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen berichtsabnahme: aus")
    await world.until(AFTER)
    await pmo.says("!bericht freigeben")
    assert "Übermittelt? Dann: !bericht übermittelt" in pmo.sees()
    assert [str(each.state) for each in await reports(world)] == ["accepted"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("freigeben", "Q4 2026 läuft noch bis 31.12.2026"),
        ("freigeben Q5", "ist kein Quartal, das schon begonnen hat"),
        ("quartal 2019", "»2019« ist kein Quartal"),
        ("übermittelt", "Zurzeit ist kein Bericht freigegeben"),
    ],
)
async def test_a_mistake_says_why(pmo: Room, world: World, said: str, why: str) -> None:
    await pmo.says(f"!bericht {said}")
    assert why in pmo.sees() and await reports(world) == []


async def test_task_forces_neither_see_drafts_nor_decide(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await world.until(AFTER)
    for said, why in (
        ("quartal", "Den Quartalsbericht machen das PMO und der Steuerungskreis"),
        ("freigeben", "Das macht das PMO"),
        ("übermittelt", "Das macht das PMO"),
    ):
        await team.says(f"!bericht {said}")
        assert why in team.sees()
    await pmo.says("!bericht freigeben")
    await team.says("!bericht abnehmen")
    assert "wer im Steuerungskreis eine Stimme hat" in team.sees()
    await pmo.says("!bericht abnehmen", by="Paula")
    assert "wer im Steuerungskreis eine Stimme hat" in pmo.sees()
    assert [str(each.state) for each in await reports(world)] == ["released"]


@pytest.mark.usefixtures("told")
async def test_a_release_by_mistake_is_deleted_and_the_next_one_has_another_number(pmo: Room, steering: Room, world: World) -> None:
    said = await pmo.says("!bericht freigeben")
    await pmo.deletes(said)
    assert "Die Freigabe von 2026-Q4.1 ist zurückgezogen" in pmo.sees()
    assert "Das PMO hat die Freigabe zurückgezogen" in steering.message("Bericht 2026-Q4.1").body
    await steering.taps("✅", on="Bericht 2026-Q4.1", by="Stefan")
    assert [str(each.state) for each in await reports(world)] == ["withdrawn"]
    await pmo.says("!bericht")
    assert "2026-Q4.1" not in pmo.sees()
    await pmo.says("!bericht quartal Q4 2026")
    assert "Entwurf" in pmo.sees()
    await pmo.says("!bericht freigeben")
    assert [f"{each.name} {each.state}" for each in await reports(world)] == ["2026-Q4.1 withdrawn", "2026-Q4.2 released"]


@pytest.mark.usefixtures("told")
async def test_a_second_release_by_mistake_leaves_the_first_where_it_was(pmo: Room, steering: Room, world: World) -> None:
    await pmo.says("!bericht freigeben")
    await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    await pmo.deletes(await pmo.says("!bericht freigeben Q4 2026"))
    await pmo.says("!bericht quartal Q4 2026")
    assert "2026-Q4.1: so wurde der Bericht freigegeben und abgenommen" in pmo.sees()
    await pmo.says("!bericht übermittelt")
    assert "2026-Q4.1 ist übermittelt" in pmo.sees()
    await pmo.says("!bericht freigeben Q4 2026")
    assert [f"{each.name} {each.state}" for each in await reports(world)] == ["2026-Q4.1 sent", "2026-Q4.2 withdrawn", "2026-Q4.3 released"]


@pytest.mark.usefixtures("told")
async def test_what_was_decided_stays_when_the_release_is_deleted(pmo: Room, steering: Room, world: World) -> None:
    said = await pmo.says("!bericht freigeben")
    await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    await pmo.deletes(said)
    assert [str(each.state) for each in await reports(world)] == ["accepted"]


@pytest.mark.usefixtures("told")
async def test_a_day_of_sending_is_edited_or_deleted(pmo: Room, steering: Room, world: World) -> None:
    await pmo.says("!bericht freigeben")
    await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    first = await pmo.says("!bericht übermittelt am 8.1.2027")
    await pmo.edits(first, "!bericht übermittelt am 7.1.2027")
    assert "am Donnerstag, 7.1.2027" in pmo.message("ist übermittelt").body and "7.1.2027" in steering.message("ist übermittelt").body

    second = await pmo.says("!bericht übermittelt am 9.1.2027")
    await pmo.deletes(first)
    assert [f"{each.sent_on}" for each in await reports(world)] == ["2027-01-09"], "only the last one counts"
    await pmo.deletes(second)
    assert "ist übermittelt, am Donnerstag, 7.1.2027" in pmo.message("Zurückgenommen").body
    assert [f"{each.state} {each.sent_on}" for each in await reports(world)] == ["sent 2027-01-07"]


@pytest.mark.usefixtures("told")
async def test_what_was_never_sent_waits_for_it_again(pmo: Room, steering: Room, world: World) -> None:
    await pmo.says("!bericht freigeben")
    await steering.taps("✅", on="nehmt ihr ihn ab?", by="Stefan")
    await pmo.deletes(await pmo.says("!bericht übermittelt"))
    assert "ist noch nicht übermittelt" in pmo.message("Zurückgenommen").body
    assert "ist noch nicht übermittelt" in steering.message("Zurückgenommen").body
    assert [f"{each.state} {each.sent_on}" for each in await reports(world)] == ["accepted None"]
