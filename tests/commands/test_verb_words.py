"""The same verb has the same words with every noun, and a word never means two verbs, but where that is written here with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from bot.command import Command
from bot.grammar import verb_words
from bot.words import fold
from commands import VOCABULARY
from tests.world import Room

VERBS = {
    "add": verb_words.ADD,
    "show": verb_words.SHOW,
    "list": verb_words.LIST,
    "edit": verb_words.EDIT,
    "note": verb_words.NOTE,
    "reopen": verb_words.REOPEN,
    "done": verb_words.DONE,
    "withdraw": verb_words.WITHDRAW,
    "cancel": verb_words.CANCEL,
    "move": verb_words.MOVE,
    "accept": verb_words.ACCEPT,
    "decline": verb_words.DECLINE,
    "confirm": verb_words.CONFIRM,
    "set": verb_words.SET,
}
"""The verbs that several nouns have."""

SAME = {"drop": "withdraw", "solve": "done", "remark": "note", "name": "add"}
"""Verbs that are called otherwise with a noun and mean the same."""

ALIKE = {
    **SAME,
    "answer": "done",
    "agenda": "discuss",
    "approve": "confirm",
    "accepted": "confirm",
    "again": "move",
    "defer": "move",
    "reached": "done",
    "adopt": "take",
    "forecast": "move",
    "keep": "confirm",
}
"""Verbs that are near enough to share words, and keep words of their own."""

OWN = {
    ("retro", "note"): ("+", "notiz", "notieren", "note"),
    ("retro", "remark"): ("kommentar", "kommentieren", "comment"),
}
"""Where a noun has other words for a verb: what is noted there without a name is something else than a comment on it."""

TWO = {
    ("später",): {"decline", "move"},  # to a suggested date it says "not now", as to an open question
    ("+",): {"note"},
    ("aufheben",): {"repeal", "clear"},  # a decision is repealed, what somebody said about their voice is deleted
    ("löschen",): {"withdraw", "clear", "erase"},  # a record, what somebody said about their voice, and what is kept of somebody
    ("lösche", "delete"): {"withdraw", "erase"},
    ("zurückziehen", "withdraw"): {"withdraw", "recall"},  # a record, and a request to erase
    ("zurück",): {"undo", "clear"},  # the last entry of the minutes, and what somebody said about their voice
    ("zurücknehmen",): {"undo", "clear", "recall"},  # the same, and a request to erase
    ("notiz", "notieren", "note"): {"note", "remark"},  # in a retrospective: for its board, without a name
    ("zeige", "zeig", "zeigen", "anzeigen", "show", "liste", "list"): {"show", "list"},  # where a noun has nothing but a list to show
    ("stimme",): {"vote", "ballot"},  # for a note of a retrospective, and for a municipality
    ("schließen", "schließe", "close"): {"end", "close"},  # a retrospective, and a vote
    ("verlauf", "history"): {"trend", "history"},  # of forecasts, and of traffic lights
    ("ändere", "ändern", "edit", "change"): {"edit", "set"},  # settings are not records: to change one is to set it
}
"""Words that mean another verb with another noun."""


def each() -> Iterator[tuple[str, str, Command]]:
    for noun in VOCABULARY.nouns:
        for command in noun.commands:
            yield noun.name, command.name.split()[1], command


COMMANDS = list(each())


@pytest.mark.parametrize(("noun", "verb", "command"), COMMANDS, ids=[command.name for *_, command in COMMANDS])
def test_a_verb_has_its_words_with_every_noun(noun: str, verb: str, command: Command) -> None:
    wanted = OWN.get((noun, verb), VERBS.get(SAME.get(verb, verb), ()))
    missing = {fold(word) for word in wanted} - {fold(word) for word in command.words}
    assert not missing, f"!{noun}: {verb} lacks {sorted(missing)}"


def test_a_word_never_means_two_verbs() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for _, verb, command in COMMANDS:
        for word in command.words:
            meant[fold(word)].add(ALIKE.get(verb, verb))
    allowed = {fold(word): {ALIKE.get(verb, verb) for verb in verbs} for words, verbs in TWO.items() for word in words}
    odd = {word: verbs for word, verbs in meant.items() if len(verbs) > 1 and not verbs <= allowed.get(word, set())}
    assert odd == {}


SAID = (
    ("!aufgabe kommentar A1 gut", "Notiz"),
    ("!action comment A1 good", "Notiz"),
    ("!action change A1 | due: Friday", "A1"),
    ("!task open A1", "A1 ist noch offen"),
    ("!agenda kommentar T1 gut", "Notiz"),
    ("!agenda schiebe T1 | auf: 1", "T1"),
    ("!learning remove L1", "L1"),
    ("!lernen streiche L1", "L1"),
    ("!blocker streiche B1", "B1"),
    ("!aufgabe drop A1", "A1"),
    ("!treffen schiebe S1 | auf: Fr 10 Uhr", "S1"),
    ("!meeting delete S1", "S1"),
    ("!retro close R1", "R1"),
    ("!einstellungen ändern sprache: de", "Ab jetzt gilt"),
)


@pytest.mark.parametrize(("said", "about"), SAID)
async def test_no_record_is_made_of_a_verb(team: Room, said: str, about: str) -> None:
    for record in ("!blocker Raum fehlt", "!aufgabe Raum buchen", "!treffen Jour fixe | wann: Do 10 Uhr", "!lernen Früh fragen"):
        await team.says(record)
    await team.says("!agenda Lage")
    await team.says("!retro Runde | wann: Do 14 Uhr")
    team.forget()
    await team.says(said)
    answer = "\n".join(seen.body for seen in team.messages())
    assert not any(number in answer for number in ("B2", "A2", "T2", "S2", "L2", "R2")), answer
    assert about in answer or not answer, answer
