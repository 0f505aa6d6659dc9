"""The words of verbs that several nouns have, once each. The first is the one that help names, where the noun names no other first."""

from __future__ import annotations

ADD = ("neu", "add", "new")
SHOW = ("zeige", "zeig", "zeigen", "anzeigen", "show")
LIST = ("liste", "list")
EDIT = ("ändere", "ändern", "edit", "change")
NOTE = ("notiz", "notieren", "kommentar", "kommentieren", "note", "comment")
REOPEN = ("öffnen", "öffne", "reopen", "open")
DONE = ("erledigt", "erledige", "erledigen", "fertig", "abgehakt", "geschafft", "done", "finished")
CLOSED = ("schließen", "schließe", "schließ", "geschlossen", "abschließen", "abgeschlossen", "beenden", "beendet", "close", "closed", "end")
GONE = ("löschen", "lösche", "lösch", "gelöscht", "entfernen", "entferne", "weg", "delete", "deleted", "remove", "removed")
"""Words for removing a record. None of them is ever taken for a slip of another word, nor another word for a slip of them."""
ALSO_WORDS = frozenset({"weg", "anzeigen", "zeigen"})
"""Words of verbs, folded, that also begin ordinary texts: they count as verbs only with a number behind them."""
ORDERS = frozenset(
    {
        *("oeffne", "erledige", "erledigen", "loeschen", "loesche", "loesch", "entfernen", "entferne", "streiche", "kommentieren"),
        *("open", "change", "edit", "delete", "remove", "comment", "show", "zeig"),
    }
)
"""The same where the texts of a noun are orders: `!aufgabe Öffne ein Konto`."""
WITHDRAW = ("zurückziehen", "zurückgezogen", "streichen", "streiche", *GONE, "withdraw", "withdrawn", "drop")
"""Of records that are taken out of the lists and kept: people who want them to be gone mean this."""
CANCEL = ("absagen", "absage", "cancel")
MOVE = ("verschieben", "verschiebe", "schiebe", "verlegen", "verlege", "move")
ACCEPT = ("annehmen", "accept")
DECLINE = ("ablehnen", "decline")
CONFIRM = ("bestätigen", "confirm")
IMPORT = ("import", "importieren", "importiere", "einlesen")
SET = ("setze", "setzen", "set")

TAKING_AWAY = frozenset({"withdraw", "drop", "cancel", "dissolve"})
"""The verbs that remove something: they are asked about where they were only guessed."""

_OPPOSITES = (
    ("zusagen", "absagen"),
    ("zusage", "absage"),
    ("ansagen", "absagen"),
    ("ansage", "absage"),
    ("vorsagen", "absagen"),
    ("annehmen", "ablehnen"),
    ("starten", "stoppen"),
    ("start", "stop"),
    ("vertragen", "vertagen"),
)
"""Pairs of similar words with different meanings: none is a slip of the other."""
_NOT = ("un", "in", "dis", "nicht", "ent", "re")
"""Prefixes that turn a word into its opposite."""


def first(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The same words, with the one in front that help names with this noun."""
    return (word, *(each for each in words if each != word))


def never_for(said: str, meant: str) -> bool:
    """Whether a word must not be offered for another one, both folded, however near they are: it may say the opposite."""
    if {said, meant} in [set(pair) for pair in _OPPOSITES]:
        return True
    longer, shorter = sorted((said, meant), key=len, reverse=True)
    return any(longer == f"{prefix}{shorter}" for prefix in _NOT)
