"""The kinds of record as people speak of them: what is the same for all is told once, in this folder, with these words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.domain.ids import EventId
from tests.world import Room, World


@dataclass(frozen=True)
class Spoken:
    """One kind. Its commands are written without their sign, and are about the first record."""

    number: str
    noun: str
    title: str
    add: str
    """Adds one with this title."""
    edit: str
    edited: str
    """What every card shows after that."""
    close: str
    closed: str
    """What shows it as closed."""
    verbs: Sequence[str]
    """Every verb that changes it, as it is said of an open one."""
    unknown: str
    """How the refusal of a number that there is not goes on."""
    refused: str
    """How the refusal of a closed one begins."""
    way_out: str
    """How it ends."""
    after_all: Sequence[str] = ()
    """The verbs that a closed one takes."""
    withdrawn: str = ""
    """How the refusal of one whose message was deleted begins; empty where it counts as one that never was."""
    gone: str = "zurückgezogen"
    """The word of the answer to that."""
    sounds_like_it: str = ""
    """A text for a new one that begins like one of its verbs."""
    tap: tuple[str, str] | None = None
    """A button of its card, and what the record shows after it."""
    told: str = ""
    """What its group hears of an edit that somebody made elsewhere."""
    keeps_history: bool = True
    """Whether it shows what happened to it."""
    steps: Sequence[tuple[str, str]] = ()
    """What is done to it one after the other, and the line of its history that says so."""

    @property
    def shown(self) -> str:
        return f"!{self.noun} {self.number}"


BLOCKER = Spoken(
    number="B1",
    noun="blocker",
    title="Freigabe fehlt",
    add="blocker Freigabe fehlt | ampel: rot | lösung: Umlauf",
    edit="blocker ändere B1 | lösung: Vorlage aus Gießen",
    edited="Vorlage aus Gießen",
    close="blocker gelöst B1 Vorlage ist da",
    closed="✅ gelöst · B1",
    verbs=(
        "gelöst B1", "ändere B1 | ampel: gelb", "zurückziehen B1", "eskalieren B1 Frist", "übernehmen B1", "bestätigen B1",
        "notiz B1 Foo", "öffnen B1",
    ),
    unknown="Alle offenen: !blocker liste",
    refused="B1 ist schon gelöst",
    way_out="Wieder öffnen: !blocker öffnen B1",
    after_all=("notiz", "öffnen"),
    withdrawn="B1 ist schon zurückgezogen",
    sounds_like_it="gelöst Vorlage da",
    tap=("✅", "✅ gelöst · B1"),
    told="Ben hat B1 geändert: 🔴 rot · Freigabe fehlt",
    steps=(
        ("ändere B1 | lösung: Vorlage", "geändert von Paula"),
        ("übernehmen B1", "übernommen von Paula"),
        ("eskalieren B1 Die Frist läuft ab", "eskaliert von Paula"),
        ("gelöst B1", "gelöst von Paula"),
        ("öffnen B1", "wieder geöffnet von Paula"),
        ("zurückziehen B1", "zurückgezogen von Paula"),
    ),
)  # fmt: skip
TOPIC = Spoken(
    number="T1",
    noun="agenda",
    title="Hosting",
    add="agenda Hosting",
    edit="agenda ändere T1 | titel: Betrieb",
    edited="Betrieb",
    told="Ben hat T1 geändert: Betrieb",
    close="agenda erledigt T1 Wir nehmen es",
    closed="✅ erledigt · T1",
    verbs=(
        "erledigt T1", "verschieben T1 | auf: 1", "vertagen T1", "streichen T1", "ändere T1 | titel: Foo", "notiz T1 Foo",
        "vorlage T1 https://stadt.example/x",
    ),
    unknown="Die nächste Agenda: !agenda",
    refused="T1 ist schon erledigt",
    way_out="Ein neues Thema: !agenda Hosting-Angebot",
    after_all=("notiz",),
    withdrawn="T1 ist gestrichen",
    gone="gestrichen",
    sounds_like_it="vorlage Personal besprechen",
    tap=("✅", "✅ erledigt · T1"),
    steps=(
        ("ändere T1 | titel: Betrieb", "geändert von Paula"),
        ("vorlage T1 https://stadt.example/x", "Vorlage von Paula"),
        ("erledigt T1", "erledigt, sagt Paula"),
    ),
)  # fmt: skip
ACTION = Spoken(
    number="A1",
    noun="aufgabe",
    title="Angebot einholen",
    add="aufgabe Angebot einholen",
    edit="aufgabe ändere A1 | titel: Kuchen backen",
    edited="Kuchen backen",
    close="aufgabe erledigt A1",
    closed="✅ erledigt · A1",
    verbs=("erledigt A1", "ändere A1 | titel: Foo", "streichen A1", "notiz A1 Foo", "öffnen A1"),
    unknown="Alle offenen: !aufgabe liste",
    refused="A1 ist schon erledigt",
    way_out="Wieder öffnen: !aufgabe öffnen A1",
    after_all=("notiz", "öffnen"),
    withdrawn="A1 ist schon gestrichen",
    gone="gestrichen",
    sounds_like_it="erledigt melden an Land",
    tap=("✅", "✅ erledigt · A1"),
    told="Ben hat A1 geändert: Kuchen backen",
    steps=(
        ("ändere A1 | bis: Freitag", "geändert von Paula"),
        ("erledigt A1", "erledigt von Paula"),
        ("öffnen A1", "wieder geöffnet von Paula"),
        ("streichen A1", "gestrichen von Paula"),
    ),
)
LEARNING = Spoken(
    number="L1",
    noun="lernen",
    title="Kurze Wege",
    add="lernen Kurze Wege | art: organisation",
    edit="lernen ändere L1 | titel: Lange Wege",
    edited="Lange Wege",
    close="lernen zurückziehen L1",
    closed="✖️ zurückgezogen · L1",
    verbs=("ändere L1 | titel: Foo", "blaupause L1", "notiz L1 Foo", "zurückziehen L1"),
    unknown="Alles Gelernte: !lernen liste",
    refused="L1 ist zurückgezogen",
    way_out="!lernen Kurze Wege brauchen feste Zeiten",
    withdrawn="L1 ist zurückgezogen",
    sounds_like_it="notiz am Rand hilft",
    tap=("📘", "📘 Kandidat"),
    told="Ben hat L1 geändert: Lange Wege",
    steps=(
        ("ändere L1 | art: markt", "geändert von Paula"),
        ("blaupause L1", "Kandidat"),
        ("zurückziehen L1", "zurückgezogen von Paula"),
    ),
)
MEETING = Spoken(
    number="S1",
    noun="treffen",
    title="Jour fixe",
    add="treffen Jour fixe | wann: jeden Dienstag 10:00",
    edit="treffen ändere S1 | ort: Rathaus",
    edited="Rathaus",
    close="treffen absagen S1 alle",
    closed="✖️ abgesagt · S1",
    verbs=("verschieben S1 | auf: Mi 11:00", "absagen S1 alle", "ändere S1 | ort: Foo", "notiz S1 Foo", "öffnen S1"),
    unknown="Alle Treffen: !treffen liste",
    refused="S1 Jour fixe ist abgesagt",
    way_out="Wieder ansetzen: !treffen öffnen S1",
    after_all=("notiz", "öffnen"),
    gone="abgesagt",
    told="Ben hat S1 geändert: Jour fixe",
    keeps_history=False,
)
DECISION = Spoken(
    number="D1",
    noun="beschluss",
    title="Hosting bei der ekom21",
    add="beschluss Hosting bei der ekom21 | grund: C5",
    edit="beschluss ändere D1 | titel: Hosting in Gießen",
    edited="Hosting in Gießen",
    close="beschluss aufheben D1 überholt",
    closed="✖️ D1 aufgehoben",
    verbs=(
        "ändere D1 | titel: Foo", "bestätigt D1 Gießen", "prüfen D1 1.9.2027", "besprechen D1", "ersetzen D1 Foo", "aufheben D1 Foo",
        "notiz D1 Foo",
    ),
    unknown="Alle Beschlüsse: !beschluss liste alle",
    refused="D1 ist aufgehoben",
    way_out="Neu entscheiden: !beschluss Hosting bei der ekom21 ab 1.3.",
    after_all=("notiz",),
    withdrawn="D1 ist zurückgezogen",
    sounds_like_it="prüfen lassen wir es",
    told="Ben hat D1 geändert: Hosting in Gießen",
    steps=(
        ("ändere D1 | alternativen: Gießen", "geändert von Paula"),
        ("prüfen D1 1.9.2027", "wird am 1.9.2027 wieder geprüft, sagt Paula"),
        ("besprechen D1", "als T1 auf die Agenda gesetzt von Paula"),
        ("aufheben D1 überholt", "aufgehoben von Paula: überholt"),
    ),
)  # fmt: skip
RETRO = Spoken(
    number="R1",
    noun="retro",
    title="Retro",
    add="retro planen nächsten Donnerstag 15 Uhr",
    edit="retro ändere R1 | dauer: 90",
    edited="90 Minuten",
    close="retro absagen R1",
    closed="✖️ abgesagt · R1",
    verbs=("start R1", "verschieben R1 | auf: Fr 10 Uhr", "absagen R1", "ändere R1 | dauer: 90", "zeit R1 10"),
    unknown="Eure Retros: !retro",
    refused="R1 ist abgesagt",
    way_out="Eine neue planen: !retro planen nächsten Donnerstag 15 Uhr",
    withdrawn="R1 ist abgesagt",
    gone="abgesagt",
    keeps_history=False,
)
MILESTONE = Spoken(
    number="M1",
    noun="meilenstein",
    title="Datenkatalog online",
    add="meilenstein Datenkatalog online | bis: 30.9.2027",
    edit="meilenstein ändere M1 | titel: Katalog der Daten",
    edited="Katalog der Daten",
    close="meilenstein streichen M1",
    closed="✖️ gestrichen · M1",
    verbs=(
        "prognose M1 1.12.2027", "übernehmen M1", "bleibt M1", "erreicht M1", "vereinbart M1 1.12.2027",
        "angesprochen M1", "zugestimmt M1", "abgelehnt M1", "ändere M1 | titel: Foo",
        "streichen M1", "öffnen M1", "notiz M1 Foo",
    ),
    unknown="Alle offenen: !meilenstein liste",
    refused="M1 ist schon gestrichen",
    way_out="Wieder öffnen: !meilenstein öffnen M1",
    after_all=("notiz", "öffnen"),
    withdrawn="M1 ist schon gestrichen",
    gone="gestrichen",
    tap=("🏁", "🏁 erreicht · M1"),
    told="Ben hat M1 geändert: Katalog der Daten",
    steps=(
        ("ändere M1 | titel: Katalog", "geändert von Paula"),
        ("vereinbart M1 1.12.2027", "vereinbart auf 1.12.2027, sagt Paula"),
        ("agenda M1", "als T1 auf die Agenda gesetzt von Paula"),
        ("streichen M1 zu teuer", "gestrichen von Paula: zu teuer"),
        ("öffnen M1", "wieder geöffnet von Paula"),
    ),
)  # fmt: skip
"""A retrospective has notes of its own kind, so that it stands only in the tests where it is like the others."""
KINDS = (BLOCKER, TOPIC, ACTION, LEARNING, MEETING, DECISION, MILESTONE)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.noun)
each_kind_and_retro = pytest.mark.parametrize("kind", [*KINDS, RETRO], ids=lambda kind: kind.noun)


async def added(room: Room, kind: Spoken) -> EventId:
    """One of them is there; of the messages so far only its card counts."""
    return await room.says(f"!{kind.add}")


async def shown(room: Room, kind: Spoken) -> str:
    """The record as it reads now."""
    await room.says(kind.shown)
    return room.sees()


async def direct_chat(world: World, name: str = "Ben") -> Room:
    direct = world.room(f"Direkt mit {name}", name)
    await direct.invites(by=name, direct=True)
    return direct
