"""Parsing a text: which command it gives, on which record, with which text and fields.

!NOUN [VERB] [NUMBER] [TEXT] and then any number of fields
"""

from __future__ import annotations

import re

from bot.command import Vocabulary
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.grammar.fields import first_word
from bot.grammar.noun_parser import Reading
from bot.grammar.parsed import NumberMissing, Parsed
from bot.grammar.smalltalk import small
from bot.grammar.suggestions import unknown_noun
from bot.messages import UserError
from bot.values.colour_words import says_colour
from bot.words import fold, nearest

__all__ = ["MAX_MESSAGE_LENGTH", "NumberMissing", "Parsed", "parse"]

_PUNCTUATION = ",;|｜!?.：，"
"""Punctuation that may follow a noun."""
_GLUED = re.compile(r"([^\W\d_]++)[:,;|｜：，]++")
MAX_MESSAGE_LENGTH = 15_000
"""Characters of a message: fewer than where the sync cuts it, so that a longer one is refused and never cut silently."""


def parse(text: str, vocabulary: Vocabulary, prefix: str, *, literal: bool = False) -> Parsed:
    """The command that a text (without prefix) gives; UserError with what was probably meant, if anything was.

    With `literal` the words are taken as they stand: their author was asked whether they mean more, and they do not.
    """
    if len(text) > MAX_MESSAGE_LENGTH:
        raise UserError("message.too-long", most=MAX_MESSAGE_LENGTH)
    word, rest = first_word(text)
    noun = vocabulary.by_word.get(fold(word.rstrip(_PUNCTUATION)))
    if noun is None and (glued := _GLUED.match(word)):  # `!blocker:Raum fehlt`
        noun = vocabulary.by_word.get(fold(glued[1]))
        word, rest = (glued[1], f"{word[glued.end() :]} {rest}".rstrip()) if noun else (word, rest)
    if noun is not None:
        return Reading(noun, vocabulary, prefix, word, literal).parse(rest)
    verb = small(text)
    if verb is not None and (command := vocabulary.command(f"help {verb}")) is not None:
        return Parsed(command=command)
    unnamed = _unnamed(text, vocabulary, prefix)
    if unnamed is not None:
        return unnamed
    raise unknown_noun(word, rest, vocabulary, prefix)


def _unnamed(text: str, vocabulary: Vocabulary, prefix: str) -> Parsed | None:
    """`B1`, `B1 gelöst`, `gelöst B1`: the number says which noun was left out. None where there is none, or it only stands in a text.

    What takes a record away is asked about first.
    """
    word, rest = first_word(text)
    first = Number.read(word.rstrip(_PUNCTUATION)) or (Number.read(word + first_word(rest)[0]) if len(word) == 1 else None)
    number = first or Number.read(first_word(rest)[0].rstrip(_PUNCTUATION))
    noun = vocabulary.of_letter(number.letter) if number else None
    if noun is None or number is None:
        return None
    of_other = next((each for each in vocabulary.nouns if (verb := each.verbs.get(fold(word))) and verb.of == number.letter), None)
    if of_other is not None and first is None:  # `abstimmen T7`
        return Reading(of_other, vocabulary, prefix, of_other.words[0]).parse(text)
    if first is None and fold(word) not in noun.verbs and not says_colour(word) and nearest(word, vocabulary.by_word):
        return None  # a slip of a noun
    parsed = Reading(noun, vocabulary, prefix, noun.words[0]).parse(text)
    if parsed.number is None or parsed.command.verb == noun.free:
        return None
    if parsed.command.verb in verb_words.TAKING_AWAY:
        raise UserError("noun.sure", said=text, suggest=f"{prefix}{noun.words[0]} {text}")
    return parsed
