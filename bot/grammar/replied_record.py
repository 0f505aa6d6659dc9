"""The record that a command is about because it replies to that record's card, or to the message that made it: `!gelöst`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Command, Noun, Vocabulary
from bot.domain.ids import Number
from bot.grammar import numbers, verb_words
from bot.grammar.fields import first_word
from bot.grammar.parser import parse
from bot.words import fold

_SAID_AS_NOTES = frozenset({"show", "note", "edit", "move"})
"""Verbs that say too little alone for anybody to mean them by one word."""


def verb_alone(text: str, noun: Noun) -> Command | None:
    """The verb that a plain reply to a card consists of (`erledigt`): it is probably meant as one, and not as a note."""
    command = noun.verbs.get(fold(text.strip().rstrip("!. ")))
    if command is None or not command.wants_number or command.needs_text or command.verb in _SAID_AS_NOTES:
        return None
    return command


def command_in(text: str, noun: Noun, vocabulary: Vocabulary, prefix: str) -> Command | None:
    """The command that a plain reply to one of the noun's messages sounds like, beside a line of prose; None where it is just that."""
    parsed = parse(f"{noun.words[0]} {text}", vocabulary, prefix)
    return parsed.command if parsed.command.verb not in (noun.free, noun.alone) else None


def with_number(text: str, vocabulary: Vocabulary, several: Sequence[Number]) -> str | None:
    """The command (without prefix) with the numbers behind its verb; None where it names one itself, or needs none."""
    number = several[0]
    noun = vocabulary.of_letter(number.letter)
    if noun is None:
        return None
    spoken, rest = first_word(text)
    said = vocabulary.by_word.get(fold(spoken))
    if said is None:
        spoken, rest = noun.words[0], text
    elif said is not noun:
        return None
    verb, behind = first_word(rest)
    command = noun.verbs.get(fold(verb))
    if command is None or not command.wants_number or numbers.leading(behind, number.letter, vocabulary.letters)[0]:
        return None
    begins_texts = fold(verb) in verb_words.ALSO_WORDS or (noun.orders and fold(verb) in verb_words.ORDERS)
    if behind.strip() and begins_texts:
        return None
    return f"{spoken} {verb} {', '.join(map(str, several))} {behind}".rstrip()
