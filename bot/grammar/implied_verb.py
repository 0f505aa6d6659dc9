"""What to do with a record where the words behind its number name neither verb nor field: `B1 rot`, `B9 ist gelöst`.

Each guess is a command without its noun; it is offered only if its values can be read (`bot.inbound.suggestion`).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.command import Command, Noun
from bot.grammar import verb_words
from bot.values.colour_words import bare
from bot.words import fold

FILLERS = frozenset(
    {
        *(
            "ist",
            "sind",
            "war",
            "waere",
            "wird",
            "wurde",
            "haben",
            "hat",
            "habe",
            "wir",
            "ich",
            "jetzt",
            "nun",
            "schon",
            "bereits",
            "wieder",
        ),
        *("bitte", "mal", "doch", "ganz", "als", "auf", "steht", "markieren", "setzen", "setze", "mache", "mach", "bekommt", "braucht"),
        *("is", "are", "was", "has", "been", "have", "we", "i", "now", "already", "please", "to", "as", "mark", "set", "make", "needs"),
        *("der", "die", "das", "den", "dem", "the", "blocker", "it", "es"),
        *("", "=", "->", "→", "=>"),
    }
)
"""Filler words, folded: they say nothing of what is to be done."""
ABOUT = frozenset({"zu", "zum", "zur", "fuer", "von", "vom", "am", "bei", "for", "of", "on", "from"})
"""Words, folded, that only lead to a number."""
NOT = frozenset({"nicht", "noch", "nie", "kein", "keine", "keineswegs", "not", "never", "isn't", "isnt", "yet", "un", "unge"})
_WORDS_SEARCHED = 6
"""How many of the first words of a sentence are searched for its verb."""


def about(noun: Noun, number: str, text: str) -> Iterator[str]:
    """The commands that may be meant for the record, the likeliest first."""
    verb = _verb(noun, text) or _last_verb(noun, text)
    if verb is not None:
        yield f"{verb[0]} {number} {verb[1]}".strip()
        return
    commands = dict.fromkeys(filter(None, (noun.verb("edit"), *(noun.verb(each.verb) for each in noun.bare))))
    for command in sorted(commands, key=lambda command: not _begins_with_key(noun, command, text)):
        for fields in as_fields(noun, command, text):
            yield f"{command.words[0]} {number} | {fields}"


def as_fields(noun: Noun, command: Command, text: str) -> list[str]:
    """The words as fields of the command: `rot bis Freitag` is `ampel: rot | bis: Freitag`."""
    words = text.split()
    while words and bare(words[0]) in FILLERS and bare(words[0]) not in command.keys:
        words.pop(0)
    parts: list[tuple[str, list[str]]] = [("", [])]
    for word in words:
        key = command.keys.get(bare(word))
        if key is not None and all(key != other for other, _ in parts):
            parts.append((key, []))
        elif bare(word) or parts[-1][1]:
            parts[-1][1].append(word)
    (_, alone), *keyed = parts
    written = [f"{command.key_of[key]}: {_value(value)}" for key, value in keyed]
    if not alone:
        return [" | ".join(written)] if written and all(value for _, value in keyed) else []
    value = _value(alone)
    free = [each.argument for each in noun.bare if each.verb == command.verb and each.fits(value)]
    return [" | ".join([f"{command.key_of[argument]}: {value}", *written]) for argument in free if argument not in dict(keyed)]


def verb_of(noun: Noun, word: str) -> Command | None:
    """The verb about a record that a word anywhere in a sentence names; None where it names none."""
    command = noun.verbs.get(bare(word)) or noun.verb(noun.offers.get(bare(word), ""))
    return command if command is not None and command.wants_number and command.verb not in ("note", "show") else None


def _verb(noun: Noun, text: str) -> tuple[str, str] | None:
    """The word of the verb, and what stands behind it; the word of the opposite verb where the sentence is negated."""
    words = text.split()
    negated = False
    for at, word in enumerate(words[:_WORDS_SEARCHED]):
        negated = negated or bare(word) in NOT
        command, denied = verb_of(noun, word), verb_of(noun, _without_un(word))
        if command is None and denied is None:
            if bare(word) in FILLERS or bare(word) in NOT:
                continue
            return None
        rest = " ".join(words[at + 1 :])
        if not negated and command is not None and denied is None:
            return command.words[0], rest.lstrip(",;:.– ")
        reopen = noun.verb("reopen")
        finished = command or denied
        if reopen is None or finished is None or finished.verb in verb_words.TAKING_AWAY or finished is reopen:
            return None
        return reopen.words[0], rest
    return None


def _last_verb(noun: Noun, text: str) -> tuple[str, str] | None:
    """The same of a sentence that ends with its verb, as German ones do: `S2 auf 12 Uhr verschieben`."""
    *before, last = text.split()
    command = verb_of(noun, last)
    if command is None or not before or any(bare(word) in NOT for word in before):
        return None
    return command.words[0], " ".join(before)


def _begins_with_key(noun: Noun, command: Command, text: str) -> bool:
    """Whether the words are a field of it, key and value: `auf Platz 1`, but not `auf 20 min`."""
    key, _, value = text.strip().partition(" ")
    argument = command.keys.get(bare(key))
    return any(each.verb == command.verb and each.argument == argument and each.fits(value) for each in noun.bare)


def _without_un(word: str) -> str:
    """`ungelöst` -> `gelöst`; nothing where the word does not begin so."""
    folded = fold(word)
    return folded.removeprefix("un") if folded.startswith("un") else ""


def _value(words: list[str]) -> str:
    return " ".join(words).lstrip(" ,;").rstrip(" ,;!?")
