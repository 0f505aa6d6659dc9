"""The words of fields that several commands have. The first of each is the one that help names."""

from __future__ import annotations

WHO = ("wer", "zuständig", "verantwortlich", "verantwortliche", "person", "who", "responsible", "assignee", "owner")
DUE = ("bis", "frist", "deadline", "fällig", "termin", "stichtag", "spätestens", "due", "by")
LENGTH = ("dauer", "länge", "duration", "length")
PLACE = ("ort", "wo", "raum", "link", "adresse", "where", "place", "room", "location")
PAPER = ("vorlage", "unterlage", "unterlagen", "papier", "dokument", "link", "paper", "document")
WHEN = ("wann", "datum", "termin", "beginn", "when", "date")
SOLUTION = ("lösung", "loesungsansatz", "lösungsvorschlag", "vorschlag", "idee", "abhilfe", "solution", "proposal", "idea")
DELAY = ("verzug", "verzögerung", "verspätung", "delay")
COLOUR = (
    *("ampel", "ampelfarbe", "farbe", "prio", "priorität", "dringend", "dringlichkeit", "status", "stufe", "schweregrad"),
    *("severity", "colour", "color", "priority", "urgent", "urgency"),
)
