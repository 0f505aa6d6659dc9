"""The file of a year's learnings, the material of the annual reflection."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from markdown_it import MarkdownIt

from tests.commands.retro.running_retro import held
from tests.world import BERLIN, Room, World


def file_of(room: Room) -> str:
    file = room.files()[-1].file
    assert file is not None
    return file.decode()


async def test_it_has_the_whole_project_by_kind_with_group_retro_date_and_mark(team: Room, pmo: Room) -> None:
    await held(team, 2)
    await team.says("!lernen Kurze Wege | art: organisation | retro: R2 | blaupause: ja")
    await pmo.says("!lernen Preise sinken | art: markt")
    await team.says("!lernen Ohne Art")
    await team.says("!lernen Falsch | art: technik")
    await team.says("!lernen zurückziehen L4")
    await team.says("!lernen export")
    assert "2026: 3 Einträge" in team.sees() and "1 Kandidat" in team.sees()
    sent = team.files()[-1].content
    assert (sent["filename"], sent["info"]["mimetype"]) == ("learnings-2026.md", "text/markdown")
    text = file_of(team)
    assert "Gelernt 2026: Open Smart City" in text and "Stand 23.11.2026, 3 Einträge" in text
    assert "- **L1** Kurze Wege 📘 (Dateninventur, 23.11.2026, aus R2)" in text
    order = [
        "Technik",
        "Nichts in diesem Jahr.",
        "Organisation und Prozess",
        "L1",
        "Markt",
        "**L2** Preise sinken (PMO",
        "Noch ohne Art",
        "L3",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "Falsch" not in text and "Anna" not in text


async def test_its_headings_are_headings_and_what_people_write_formats_nothing(team: Room) -> None:
    hostile = "**fett** <script>x</script> [x](https://x.example) `c` _k_ &amp; a_b # 1. | ~~z~~"
    await team.says(f"!lernen neu {hostile}")
    await team.says("!lernen export")
    html = MarkdownIt("commonmark").enable(["strikethrough", "table"]).render(file_of(team))
    assert html.count("<h1>") == 1 and html.count("<h2>") == 4 and html.count("<strong>") == 1
    shown = "**fett** &lt;script&gt;x&lt;/script&gt; [x](https://x.example) `c` _k_ &amp;amp; a_b # 1. | ~~z~~"
    assert shown in html and "<a " not in html and "<s>" not in html and "<table" not in html


@pytest.mark.parametrize("said", ["export 2026", "export letztes Jahr", "export last year", "exportieren für 2026", "export Jahr 2026"])
async def test_another_year_can_be_asked_for(team: Room, world: World, said: str) -> None:
    await team.says("!lernen Damals | art: technik")
    world.clock.set(datetime(2027, 1, 1, 0, 30, tzinfo=BERLIN).astimezone(UTC))
    await world.settle()
    await team.says("!lernen Jetzt | art: technik")
    await team.says(f"!lernen {said}")
    assert "Damals" in file_of(team) and "Jetzt" not in file_of(team)


async def test_the_year_begins_at_midnight_in_the_zone_of_the_project(team: Room, world: World) -> None:
    world.clock.set(datetime(2027, 1, 1, 0, 30, tzinfo=BERLIN).astimezone(UTC))
    await world.settle()
    await team.says("!lernen Jetzt | art: technik")
    await team.says("!lernen export")
    assert team.files()[-1].content["filename"] == "learnings-2027.md" and "1.1.2027" in file_of(team)


async def test_a_year_without_learnings_makes_no_file(team: Room) -> None:
    await team.says("!lernen export 2024")
    assert "Für 2024 ist im ganzen Projekt nichts festgehalten" in team.sees() and team.files() == []


async def test_it_is_written_in_the_language_of_the_room(team: Room, pmo: Room) -> None:
    await team.says("!lernen Kurze Wege | art: technik | blaupause: ja")
    await pmo.says("!sprache en")
    await pmo.says("!learning export 2026")
    assert (
        "Learned in 2026" in file_of(pmo)
        and "Technical" in file_of(pmo)
        and "- **L1** Kurze Wege 📘 (Dateninventur, 23 Nov 2026)" in file_of(pmo)
    )


async def test_it_stands_in_the_thread_where_it_was_asked_for(team: Room) -> None:
    await team.says("!lernen Kurze Wege")
    root = await team.says("Lasst uns reden")
    await team.says("!lernen export", thread=root)
    assert team.files()[-1].content["m.relates_to"]["event_id"] == root


async def test_a_year_without_any_names_one_that_has_some(team: Room) -> None:
    await team.says("!lernen export 2025")
    assert "Für 2025 ist im ganzen Projekt nichts festgehalten. Festhalten: !lernen " in team.sees()
    await team.says("!lernen Kurze Wege brauchen feste Zeiten")
    await team.says("!lernen export 9999")
    assert "Ein anderes Jahr: !lernen export 2026" in team.sees()


async def test_without_candidates_none_are_counted(team: Room) -> None:
    await team.says("!lernen Kurze Wege brauchen feste Zeiten")
    await team.says("!lernen export")
    assert "1 Eintrag im ganzen Projekt. Hier ist die Datei." in team.sees()
