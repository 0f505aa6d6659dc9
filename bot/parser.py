"""What a text says: which command, on which record, with which text and fields.

!NOUN [VERB] [NUMBER] [TEXT] and then any number of fields
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.command import Command, Noun, Vocabulary
from bot.domain.ids import Number
from bot.fields import AGAIN, FIELD_FIRST, HiddenKey, SlippedKey, first_key, first_word, foreign_key, numbered_word, split
from bot.meant import Meant, unknown_noun
from bot.messages import UserError
from bot.words import fold

HELP = frozenset({"hilfe", "help", "?"})
NEW = frozenset({"neu", "add", "new"})
"""Words that may stand before a text to say that it is one."""

_MARKS = ",;|｜!?.：，"
"""What may follow a noun."""
_GLUED = re.compile(r"([^\W\d_]++)[:,;|｜：，]++")
LONGEST = 15_000
"""Of a whole message: less than where the intake cuts it, so that nothing of it is lost without a word."""


@dataclass(frozen=True, kw_only=True)
class Parsed:
    command: Command
    number: Number | None = None
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """The argument -> what was written for it."""
    filters: frozenset[str] = frozenset()
    """The arguments whose bare word was said."""


def parse(text: str, vocabulary: Vocabulary, prefix: str) -> Parsed:
    """The command that a text (without prefix) gives; UserError with what was probably meant, if anything was."""
    if len(text) > LONGEST:
        raise UserError("message.too-long", most=LONGEST)
    word, rest = first_word(text)
    noun = vocabulary.by_word.get(fold(word.rstrip(_MARKS)))
    if noun is None and (glued := _GLUED.match(word)):  # `!blocker:Raum fehlt`
        noun = vocabulary.by_word.get(fold(glued[1]))
        word, rest = (glued[1], f"{word[glued.end() :]} {rest}".rstrip()) if noun else (word, rest)
    if noun is None:
        raise unknown_noun(word, rest, vocabulary, prefix)
    return _Reading(noun, vocabulary, prefix, word).parse(rest)


@dataclass(frozen=True)
class _Reading:
    """One text about one noun."""

    noun: Noun
    vocabulary: Vocabulary
    prefix: str
    word: str

    @property
    def _meant(self) -> Meant:
        return Meant(self.noun, self.vocabulary, self.prefix, self.word)

    def parse(self, rest: str) -> Parsed:
        if not rest.strip():
            return Parsed(command=self._verb(self.noun.alone))
        first, after = numbered_word(rest, self.noun.letter)
        if fold(first) in HELP and not after:
            return Parsed(command=self._help(), text=self.word)
        jotted = self._jotted(None, rest)
        if jotted is not None:
            return jotted
        free = self.noun.verb(self.noun.free) if self.noun.free else None
        if fold(first) in NEW and free is not None and free.takes_text:
            source, behind = numbered_word(after, self.noun.letter)
            number = Number.read(source)
            if number is not None and self._from(number) is free:
                return self._with_fields(free, number, behind)
            return self._with_fields(free, None, after)
        number = Number.read(first, self.noun.letter) if self.noun.letter else None
        if number is not None:
            spoken = self._about(number, first, after)
            if spoken is not None:
                return spoken
        command = self.noun.verbs.get(fold(first))
        if command is not None:
            spoken = self._said(command, after, rest)
            if spoken is not None:
                return spoken
        elif not first.endswith(":"):
            self._meant.refuse_slip(first, after)
            self._meant.refuse_unknown_verb(first, after)
        if free is None:
            raise UserError("verb.unknown", said=first, noun=self.noun.name)
        return self._with_fields(free, None, rest)

    def _about(self, number: Number, first: str, after: str) -> Parsed | None:
        """`B12 …`: the record, a verb behind its number, or a field to change; None where a bare number only begins a text."""
        if number.letter != self.noun.letter:
            # Bare letters with digits ("A5-Format") are words; only the letter of a kind of record makes a number.
            if self.vocabulary.of_letter(number.letter) is None:
                return None
            adds, said = self._from(number), self.noun.verbs.get(fold(first_word(after)[0]))
            if adds is not None and (said is None or not said.wants_number):
                return self._with_fields(adds, number, after)
            raise self._meant.other_kind(number, f"{first} {after}", verb=first_word(after)[0])
        if not after.strip():
            return Parsed(command=self._verb("show"), number=number)
        jotted = self._jotted(number, after)
        if jotted is not None:
            return jotted
        verb, behind = first_word(after)
        command = self.noun.verbs.get(fold(verb))
        if command is not None and command.verb != self.noun.free:
            if command.takes_number:
                return self._with_fields(command, number, behind)
            if command.takes_text:  # it reads the number itself, among others: `!retro R2 stimme 3 7`
                return self._with_fields(command, None, f"{number} {behind}")
        if first.lstrip("#").isdigit() and not first.startswith("#"):
            return None
        edit = self.noun.verb("edit")
        if edit is not None and FIELD_FIRST.match(after):
            return self._with_fields(edit, number, after)
        note = self.noun.verb("note")
        suggest = f"{self._spoken(note)} {number} {after}" if note else None
        if note is not None and note.verb == self.noun.jot:  # its sign stands behind the number
            suggest = f"{self.prefix}{self.word} {number} {note.words[0]} {after}"
        raise UserError("number.no-verb", said=str(number), noun=self.noun.name, suggest=suggest)

    def _jotted(self, number: Number | None, text: str) -> Parsed | None:
        """A note that says by its first field, or by a sign, that it is one."""
        command = self.noun.verb(self.noun.jot) if self.noun.jot else None
        if command is None:
            return None
        text = text.lstrip()
        sign = next((word for word in command.words if not word[0].isalnum() and text.startswith(word)), None)
        if sign is not None:
            return self._with_fields(command, number, text.removeprefix(sign))
        return self._with_fields(command, number, text) if fold(first_key(text)) in command.keys else None

    def _said(self, command: Command, after: str, rest: str) -> Parsed | None:
        """The command, if what follows its verb fits it; None where the word only begins a text."""
        word, behind = numbered_word(after, self.noun.letter if command.takes_number else "")
        if command.takes_number and len(numbers(after, self.noun.letter)) > 1:
            raise UserError("number.several")
        number = Number.read(word, self.noun.letter) if word and command.takes_number else None
        if number is not None:
            if number.letter != self.noun.letter:
                raise self._meant.other_kind(number, rest, verb=first_word(rest)[0])
            return self._with_fields(command, number, behind)
        if command.wants_number:
            raise NumberMissing(command, rest, has_text=bool(after.strip()))
        if not after.strip():
            return Parsed(command=command)
        words = [fold(word) for word in after.split()]
        if command.filters and all(word in command.filters for word in words):
            return Parsed(command=command, filters=frozenset(command.filters[word] for word in words))
        if command.takes_text and (command.fits is None or command.fits(after)):
            return self._with_fields(command, None, after)
        return None

    def _with_fields(self, command: Command, number: Number | None, text: str) -> Parsed:
        try:
            return self._split(command, number, text)
        except UserError as error:
            error.about, error.number = command.name, number
            raise

    def _split(self, command: Command, number: Number | None, text: str) -> Parsed:
        said = " ".join(filter(None, (self._spoken(command), str(number or ""))))
        every = {key for noun in self.vocabulary.nouns for other in noun.commands if other.verb != noun.jot for key in other.keys}
        if not command.keys:
            # A note or a reason is prose; only a field of this noun behind a pipe is taken for one.
            foreign = foreign_key(text, self.noun.keys)
            if foreign is not None:
                raise UserError("field.elsewhere", key=foreign, known=[])
            return Parsed(command=command, number=number, text=text.strip())
        try:
            parts = split(text, fields=command.fields, all_keys=every, repeats=command.verb == self.noun.jot)
        except (SlippedKey, HiddenKey) as asked:
            raise UserError(asked.text, suggest=f"{said} {asked.mended}".strip(), **asked.params) from None
        fields: dict[str, str] = {}
        for key, value in parts.fields.items():
            argument = command.keys[fold(key)]
            # Two words for the same: `bis: Freitag | due: Montag`.
            if argument in fields and command.verb != self.noun.jot:
                raise UserError("field.twice", key=key)
            fields[argument] = f"{fields[argument]}{AGAIN}{value}" if argument in fields else value
        return Parsed(command=command, number=number, text=parts.text, fields=fields)

    def _help(self) -> Command:
        return next(command for command in self.vocabulary.commands if command.name == "help show")

    def _from(self, number: Number) -> Command | None:
        """The command that adds from a record of another kind."""
        verb = self.noun.adds_from.get(number.letter)
        return self.noun.verb(verb) if verb else None

    def _verb(self, name: str) -> Command:
        command = self.noun.verb(name)
        if command is None:
            raise UserError("verb.unknown", said=name, noun=self.noun.name)
        return command

    def _spoken(self, command: Command) -> str:
        """The command as people say it."""
        if command.verb == self.noun.free:
            return f"{self.prefix}{self.word}"
        return f"{self.prefix}{self.word} {command.words[0]}"


def numbers(text: str, letter: str) -> list[Number]:
    """The numbers of which a text consists, if it consists of nothing else: `B1 B2`, `B1, B2 und B3`."""
    words = [word for word in re.split(r"[\s,;+&]+", text) if word and fold(word) not in {"und", "and"}]
    found = [number for number in (Number.read(word) for word in words) if number is not None and number.letter == letter]
    return found if found and len(found) == len(words) else []


class NumberMissing(UserError):
    """A verb that speaks of one record stands without its number (`!blocker gelöst Vorlage da`)."""

    def __init__(self, command: Command, rest: str, *, has_text: bool) -> None:
        super().__init__("number.missing")
        self.command = command
        self.rest = rest
        self.has_text = has_text
