"""Parsing what follows a noun: the verb, the record and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.command import Command, Noun, Vocabulary
from bot.domain.ids import Number
from bot.grammar import numbers, verb_words
from bot.grammar.arguments import Filling
from bot.grammar.fields import FIELD_FIRST, first_key, first_word, led
from bot.grammar.implied_verb import ABOUT, about
from bot.grammar.parsed import Guess, NumberMissing, Parsed
from bot.grammar.suggestions import Meant
from bot.messages import UserError
from bot.words import fold

HELP = frozenset({"hilfe", "help", "?"})
_ABOUT_OTHERS = ABOUT | {"ueber", "about"}
_LEADS_KEY = "zu"
"""May stand before a key, as in the name of a column: `zu klären: …`."""
_PAUSE = re.compile(r"[-–—,;→=/>]+\s*+(?=\S)")
"""What people write in place of a colon, and in sentences too."""
NEW = frozenset(verb_words.ADD)
"""Words before a text that say it is a new record."""


@dataclass(frozen=True)
class Reading:
    """Parses a text behind a noun, which was written as `word`."""

    noun: Noun
    vocabulary: Vocabulary
    prefix: str
    word: str
    literal: bool = False

    @property
    def _meant(self) -> Meant:
        return Meant(self.noun, self.vocabulary, self.prefix, self.word)

    @property
    def _filling(self) -> Filling:
        return Filling(self.noun, self.vocabulary, f"{self.prefix}{self.word}", self.literal)

    def parse(self, rest: str) -> Parsed:
        if not rest.strip():
            return Parsed(command=self._verb(self.noun.alone))
        first, after = first_word(rest)
        if fold(first) in HELP and not after:
            return Parsed(command=self._help(), text=self.word)
        jotted = self._jotted(None, rest) or self._led(rest)
        if jotted is not None:
            return jotted
        listed = self._listed_behind(first, after) or (None if self.literal else self._sifted(rest))
        if listed is not None:
            return listed
        free = self.noun.verb(self.noun.free) if self.noun.free else None
        if fold(first) in NEW and free is not None and free.takes_text and not self.noun.prose:
            source, behind = first_word(after)
            number = Number.read(source)
            if number is not None and self._from(number) is free:
                return self._fill(free, [number], behind)
            return self._fill(free, [], after)
        several, behind = self._numbers(rest)
        if several and not self.literal and (not self.noun.prose or self._is_number_alone(several[0], behind)):
            spoken = self._about(several, first, behind)
            if spoken is not None:
                return spoken
        command = self._verb_of(first.rstrip(",;") if FIELD_FIRST.match(after) else first, after)
        if command is not None:
            spoken = self._said(command, after, rest)
            if spoken is not None:
                return spoken
        elif not first.endswith(":") and not self.literal:
            self._meant.refuse_slip(first, after)
            if not self.noun.prose:
                self._meant.refuse_unknown_verb(first, after)
                self._meant.refuse_of_none(rest)
        if free is None:
            raise UserError("verb.unknown", said=first, noun=self.noun.name)
        return self._fill(free, [], rest)

    def _led(self, text: str) -> Parsed | None:
        """`weiter: einstimmig`: a verb whose text stands behind a colon."""
        word, behind = led(text)
        command = self.noun.verbs.get(fold(word)) if word else None
        return self._fill(command, [], behind) if command is not None and command.needs_colon and behind else None

    def _is_number_alone(self, number: Number, behind: str) -> bool:
        """Whether nothing but a number was said, or a verb behind it that speaks of it: in prose it only begins the text otherwise."""
        word, rest = first_word(behind)
        command = self.noun.verbs.get(fold(word)) if number.letter == self.noun.letter else None
        return not word or (command is not None and command.takes_number and not rest.strip())

    def _speaks_of(self, number: Number, command: Command, behind: str) -> bool:
        """Whether a verb speaks of the number behind it: in prose nothing may follow but fields, and no number of another kind."""
        is_alone = not behind.strip() or bool(command.keys and FIELD_FIRST.match(behind))
        return number.letter == self.noun.letter and is_alone

    def _listed_behind(self, word: str, after: str) -> Parsed | None:
        """`!agenda zu S1`: the list that belongs to a record, behind a word that only leads to its number."""
        several, behind = self._numbers(after) if fold(word) in ABOUT else ([], "")
        return self._lists(several[0]) if several and not behind.strip() else None

    def _sifted(self, text: str) -> Parsed | None:
        """`!blocker alle`: the list that the noun alone gives, filtered; no record has such words alone as its title."""
        command = self.noun.verb(self.noun.alone)
        words = [fold(word.rstrip(".!?")) for word in text.split()]
        if command is None or not words or not all(word in command.filters for word in words):
            return None
        return Parsed(command=command, filters=frozenset(command.filters[word] for word in words))

    def _numbers(self, text: str) -> tuple[list[Number], str]:
        if not self.noun.letter:
            return [], text
        return numbers.leading(text, self.noun.letter, self.vocabulary.letters)

    def _verb_of(self, word: str, after: str) -> Command | None:
        """A verb has the same words with every noun: `kommentar` is `notiz`, also where only another noun says so."""
        own = self.noun.verbs.get(fold(word))
        if own is not None or not numbers.leading(after, "", self.vocabulary.letters)[0]:
            return own
        same = {other.verb for noun in self.vocabulary.nouns if (other := noun.verbs.get(fold(word))) and other.wants_number}
        return self.noun.verb(same.pop()) if len(same) == 1 else None

    def _about(self, several: list[Number], first: str, after: str) -> Parsed | None:
        """`B12 …`: the record, a verb behind its number, or a field to change; None where a bare number only begins a text."""
        number = several[0]
        if number.letter != self.noun.letter:
            return self._about_other(number, after)
        if not after.strip():
            return self._of(self._verb("show"), several)
        jotted = self._jotted(number, after)
        if jotted is not None:
            return jotted
        verb, behind = first_word(after)
        command = self._verb_of(verb, str(number))
        if command is not None and command.verb != self.noun.free:
            if command.takes_number:
                return self._of(command, several, behind)
            if command.takes_text:  # it reads the number itself, among others: `!retro R2 stimme 3 7`
                return self._fill(command, [], f"{number} {behind}")
        if first.isdigit():
            return None
        edit = self.noun.verb("edit")
        if edit is not None and FIELD_FIRST.match(after):
            return self._of(edit, several, after)
        raise self._unclear(several, after)

    def _about_other(self, number: Number, after: str) -> Parsed | None:
        """A number of another kind: what is made from it or listed of it, else what was probably meant."""
        adds, lists = self._from(number), self._lists(number)
        said = self.noun.verbs.get(fold(first_word(after)[0]))
        if said is not None and said.of == number.letter:
            return self._fill(said, [number], first_word(after)[1])
        if lists is not None and (not after.strip() or said is lists.command or (said is not None and said.verb == "show")):
            return lists
        if lists is not None and said is None:
            raise self._meant.of_that_one(number, after)
        if adds is not None and (said is None or not said.wants_number):
            return self._fill(adds, [number], after)
        raise self._meant.other_kind(number, f"{number} {after}", verb=first_word(after)[0])

    def _unclear(self, several: list[Number], after: str) -> Guess:
        """The refusal of words about a record that name no verb, with what they sound like as suggestions, a note as the last of them."""
        number = several[0]
        said = ", ".join(map(str, several))
        guesses = [f"{self.prefix}{self.word} {guess}" for guess in about(self.noun, said, after)]
        note = self.noun.verb("note")
        if note is not None and note.verb == self.noun.jot:  # its sign stands behind the number
            guesses.append(f"{self.prefix}{self.word} {number} {note.words[0]} {after}")
        elif note is not None:
            guesses.append(f"{self._spoken(note)} {number} {after}")
        return Guess("number.no-verb", said=said, noun=self.noun.name, suggest=guesses[0] if guesses else None, or_suggest=guesses[1:])

    def _jotted(self, number: Number | None, text: str) -> Parsed | None:
        """A note that is recognized by its first field, or by a sign."""
        command = self.noun.verb(self.noun.jot) if self.noun.jot else None
        if command is None:
            return None
        several = [number] if number else []
        text = text.lstrip()
        sign = next((word for word in command.words if not word[0].isalnum() and text.startswith(word)), None)
        if sign is not None:
            return self._fill(command, several, text.removeprefix(sign))
        lead, behind = first_word(text)
        keyed = behind if fold(lead) == _LEADS_KEY else text
        return self._fill(command, several, keyed) if fold(first_key(keyed)) in command.keys else None

    def _said(self, command: Command, after: str, rest: str) -> Parsed | None:
        """The command, if what follows its verb fits it; None where the word only begins a text."""
        word, _ = first_word(after)
        if command.of:
            return self._of_other(command, after)
        several, behind = self._numbers(after)
        listed = self._lists(several[0]) if several else None
        if listed is not None and (command is listed.command or command.verb == "show") and not behind.strip():
            return listed
        if command.takes_number:
            number = several[0] if several else Number.read(word, self.noun.letter) if word else None
            if number is not None and self.noun.prose and not self._speaks_of(number, command, behind if several else ""):
                return None
            if number is not None and number.letter != self.noun.letter:
                raise self._meant.other_kind(number, rest, verb=first_word(rest)[0])
            if number is not None:
                return self._of(command, several or [number], behind)
        if command.wants_number:
            said = fold(first_word(rest)[0])
            if after.strip() and (self.literal or said in verb_words.ALSO_WORDS or (self.noun.orders and said in verb_words.ORDERS)):
                return None
            raise NumberMissing(command, rest, has_text=bool(after.strip()))
        if not after.strip():
            return Parsed(command=command)
        if command.keys and not command.takes_text and FIELD_FIRST.match(after):  # `!agenda liste | treffen: S3`
            return self._fill(command, [], after)
        words = [fold(word) for word in after.split()]
        if command.filters and all(word in command.filters for word in words):
            return Parsed(command=command, filters=frozenset(command.filters[word] for word in words))
        if command.needs_colon and not self.literal and (paused := _PAUSE.match(after)):
            self._meant.refuse_pause(command, rest, after[paused.end() :])
        if command.takes_text and not command.needs_colon and (command.fits is None or command.fits(after)):
            return self._fill(command, [], after)
        return None

    def _of_other(self, command: Command, after: str) -> Parsed | None:
        """A verb about records of another kind, `!beschluss abstimmen T7`; before anything but a number the word begins a text."""
        several, behind = numbers.leading(after, command.of, self.vocabulary.letters)
        if several:
            return self._fill(command, several[:1], behind)
        word, about_it = first_word(after)
        if fold(word) in _ABOUT_OTHERS:
            several, behind = numbers.leading(about_it, command.of, self.vocabulary.letters)
            if several and (not behind.strip() or FIELD_FIRST.match(behind)):
                return self._fill(command, several[:1], behind)
        return None if after.strip() else Parsed(command=command)

    def _of(self, command: Command, several: list[Number], text: str = "") -> Parsed:
        """The same of each of these records."""
        other = next((number for number in several if number.letter != self.noun.letter), None)
        if other is not None:
            raise self._meant.other_kind(other, str(other), verb="")
        if len(several) > numbers.MAX_NUMBERS:
            raise UserError("number.too-many", most=numbers.MAX_NUMBERS)
        if len(several) > 1 and not command.wants_number:
            raise UserError("number.several")
        parsed = self._fill(command, several, text)
        return replace(parsed, others=tuple(several[1:])) if len(several) > 1 else parsed

    def _fill(self, command: Command, several: Sequence[Number], text: str) -> Parsed:
        return self._filling.fill(command, several, text, self._spoken(command))

    def _help(self) -> Command:
        return next(command for command in self.vocabulary.commands if command.name == "help show")

    def _from(self, number: Number) -> Command | None:
        """The command that adds from a record of another kind."""
        verb = self.noun.adds_from.get(number.letter)
        return self.noun.verb(verb) if verb else None

    def _lists(self, number: Number) -> Parsed | None:
        """The list that belongs to a record of another kind: `!agenda S3`."""
        verb, argument = self.noun.lists_of.get(number.letter, ("", ""))
        command = self.noun.verb(verb) if verb else None
        return Parsed(command=command, fields={argument: str(number)}) if command else None

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
