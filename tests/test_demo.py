"""Does the guided tour show what it promises, and leave nothing behind? Played for real: Synapse, the bot, people."""

from __future__ import annotations

import asyncio
import io
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from demo.run import EXIT_INTERRUPTED, play
from demo.terminal_html import formatted
from demo.tour import TOUR, Chapter, Step
from demo.tour.meetings import regular_weekday
from demo.world.person import Person
from demo.world.project import PASSWORD, Project

SEEN: tuple[tuple[str, ...], ...] = (
    ("Dateninventur · Open Smart City App · PMO · Steuerungskreis", "ich bin Lotse"),
    ("Das ist jetzt der Raum des PMO", "Das ist jetzt der Raum des Steuerungskreises"),
    ("Ich frage das PMO", "Anna Brandt möchte eine Task Force anmelden: Dateninventur", "Gießen, Marburg", "[✅ 1] [❌ 1]"),
    ("Miriam Vogel tippt ✅ an", "Das PMO hat eure Task Force Dateninventur bestätigt", "Task Force Dateninventur gehört zum Projekt"),
    ("Jonas Keller tippt ✅ an", "Das PMO hat eure Task Force Open Smart City App bestätigt"),
    ("lösung: AVV-Vorlage", "Das PMO ist alarmiert", "Lotse 🔔 🔴 rot · B1", "Anna Brandt (Dateninventur)", "[👀 1]"),
    ("Anna Brandt (bearbeitet)", "Lotse (bearbeitet) 🔴 rot · B1", "Verzug: 4 Wochen"),
    ("B1 wartet noch", "Erinnerung 1 von 3", "Ich habe das PMO erinnert"),
    ("Jonas Keller tippt 👀 an", "Jonas Keller (PMO) kümmert sich um B1", "[👀 2]"),
    ("↪ Lotse: 🔴 rot · B1", "Was braucht ihr noch? [📝 1]", "Jonas Keller (PMO) zu B1"),
    ("Tobias Lang (Dateninventur) zu B1", "Die Unterschrift aus dem Dezernat"),
    ("B1 liegt jetzt beim Steuerungskreis", "an den Steuerungskreis gegeben", "💬 Steuerungskreis Lotse 🔔"),
    ("unterschrieben [✅ 1]", "Gelöst von Anna Brandt", "💬 Steuerungskreis Lotse (bearbeitet)"),
    ("!blcoker Testgeräte fehlen", "Meintest du !blocker Testgeräte fehlen? ✅ antippen, dann gilt es. [✅ 1]"),
    ("Lukas Hahn tippt ✅ an", "🟡 gelb · B2 Testgeräte fehlen", "Antwortet einfach auf diese Nachricht"),
    ("Offenbach kann zwei verleihen [📝 1]", "Lösungsansatz: Offenbach kann zwei verleihen"),
    ("Offene Blocker im Projekt", "B2 Testgeräte fehlen (Open Smart City App)"),
    ("Das kannst du mir sagen",),
    ("wann: jeden ", "📅 S1 Jour fixe", "Die nächsten Termine: • ", "📍 Rathaus Gießen", "Lotse S1.ics"),
    ("💬 Steuerungskreis Katrin Sommer", "📅 S2 Sitzung 🔁 jeden ersten Donnerstag im Monat um 14:00 Uhr", "⏱ 90 Minuten", "Lotse S2.ics"),
    ("T1 Welche Daten dürfen offen sein? 20 min · Diskussion", "(S1), Platz 1", "!agenda Neue Sensoren in Marburg [🗓️ T2 1]"),
    ("💬 Open Smart City App Lukas Hahn !agenda B2", "T3 Testgeräte fehlen", "🚧 Blocker B2", "Wartet auf das nächste Treffen"),
    ("⏳ vorgeschlagen · T4 Hosting", "💬 PMO Lotse 🔔 Sabine Roth (Open Smart City App) schlägt ein Thema für", "[✅ 1] [❌ 1]"),
    ("Jonas Keller tippt ✅ an", "💬 Open Smart City App Lotse 🔔 ↪ Sabine Roth", "Das PMO hat T4 Hosting", "(S2), Platz 1", "[✅ 2]"),
    ("1. T1 Welche Daten", "2. T2 Neue", "Zusammen 30 von 60 min", "💬 Steuerungskreis", "1. T4 Hosting", "Zusammen 10 von 90 min"),
    ("wer: Tobias Lang", "Lotse 🔔 📌 Aufgabe · A1 Liste der Sensoren schicken 👤 Für Tobias Lang 📅 Bis"),
    ("vorlauf:", "📅 Jour fixe (S1)", "1. T1 Welche Daten", "Zusammen 30 von 60 min"),
    ("💬 PMO Miriam Vogel", "📅 PMO-Runde (S3)", "Bisher steht kein Thema auf der Agenda. Braucht ihr das Treffen?", "[❌ 1] [➕ 1]"),
    ("Jonas Keller tippt ❌ an", "S3 PMO-Runde ist abgesagt"),
    ("format: gut-schlecht-idee", "🔄 R1 Retro", "Spalten: Gut · Schlecht · Idee", "Lotse R1.ics"),
    ("!retro schlecht: Protokolle schreiben wir doppelt [📝 1]",),
    ("💬 Direktchat", "ohne deinen Namen an", "retro R1 schlecht: Doppelte", "retro R1 idee: Sitzungen", "ohne deinen Namen bei R1"),
    ("▶️ R1 Retro", "▶️ läuft · R1", "2 Notizen. Tippt 👍", "1 · Schlecht: Protokolle schreiben wir doppelt [👍 1]", "2 · Idee: Sitzungen"),
    ("Anna Brandt tippt 👍 an", "!retro stimme 1 2 [👍 1]"),
    ("Aufgabe: Eine Vorlage für alle Protokolle", "A2 Eine Vorlage für alle Protokolle", "Aus R1, Notiz 1"),
    (
        "R1 ist beendet",
        "2 · Sitzungen auf eine Stunde kürzen (Idee) – 2 Stimmen",
        "1 · Protokolle schreiben wir doppelt (Schlecht) – 1 Stimme",
    ),
    ("art: organisation", "L1 Kurze Sitzungen brauchen eine Vorlage"),
    (
        "für: pmo",
        "❓ Frage · Q1 Wer bezahlt den Server?",
        "Geht an: PMO",
        "💬 PMO Lotse 🔔",
        "Von Anna Brandt (Dateninventur)",
        "[✅ 1] [💤 1] [➕ 1]",
    ),
    ("Jonas Keller tippt ✅ an", "Was ist die Antwort auf Q1", "Das Land, bis Ende 2027 [✅ 1]", "Jonas Keller hat Q1 für Anna Brandt"),
    ("🪑 Gießen: Katrin Sommer", "🪑 Marburg: Anna Brandt", "🪑 Wetzlar: Sabine Roth", "3 Sitze sind vergeben"),
    ("📅 S4 Sondersitzung", "T5 Hosting bei der ekom21", "!agenda Logo der App [🗓️ T6 1]"),
    ("Lukas Hahn spricht am", "für Wetzlar"),
    ("📝 Sondersitzung (S4), läuft seit", "▶️ T5 Hosting", "Wer ist da?", "Da: Gießen, Marburg, Wetzlar (3 von 3 Stimmen)"),
    (
        "!beschluss abstimmen T5",
        "Abgeschlossen am",
        "Lukas Hahn tippt ⚪ an",
        "D1 gilt: Hosting bei der ekom21",
        "2 dafür, 0 dagegen, 1 Enthaltung",
    ),
    ("T5 ist erledigt: Die ekom21 bekommt den Zuschlag", "▶️ T6 Logo der App", "Drei Entwürfe liegen vor [📝 1]", "A3 Entwürfe"),
    ("Protokoll, Entwurf: Sondersitzung (S4)", "vertreten: Wetzlar · beschlussfähig (3 von 3 Stimmen)", "Lotse protokoll-"),
    ("Einwand zum Protokoll S4 von Lukas Hahn: Es waren zwei Entwürfe", "[✅ 1] [➕ 1]"),
    ("Anna Brandt (bearbeitet)", "Zwei Entwürfe liegen vor", "✅ Einwand zum Protokoll S4 geklärt, sagt Katrin Sommer"),
    ("art: umlauf", "Sabine Roth tippt 👍 an", "D2 gilt: Logo B wird verwendet", "3 dafür"),
    ("kennung: MS2", "🎯 Meilenstein · M1 Datenkatalog online", "nach: M1", "🔗 Braucht vorher: M1 Datenkatalog online", "[✅ 1] [🏁 1]"),
    ("2 Wochen später als vereinbart", "💬 PMO Lotse 🔔 ⏳ M1 Datenkatalog online", "Eure M2 Bürger-App braucht das", "[✅ 1] [❌ 1]"),
    ("Lukas Hahn tippt ✅ an", "✅ Übernommen.", "⏳ M2 Bürger-App", "💬 wegen M1"),
    ("Frau Weber, am Telefon [👌 1]", "Jonas Keller: Der Fördermittelgeber ist auf M1 angesprochen"),
    ("🚦 Dateninventur", "🔴 rot · Ressourcen, seit heute", "🤝 Braucht: Das PMO sucht Ersatz", "🟡 Inhalt → · 🔴 Ressourcen →"),
    ("So haben sich die Prognosen bewegt", "M1 Datenkatalog online: einmal später, 2 Wochen nach dem Plan"),
    ("abgerufen 51 T€", "💶 Dateninventur: 51.000 € abgerufen"),
    ("erreicht: Der Katalog ist online", "fehlt noch: Abweichung"),
    ("Übersicht Task Forces", "abgerufen 51.000 €", "Lotse uebersicht-"),
    ("📄 Entwurf: Bericht Q", "Dateninventur: Abweichung", "Lotse bericht-"),
    ("📦 Das Jahr", "🏁 Meilensteine: 0 von 2 erreicht, 2 später als vereinbart", "🚧 Blocker: 2", "🔄 Retros: 1", "Lotse jahr-"),
)
"""What each step must have shown."""


