"""Where the next report stands, and the handbook's table for phone, spreadsheet and document."""

from __future__ import annotations

import json

from storage.transfer.export import export
from tests.world import BERLIN, Room, World

PROFILE = "!team Dateninventur | ziel: Alle Daten kennen | zeitraum: 1.1.2026 - 31.12.2027 | budget: 120000 | link: https://stadt.example/d"


async def test_the_next_report_is_named_with_its_day_and_what_each_group_lacks(team: Room, pmo: Room) -> None:
    await team.says("!bericht")
    assert team.sees().startswith("Bericht Q4 2026 (1.10. bis 31.12.2026)\n📅 Fällig am Freitag, 22.1.2027, in 40 Arbeitstagen")
    assert "• Dateninventur: abgerufen, erreicht, Abweichung, Ausblick" in team.sees()
    assert "Mittel: !bericht abgerufen 51000" in team.sees() and "!bericht beitrag, darunter in eigenen Zeilen erreicht: …" in team.sees()
    await pmo.says("!report")
    assert "• Dateninventur: abgerufen" in pmo.sees() and "Mittel:" not in pmo.sees()
    await team.says("!bericht abgerufen 0")
    await team.says("!bericht beitrag A | abweichung: keine | ausblick: B")
    await pmo.says("!bericht")
    assert "✅ Alle Angaben sind da." in pmo.sees()


async def test_the_due_day_is_a_setting_of_the_project(pmo: Room) -> None:
    await pmo.says("!einstellungen berichtstermin: 4 Wochen nach Quartalsende")
    assert "4 Wochen nach Quartalsende" in pmo.sees()
    await pmo.says("!bericht")
    assert "📅 Fällig am Donnerstag, 28.1.2027" in pmo.sees()
    await pmo.says("!einstellungen berichtstermin: 400 Tage")
    assert "400 Tage" in pmo.sees() and "15 Arbeitstage nach Quartalsende" in pmo.sees()


async def test_the_table_has_all_columns_of_the_handbook_in_a_block_a_group(team: Room) -> None:
    await team.says(PROFILE)
    await team.says("!bericht abgerufen 51000 | stand: 20.11.")
    for question in ("Wer zahlt?", "Welches Format?", "Wer pflegt?"):
        await team.says(f"!frage {question}")
    await team.says("!bericht übersicht")
    assert team.sees() == (
        "Übersicht Task Forces\n\nDateninventur\n🎯 Alle Daten kennen\n📅 1.1.2026 bis 31.12.2027\n"
        "💶 Budget 120.000 €, abgerufen 51.000 € (42 %), Stand 20.11.2026\n🏛️ Gießen, Marburg\n"
        "❓ Zu klären (3): Q1 Wer zahlt? · Q2 Welches Format?\n🔗 https://stadt.example/d"
    )


async def test_the_table_for_a_spreadsheet_holds_no_formula(team: Room) -> None:
    await team.says("!team Dateninventur | ziel: =HYPERLINK(1) | budget: 120000 | kommunen: @SUM; Marburg")
    await team.says('!frage -2+3; "so"')
    await team.says("!bericht übersicht")
    (table, *_) = [file.file for file in team.files() if file.file is not None]
    assert table.startswith(b"\xef\xbb\xbf")
    header, row = table.decode("utf-8-sig").split("\r\n")[:2]
    assert header == "Task Force;Ziel;Von;Bis;Budget;Abgerufen;Stand;Kommunen;Offene Fragen;Zu klären;Link"
    assert row == 'Dateninventur;\'=HYPERLINK(1);;;120000;;;"\'@SUM; Marburg";1;"Q1 -2+3; ""so""";'


async def test_where_there_are_many_groups_the_message_names_the_first_and_the_files_all(pmo: Room, world: World) -> None:
    for count in range(1, 12):
        room = world.room(f"Gruppe {count}", moderators=("Ada",))
        await room.says(f"!team Gruppe {count:02}", by="Ada")
    await pmo.says("!bericht übersicht")
    assert "… und 4 weitere Gruppen: in den Dateien." in pmo.sees() and "Gruppe 08" in pmo.sees() and "Gruppe 09" not in pmo.sees()
    (table, *_) = [file.file for file in pmo.files() if file.file is not None]
    assert table.decode("utf-8-sig").count("\r\n") == 13


async def test_everybody_in_the_project_may_read_and_nobody_else(team: Room, steering: Room, world: World) -> None:
    await steering.says("!bericht übersicht", by="Stefan")
    assert "Dateninventur" in steering.sees()
    direct = world.room("Direkt mit Zoe", "Zoe")
    await direct.invites(by="Zoe", direct=True)
    await direct.says("bericht")
    assert "Dateninventur" not in direct.sees()


async def test_rows_are_exported(team: Room, world: World) -> None:

    await team.says("!bericht abgerufen 51000 | stand: 20.11.")
    await team.says("!bericht beitrag Katalog")
    data = await export(world.store, BERLIN)
    assert json.dumps(data["figures"][0]["day"]) == '"2026-11-20"' and data["figures"][0]["number"].startswith("G")
    assert (data["contributions"][0]["period"], data["contributions"][0]["part"], data["contributions"][0]["state"]) == (
        "2026-Q4",
        "achieved",
        "kept",
    )
