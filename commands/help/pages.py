"""The pages of the help that are not about a noun, by the words that lead to them: how it works, buttons, replies, dates."""

from __future__ import annotations

from bot.words import fold

_WORDS = {
    "help.start": "anfang beginn einstieg anleitung einführung sogehts so-gehts howto how beginning introduction",
    "help.buttons": "antippen tippen knopf knöpfe buttons button emoji emojis reaktion reaktionen reactions tap taps tapping "
    "👀 ✅ ❌ ⏫ ➕ 👍 📘",
    "help.replies": "antworten antwort antworte reply replies replying 📝",
    "help.editing": "bearbeiten bearbeite vertippt korrigieren editing edits",
    "help.chat": "direkt direktchat direktnachricht direct dm privat private chat",
    "help.dates": "datum daten datumsangaben uhrzeit wochentag date dates day tag",
    "blocker.help": "eskalation alarm alarmieren alarmiert escalation",
    "decision.help-voting": "abstimmen abstimmung umlauf umlaufbeschluss mehrheit vote voting votes",
    "light.help-risks": "risiken risiko risks risk",
    "deputy.help": "beschlussfähig beschlussfähigkeit quorum",
    "minutes.help": "moderation einwand objection",
    "retro.help": "stimmen wählen spalten anonymous-notes",
    "meeting.help": "kalender kalenderdatei einladung ics calendar invitation serie reihe",
    "agenda.help": "vorschlagen vorschlag entscheidung paper",
    "action.help": "erinnerung erinnern reminder",
}
PAGES: dict[str, str] = {fold(word): page for page, words in _WORDS.items() for word in words.split()}


def page_of(text: str) -> str | None:
    """The page for these words; `so geht's` is one word to us."""
    whole = fold("".join(sign for sign in text if sign not in "'’´`?! "))
    return PAGES.get(whole) or PAGES.get(fold(text.split(maxsplit=1)[0].strip("?!.,:")))