async def test_the_tour_shows_every_step_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async with running(tmp_path, "-m", "bot", "demo", "--tour") as process:
        output = (await process.communicate())[0].decode()

    assert process.returncode == 0, output
    steps = [step for chapter in TOUR for step in chapter.steps]
    parts = told_by_step(output)
    assert len(parts) == len(steps) == len(SEEN)
    for step, part, fragments in zip(steps, parts, SEEN, strict=True):
        assert step.says in part
        for fragment in fragments:
            assert fragment in part
    assert max(map(len, output.splitlines())) <= 60
    assert remains_of(tmp_path) == []


@pytest.mark.thorough
async def test_ctrl_c_in_the_middle_stops_everything(tmp_path: Path) -> None:
    async with running(tmp_path, "-m", "bot", "demo", "--tour") as process:
        await reads(process, r"^ 2\. ")
        assert remains_of(tmp_path) != []
        process.send_signal(signal.SIGINT)
        output = (await process.communicate())[0].decode()

    assert process.returncode == EXIT_INTERRUPTED, output
    assert remains_of(tmp_path) == []


@pytest.mark.thorough
async def test_it_stays_up_for_clients_until_ctrl_c(tmp_path: Path) -> None:
    stay = "import asyncio, sys; from rich.console import Console; from demo.run import play"
    async with running(tmp_path, "-c", f"{stay}; sys.exit(asyncio.run(play((), Console(width=60), stay=True)))") as process:
        url = (await reads(process, r"^Homeserver +(http://127\.0\.0\.1:\d+)"))[1]
        password = (await reads(process, r"^Passwort +(\S+)"))[1]
        user = (await reads(process, r"Anna Brandt +(@\S+)"))[1]
        anna = await Person.login(url, user, password)
        try:
            rooms = await anna.rooms()
            assert (await anna.sees(rooms[0], "ich bin Lotse")).name == "Lotse"
        finally:
            await anna.close()
        await reads(process, "Strg-C beendet alles")
        process.send_signal(signal.SIGINT)
        output = (await process.communicate())[0].decode()

    assert process.returncode == 0, output
    assert remains_of(tmp_path) == []


