"""The words of fields that several commands have. The first of each is the one that help names, and the first English one in English."""

from __future__ import annotations

WHO = ("wer", "zuständig", "verantwortlich", "verantwortliche", "person", "who", "responsible", "assignee", "owner")
DUE = ("bis", "frist", "fällig", "termin", "stichtag", "spätestens", "due", "by", "deadline")
LENGTH = ("dauer", "länge", "duration", "length")
PLACE = ("ort", "wo", "raum", "adresse", "where", "place", "room", "location", "link")
PAPER = ("vorlage", "unterlage", "unterlagen", "papier", "dokument", "paper", "document", "link")
WHEN = ("wann", "datum", "termin", "beginn", "when", "date")
SOLUTION = ("lösung", "loesungsansatz", "lösungsvorschlag", "vorschlag", "idee", "abhilfe", "solution", "proposal", "idea")
DELAY = ("verzug", "verzögerung", "verspätung", "delay")
COLOUR = (
    *("ampel", "ampelfarbe", "farbe", "prio", "priorität", "dringend", "dringlichkeit", "stufe", "schweregrad"),
    *("severity", "colour", "color", "priority", "urgent", "urgency", "status"),
)
