"""The annual pack: what is known of a year as of its last day, or of today, in a message that fits on a phone and in files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.odt import OdtWriter
from bot.odt.child import written
from tests.bot.odt.opened import opened
from tests.world import Room, World

IN_JANUARY = datetime(2027, 1, 11, 9, tzinfo=UTC)
"""Six weeks after the stories begin, on 23 November 2026."""


def pack(room: Room) -> str:
    """The text of the newest pack in the room."""
    return [each.file for each in room.files() if each.file is not None and each.file[:1] == b"#"][-1].decode()


def sheets(room: Room) -> list[str]:
    return [each.file.decode("utf-8-sig") for each in room.files() if each.file is not None and each.file[:3] == b"\xef\xbb\xbf"]


async def lived(team: Room, world: World) -> None:
    """What happened in 2026, and what was said of it only afterwards."""
    await team.says("!meilenstein Katalog | bis: 30.12.2026 | kennung: MS2 Katalog der Daten")
    await team.says("!meilenstein Schulung | bis: 15.12.2026")
    await team.says("!ampel inhalt grün ressourcen grün")
    await team.says("!beschluss Hosting in Gießen")
    await team.says("!beschluss Logo blau | prüfen: 18.12.2026")
    await team.says("!beschluss Server in Marburg")
    await team.says("!beschluss Server in Gießen | ersetzt: D3")
    await team.says("!lernen Kurze Wege | art: organisation | blaupause: ja")
    await team.says("!blocker Server fehlt | meilenstein: M1")
    await team.says("!blocker Schlüssel weg | ampel: rot")
    await team.says("!treffen Jour fixe, wann: jeden Dienstag 10 Uhr, dauer: 90 min")
    await world.pass_(days=10)
    await team.says("!meilenstein prognose M1 15.1.2027 Zulieferung fehlt")
    await team.says("!meilenstein erreicht M2")
    await team.says("!ampel inhalt gelb Zulieferung fehlt | maßnahme: Nachfassen")
    await team.says("!blocker gelöst B2 Ersatz ist da")
    await world.until(IN_JANUARY)
    await team.says("!meilenstein prognose M1 15.3.2027 Noch später")
    await team.says("!ampel inhalt rot Alles steht | hilfe: PMO")
    await team.says("!beschluss Hosting in Marburg | ersetzt: D1")
    await team.says("!blocker gelöst B1 Da")
    await team.says("!lernen Später gelernt")
    team.forget()


async def test_in_january_it_is_the_last_year_as_its_last_day_left_it(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen förderkennzeichen: 13FKZ0815")
    await lived(team, world)
    await team.says("!bericht jahr")
    said = team.sees()
    for fact in (
        *("📦 Das Jahr 2026\n", "🏁 Meilensteine: 1 von 2 erreicht, 1 später als vereinbart", "🎓 Gelernt: 1, davon 1 📘"),
        *("⚖️ Beschlüsse: 4, 1 nicht mehr gültig, 1 zu überprüfen", "🚧 Blocker: 2, zusammen 48 Tage offen", "📅 Treffen: 6\n"),
        "Mit 2025 kann ich nicht vergleichen",
    ):
        assert fact in said, fact
    assert len(said.splitlines()) <= 12
    text = pack(team)
    for line in (
        *("- Förderkennzeichen: 13FKZ0815", "- Stand: 31.12.2026, erstellt am 11.1.2027", "- L1 (Dateninventur): Kurze Wege (Blaupause)"),
        "- Inhalt: 🟡 gelb seit 3.12.2026, Zulieferung fehlt; Verlauf: 23.11.2026 🟢 grün, 3.12.2026 🟡 gelb",
        "- Ressourcen: 🟢 grün seit 23.11.2026\n",
        "| MS2 Katalog der Daten | 30.12.2026 | 30.12.2026 | erwartet 15.1.2027 |",
        "| am 23.11.2026 erwartet: 30.12.2026; am 3.12.2026 erwartet: 15.1.2027 |",
        "| M2 Schulung | 15.12.2026 | 15.12.2026 | erreicht am 3.12.2026 | unverändert |",
        *(
            "Hosting in Gießen (gilt)",
            "- D2 (23.11.2026): Logo blau (zu überprüfen seit 18.12.2026)",
            "Server in Marburg (überholt durch D4)",
        ),
        *("| Dateninventur | M1 Katalog | 0 | 1 | 38 |", "| Dateninventur | kein Meilenstein genannt | 1 | 0 | 10 |"),
        *("| B1 Server fehlt | Dateninventur | 🟡 gelb | 23.11.2026 | noch offen | 38 |", "| 3.12.2026 | 10 |"),
        *("| Treffen, die nicht abgesagt wurden | 6 | nicht bekannt |", "| Stunden dafür, wie geplant | 9 | nicht bekannt |"),
        "- Projekt: förderkennzeichen = 13FKZ0815",
    ):
        assert line in text, (line, text)
    assert not any(later in text for later in ("15.3.2027", "rot seit", "Marburg | ersetzt", "Später gelernt", "D5"))
    assert "M1;Katalog;MS2 Katalog der Daten;Dateninventur;30.12.2026;30.12.2026;15.01.2027;;offen;1" in sheets(team)[-2]
    assert "B2;Schlüssel weg;Dateninventur;rot;;23.11.2026;03.12.2026;10" in sheets(team)[-1]


async def test_while_it_runs_it_is_as_of_today_and_compared_with_the_same_days(team: Room, world: World) -> None:
    await lived(team, world)
    await team.says("!bericht jahr 2027")
    assert "📦 Das Jahr 2027, Stand 11.1.2027" in team.sees() and "Mit derselben Zeit 2026 kann ich nicht vergleichen" in team.sees()
    assert "Hosting in Gießen (überholt durch D5)" in pack(team) and "Später gelernt" in pack(team)
    await world.until(datetime(2027, 11, 30, 9, tzinfo=UTC))
    await team.says("!bericht jahr")
    # Of 2026 the days from 23 to 30 November are known, with one Tuesday; in 2027 there were 47 that are over.
    assert "📅 Treffen: 47 (Vorjahr 1)" in team.sees() and "Aus 2026 kenne ich nur 23.11.2026 bis 30.11.2026." in team.sees()
    assert "| Was | 1.1.2027 bis 30.11.2027 | 23.11.2026 bis 30.11.2026 |" in pack(team)


async def test_sessions_that_were_cancelled_are_none_and_those_before_a_series_ended_are(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe, wann: jeden Dienstag 10 Uhr, dauer: 60 min")
    await team.says("!treffen absagen S1 1.12.2026")
    await world.until(datetime(2026, 12, 16, 9, tzinfo=UTC))
    await team.says("!treffen absagen S1 alle")
    await world.until(IN_JANUARY)
    await team.says("!bericht jahr")
    assert "📅 Treffen: 3\n" in team.sees(), team.sees()  # on 24 November, 8 and 15 December


async def test_themes_stand_as_they_were_voted_and_without_names(team: Room, pmo: Room, world: World) -> None:
    await team.says("!retro planen Donnerstag 26.11.2026 15 Uhr")
    await team.says("!retro start: Kurze Wege")
    await team.says("!retro stop: Doppelte Protokolle")
    await team.says("!retro start R1")
    for by in ("Anna", "Ben"):
        await team.taps("👍", on="Kurze Wege", by=by)
    await team.says("!retro ende R1")
    await pmo.says("!bericht jahr")
    text = pack(pmo)
    assert "### R1, Dateninventur, 23.11.2026\n\n- 2 Stimmen, Start: Kurze Wege\n" in text
    assert "Doppelte Protokolle" not in text and "Anna" not in text and "Ben" not in text


async def test_questions_are_named_that_were_open_for_a_year(team: Room, world: World) -> None:
    await team.says("!frage Wer zahlt?")
    await team.says("!frage Wo steht der Server?")
    await world.until(datetime(2027, 11, 22, 9, tzinfo=UTC))
    await team.says("!bericht jahr")
    assert "Seit über einem Jahr offen" not in team.sees()
    await team.says("!frage antwort Q2 Gießen")
    await world.until(datetime(2027, 11, 24, 9, tzinfo=UTC))
    await team.says("!bericht jahr")
    assert "❓ Seit über einem Jahr offen: 1 Frage" in team.sees()
    assert "- Q1 (Dateninventur, seit 23.11.2026): Wer zahlt?" in pack(team) and "Q2" not in pack(team)


async def test_the_bots_own_messages_are_counted_by_who_asked_for_them(team: Room, world: World) -> None:
    await team.says("!lernen Kurze Wege")
    await world.pass_(minutes=1)
    await team.says("!bericht jahr")
    assert "🤖 Nachrichten von mir: " in team.sees()
    asked = [line for line in pack(team).splitlines() if line.startswith(("| Nachrichten von Lotse", "| davon von selbst"))]
    await team.says("!hilfe")
    await world.pass_(minutes=1)
    await team.says("!bericht jahr")
    later = [line for line in pack(team).splitlines() if line.startswith(("| Nachrichten von Lotse", "| davon von selbst"))]
    counts = [int(line.split("|")[2]) for line in (*asked, *later)]
    assert counts[2] == counts[0] + 2 and counts[3] == counts[1]


@pytest.mark.parametrize(
    "said", ["jahr 2026", "jahr", "jahr '26", "jahr für das Jahr 2026", "jahresbericht 2026", "year 2026", "jahr dieses Jahr"]
)
async def test_ways_to_name_the_year(team: Room, said: str) -> None:
    await team.says("!frage Wer zahlt?")
    await team.says(f"!bericht {said}")
    assert "📦 Das Jahr 2026, Stand 23.11.2026" in team.sees()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("2027", "2027 kommt erst noch."),
        ("9999", "9999 kommt erst noch."),
        ("2019", "Aus 2019 weiß ich nichts, das Projekt gibt es bei mir seit 2026."),
        ("0000", "Aus 0 weiß ich nichts"),
        ("letztes Jahr", "Aus 2025 weiß ich nichts"),
        ("Q3 2026", "»Q3 2026« ist kein Jahr."),
        ("20266", "»20266« ist kein Jahr."),
        ("zweitausend " * 9, "ist kein Jahr."),
    ],
)
async def test_other_years_are_refused_with_an_example(team: Room, said: str, why: str) -> None:
    await team.says(f"!bericht jahr {said}")
    assert why in team.sees() and "Zum Beispiel: !bericht jahr 2026" in team.sees() and not team.files()


async def test_a_year_of_which_nothing_is_stored_has_no_files(team: Room) -> None:
    await team.says("!bericht jahr")
    assert "Dazu ist nichts gespeichert." in team.sees() and not team.files()


async def test_a_project_that_began_in_january_has_no_year_before(team: Room, world: World) -> None:
    await team.says("!frage Wer zahlt?")
    await world.until(IN_JANUARY)
    await team.says("!bericht jahr")
    assert "Das Jahr 2026" in team.sees()


async def test_deleted_records_and_mistakes_are_left_out(team: Room) -> None:
    event = await team.says("!lernen Kurze Wege")
    await team.says("!blocker Server fehlt")
    await team.says("!blocker zurückziehen B1")
    await team.says("!frage Wer zahlt?")
    await team.deletes(event)
    await team.says("!bericht jahr")
    assert "Gelernt" not in team.sees() and "Blocker" not in team.sees() and "📦 Das Jahr 2026" in team.sees()


class TestAsDocument:
    @pytest.fixture
    def odt(self) -> OdtWriter | None:
        return written

    async def test_it_has_headings_and_tables_and_what_people_wrote_formats_nothing(self, team: Room) -> None:
        await team.says("!meilenstein Katalog | bis: 30.12.2026")
        await team.says("!blocker a | b\n# kein Titel **fett**")
        await team.says("!bericht jahr")
        made = [each.file for each in team.files() if each.file is not None and each.file[:2] == b"PK"]
        file = opened(made[-1])
        assert file.headings[0] == (1, "Open Smart City: Jahr 2026") and (3, "Dateninventur") in file.headings
        assert not any("kein Titel" in words for _, words in file.headings)
        assert "Tabelle 1: Meilensteine Dateninventur: Plan, Vereinbarung, Ergebnis und Trend" in file.lines