async def test_a_step_that_is_not_seen_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def waits_in_vain(project: Project) -> None:
        await project.katrin.sees(project.steering.id, "Beschluss gefasst", timeout=0.1)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    screen = io.StringIO()
    tour = (Chapter("Vergeblich", (Step("Katrin wartet.", waits_in_vain),)),)

    assert await play(tour, Console(file=screen, width=200), stay=False) == 1

    assert "Schritt 1 ist nicht zu sehen: Katrin wartet." in screen.getvalue()
    assert "Beschluss gefasst" in screen.getvalue()
    assert PASSWORD not in screen.getvalue()
    assert remains_of(tmp_path) == []


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Eins<br>zwei</p><p>drei</p>", ["Eins", "zwei", "", "drei"]),
        ("<p>Davor:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>Danach</p>", ["Davor:", "• a", "• b", "", "Danach"]),
        ("<ol><li>a<ul><li>aa</li></ul></li><li><p>b</p></li></ol>", ["1. a", "  • aa", "2. b"]),
        ("<ul><li>ein langer Satz im Punkt</li></ul>", ["• ein langer Satz im", "  Punkt"]),
        ("<pre><code>!team A\nziel: b\n</code></pre>", ["!team A", "ziel: b"]),
        ("1 &lt; 2 <unknown>und</unknown> <b>3</b>", ["1 < 2 und 3"]),
        ("", []),
    ],
)
def test_messages_are_drawn_as_phones_draw_them(html: str, lines: list[str]) -> None:
    screen = io.StringIO()
    Console(file=screen, width=20).print(formatted(html))
    assert [line.rstrip() for line in screen.getvalue().splitlines()] == lines


