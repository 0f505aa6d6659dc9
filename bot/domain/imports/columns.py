"""What the columns of a table mean, by their names: those of OpenProject, Outlook, Stackfield and of lists as people keep them.

A name that is not here fills nothing: nothing is guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from bot.domain.imports.contents import Line
from bot.domain.imports.rows import Column, Target


class Field(StrEnum):
    ID = "id"
    TITLE = "title"
    STATUS = "status"
    TYPE = "type"
    WHO = "who"
    START = "start"
    START_TIME = "start-time"
    FINISH = "finish"
    END_TIME = "end-time"
    DATE = "date"
    """Of a session when it begins, of anything else when it is due."""
    PLACE = "place"
    LENGTH = "length"


_NAMES: dict[Field, str] = {
    Field.ID: "id uid taskid vorgangsid aufgabenid ticketid key schluessel kennung issuekey vorgangsschluessel issueid",
    Field.TITLE: (
        "titel title thema subject betreff summary zusammenfassung aufgabe aufgaben task taskname vorgangsname vorgang meilenstein "
        "milestone bezeichnung name todo massnahme massnahmen arbeitspaket taetigkeit arbeitsschritt aufgabenname kartentitel "
        "cardtitle cardname sitzung treffen besprechung veranstaltung meeting event was what"
    ),
    Field.STATUS: (
        "status state zustand bearbeitungsstand bearbeitungsstatus erledigt abgeschlossen fertig fertiggestellt done completed finished"
    ),
    Field.TYPE: "typ type art tracker vorgangstyp tasktype",
    Field.WHO: (
        "zugewiesenan zugewiesenzu zugewiesen zugewiesene assignee assignedto assigned verantwortlich verantwortliche verantwortlicher "
        "verantwortlichkeit zustaendig zustaendige zustaendigkeit bearbeiter bearbeiterin responsible "
        "accountable owner wer who ressourcennamen resourcenames"
    ),
    Field.START: "anfang beginn start startdatum startdate startingdate anfangstermin starttermin startet beginntam von from anfangsdatum",
    Field.START_TIME: "beginntum starttime startzeit anfangszeit uhrzeit zeit time beginnzeit",
    Field.FINISH: (
        "endtermin faellig faelligam faelligkeit faelligkeitsdatum faelligbis finish finishdate fertigstellung fertigbis ende end enddate "
        "enddatum endetam duedate due dueon frist deadline bis until abgabe abgabedatum abgabetermin zieltermin zieldatum "
        "targetdate fertigstellen erledigenbis zuerledigenbis biswann"
    ),
    Field.END_TIME: "endetum endtime endzeit",
    Field.DATE: "datum date termin tag day",
    Field.PLACE: "ort location raum place room veranstaltungsort",
    Field.LENGTH: "dauer duration laenge length dauermin dauerinminuten",
}
_FIELDS = {name: (field, place) for field, names in _NAMES.items() for place, name in enumerate(names.split())}
_USED = {
    Target.ACTION: {Field.ID, Field.TITLE, Field.STATUS, Field.TYPE, Field.WHO, Field.FINISH, Field.DATE},
    Target.MILESTONE: {Field.ID, Field.TITLE, Field.STATUS, Field.TYPE, Field.WHO, Field.FINISH, Field.DATE, Field.START},
    Target.MEETING: {
        *(Field.ID, Field.TITLE, Field.STATUS, Field.START, Field.START_TIME, Field.FINISH, Field.END_TIME, Field.DATE, Field.PLACE),
        Field.LENGTH,
    },
}
_HEADER_AMONG = 20
"""Lines that may stand above the names of the columns, with the names themselves."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

Places = dict[Field, int]
"""Which cell of a line fills a field."""


def bare(text: str) -> str:
    """The letters and digits of a word, for comparison."""
    return "".join(each for each in unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS) if each.isalnum())


def header_of(lines: Sequence[Line]) -> int | None:
    """Which of the lines names the columns: the one in which most is understood; None where none names a title."""
    known = [(_understood(line), -place) for place, line in enumerate(lines[:_HEADER_AMONG])]
    score, place = max(known, default=(0, 0))
    return -place if score else None


def likely_header(lines: Sequence[Line]) -> Line:
    """Where none names a title: the line that looks most like names of columns, to be told what was read."""
    return max(lines[:_HEADER_AMONG], key=lambda line: (sum(bare(cell) in _FIELDS for cell in line.cells), len(line.cells)))


def _understood(line: Line) -> int:
    fields = {_FIELDS[bare(cell)][0] for cell in line.cells if bare(cell) in _FIELDS}
    return len(fields) if Field.TITLE in fields else 0


def places_of(header: Line, target: Target) -> Places:
    """Of two columns for the same field the name that stands first in the list of names counts, then the first column."""
    found: dict[Field, tuple[int, int]] = {}
    for place, cell in enumerate(header.cells):
        field, rank = _FIELDS.get(bare(cell), (None, 0))
        if field is not None and field in _USED[target] and (field not in found or rank < found[field][0]):
            found[field] = rank, place
    places = {field: place for field, (_, place) in found.items()}
    if target is not Target.MEETING:
        if Field.FINISH in places:
            places.pop(Field.DATE, None)
        if Field.FINISH in places or Field.DATE in places:
            places.pop(Field.START, None)
    elif Field.START in places:
        places.pop(Field.DATE, None)
    return places


def named(header: Line, places: Places) -> tuple[Column, ...]:
    by_place = {place: field.value for field, place in places.items()}
    return tuple(Column(name=cell, field=by_place.get(place, "")) for place, cell in enumerate(header.cells) if cell)


def key_prefix(header: Line) -> str:
    """`op` for lists of OpenProject, which call their columns so in German and English."""
    names = {bare(cell) for cell in header.cells}
    return "op" if "id" in names and names & {"thema", "subject"} and names & {"typ", "type"} else "id"
