"""Suggestions in English rooms: nouns, verbs, filters, keys and colours as English words; what people wrote themselves stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.command import Command, Key, Noun, Vocabulary
from bot.grammar import numbers, verb_words
from bot.grammar.fields import field_places, first_word
from bot.grammar.parsed import NumberMissing, Parsed
from bot.grammar.parser import parse
from bot.messages import UserError
from bot.words import fold

_WORDS = """
    blocker hurdle meeting session agenda topic action task todo decision retro retrospective learning question
    overview digest team group settings setting language bot help deputy proxy minutes milestone status
    add new list show edit change note comment reopen open done finished close closed end delete deleted remove
    removed withdraw withdrawn drop cancel move accept decline confirm set solve solved resolved fixed take ack
    escalate concerns concern discuss suggest handled defer postpone paper my mine approved approve review
    supersede replace repeal revoke plan anonymous anon start begin vote join merge time remark blueprint export
    answer answered later again dissolve hello greet thanks thank ballot on-record publish to-session repeat circular seat coming abstain
    sign-out privacy gdpr access erase request recall retention periods grant refuse reject
    clear name reschedule in-writing next line present more undo draft final objection moderator
    all project steering technical technology organization process processes market and yes really
    solution proposal idea severity colour color priority urgent urgency delay due by title duration length where
    place room location until lead when date anyway to on kind who responsible assignee owner document for
    against no abstentions reason why alternatives subject-to deadline conflict supersedes wording ref number
    form municipalities goal period budget link good bad ideas liked learned learnt lacked longed wind anchor
    reef island keep change share clarify stop continue from reference funder evidence after at handover because for
"""
ENGLISH = frozenset(_WORDS.split())
"""Words, folded, that are English and stay, and the first of which names a field. The names of nouns and verbs need not stand here."""
_COLOURS = {"rot": "red", "gelb": "yellow", "gruen": "green"}
_COLOUR = re.compile(r"\W{0,3}+(rot|gelb|grün|gruen)\b", re.IGNORECASE)
_WORD = re.compile(r"\s*+(\S++)\s*+")


def english(words: Sequence[str]) -> str:
    """The first of the words that is English; the last one where none is known to be, since German ones stand before."""
    return next((word for word in words if fold(word) in ENGLISH), words[-1])


def spoken(words: Sequence[str], language: str) -> str:
    """The word by which something is named in this language."""
    return english(words) if language == "en" else words[0]


def noun_word(noun: Noun, language: str) -> str:
    """The noun as it is named in this language."""
    return noun.name if language == "en" and noun.name in noun.words else spoken(noun.words, language)


def in_english(command: str, vocabulary: Vocabulary, prefix: str) -> str:
    """The same command in English words; unchanged where it cannot be read, or would not be the same."""
    parsed = _read(command, vocabulary, prefix)
    if parsed is None:
        return command
    written = _rewritten(command, parsed, vocabulary, prefix)
    return written if _is_same(parsed, _read(written, vocabulary, prefix)) else command


def _read(command: str, vocabulary: Vocabulary, prefix: str) -> Parsed | None:
    try:
        return parse(command.removeprefix(prefix), vocabulary, prefix)
    except NumberMissing as missing:
        return Parsed(command=missing.command)
    except UserError:
        return None


def _is_same(before: Parsed, after: Parsed | None) -> bool:
    if after is None:
        return False
    return replace(before, fields=_without_colour(before)) == replace(after, fields=_without_colour(after))


def _without_colour(parsed: Parsed) -> dict[str, str]:
    return {argument: value for argument, value in parsed.fields.items() if argument != "severity"}


def _rewritten(text: str, parsed: Parsed, vocabulary: Vocabulary, prefix: str) -> str:
    start = len(prefix) if text.startswith(prefix) else 0
    word, _ = first_word(text[start:])
    noun = vocabulary.by_word.get(fold(word.rstrip(",;|!?.：")))
    if noun is None:
        return text
    changes: list[tuple[int, int, str]] = []
    if fold(word) not in ENGLISH | {noun.name} and fold(word) in vocabulary.by_word:
        changes.append((start, start + len(word), noun_word(noun, "en")))
    at = start + len(word)
    for place, end, said in _verbs(text, at, noun, vocabulary, parsed.command):
        changes.append((place, end, said))
        at = end
    at = len(text) - len(numbers.leading(text[at:], noun.letter, vocabulary.letters)[1]) if noun.letter else at
    changes += _filters(text, at, parsed) if parsed.filters else _keys(text, at, parsed.command)
    for begin, end, said in reversed(changes):
        text = text[:begin] + said + text[end:]
    return text


def _verbs(text: str, at: int, noun: Noun, vocabulary: Vocabulary, command: Command) -> Iterator[tuple[int, int, str]]:
    """Where the verb stands, before the number or behind it, with its English word."""
    adds = command.verb == noun.free
    known = {fold(word) for word in (*(verb_words.ADD if adds else ()), *command.words)}
    behind = len(text) - len(numbers.leading(text[at:], noun.letter, vocabulary.letters)[1]) if noun.letter else at
    for begin in (at, behind):
        match = _WORD.match(text, begin)
        if match is not None and fold(match[1]) in known:
            said = match[1]
            if fold(said) not in ENGLISH | {command.verb}:
                said = "new" if adds and said.casefold() in verb_words.ADD else _verb_word(command)
            yield match.start(1), match.end(1), said
            return


def _verb_word(command: Command) -> str:
    """Its name, or the form of it that people say: `concerns B3`."""
    return next((word for word in command.words if word.startswith(command.verb) and fold(word) in ENGLISH), command.verb)


def _filters(text: str, at: int, parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    filters = parsed.command.filters
    for match in re.finditer(r"\S+", text[at:]):
        name = filters.get(fold(match[0]))
        if name is not None and fold(match[0]) not in ENGLISH:
            same = [word for word, other in filters.items() if other == name]
            yield at + match.start(), at + match.end(), english(same)


def _keys(text: str, at: int, command: Command) -> Iterator[tuple[int, int, str]]:
    for place in field_places(text[at:], command.fields):
        named = english(place.field.words)
        if fold(place.key) not in ENGLISH | {fold(named)}:
            yield at + place.at, at + place.ends, named
        yield from _colour(text, at + place.ends, place.field)


def _colour(text: str, at: int, key: Key) -> Iterator[tuple[int, int, str]]:
    """The colour behind the key of the traffic light."""
    match = _COLOUR.match(text, at)
    if match is not None and "severity" in key.words:
        yield match.start(1), match.end(1), _COLOURS[fold(match[1])]