@asynccontextmanager
async def running(folder: Path, *args: str) -> AsyncIterator[Process]:
    """Python with all its temporary files in `folder`; killed if it is still there at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", *args), env={**os.environ, "TMPDIR": str(folder), "COLUMNS": "100"}, stdout=PIPE, stderr=STDOUT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def reads(process: Process, pattern: str) -> re.Match[str]:
    """The next line of its output that fits."""
    assert process.stdout is not None
    read = []
    async with asyncio.timeout(30):
        async for line in process.stdout:
            read.append(line.decode())
            if match := re.search(pattern, read[-1]):
                return match
    raise AssertionError(f"{pattern} is not in\n{''.join(read)}")


def told_by_step(output: str) -> list[str]:
    """What was told in each step, as one line of words."""
    # Steps first, bars after: the lines of an agenda are numbered as well.
    parts = re.split(r"^ ?(?=\d+\. )", output, flags=re.MULTILINE)[1:]
    return [" ".join(re.sub(r"(?m)^ *┃", "", part).split()) for part in parts]


def remains_of(folder: Path) -> list[str]:
    """Its files, and the processes that were started with one of them."""
    lines = {each.parent.name: each.read_bytes() for each in Path("/proc").glob("[0-9]*/cmdline") if each.exists()}
    return [*map(str, folder.iterdir()), *(pid for pid, line in lines.items() if str(folder).encode() in line)]


@pytest.mark.parametrize("day", range(1, 8))
def test_the_regular_meeting_of_the_tour_is_never_today(day: int) -> None:
    """Its next date would be in a few hours or just over, and what comes before a meeting would be about another one."""
    today = date(2026, 12, day)
    assert regular_weekday(today) != today.weekday()
