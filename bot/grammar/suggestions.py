"""Suggestions: what was probably meant, where what was said is no command."""

from __future__ import annotations

from dataclasses import dataclass

from bot.command import Command, Noun, Vocabulary
from bot.domain.ids import Number
from bot.grammar import numbers, verb_words
from bot.grammar.fields import FIELD_FIRST
from bot.grammar.implied_verb import ABOUT, FILLERS, NOT, about, verb_of
from bot.grammar.parsed import Guess
from bot.messages import UserError
from bot.values.colour_words import bare, says_colour
from bot.words import fold, near, nearest

_MAX_REQUEST_WORDS = 6
"""The most words of a text that is nothing but a request about a record."""


def unknown_noun(word: str, rest: str, vocabulary: Vocabulary, prefix: str) -> UserError:
    """The refusal of a text whose first word is no noun, with a suggestion where one is likely."""
    noun = _begins_note(word, vocabulary)
    if noun is not None:
        return UserError("noun.meant", said=word, suggest=f"{prefix}{noun.words[0]} {word} {rest}".strip())
    meant = None if says_colour(word) else nearest(word, (word for noun in vocabulary.nouns for word in noun.words))
    if meant:
        return UserError("noun.meant", said=word, suggest=f"{prefix}{meant} {rest}".strip())
    with_verb = [noun for noun in vocabulary.nouns if fold(word) in noun.verbs]
    if len(with_verb) == 1:  # `komme` is a verb of `vertretung` alone
        return UserError("noun.meant", said=word, suggest=f"{prefix}{with_verb[0].words[0]} {word} {rest}".strip())
    return UserError("noun.unknown", said=word)


def _begins_note(word: str, vocabulary: Vocabulary) -> Noun | None:
    """The noun that is implied by a field such as `stop: …`, which begins its notes."""
    if not word.endswith(":"):
        return None
    key = fold(word)
    return next((noun for noun in vocabulary.nouns if noun.jot and (jot := noun.verb(noun.jot)) and key in jot.keys), None)


def respelt(text: str, error: UserError, prefix: str) -> str | None:
    """The command with the words of a value as they were probably meant; None where the error knows of none."""
    said, meant = error.params.get("said"), error.params.get("meant")
    if error.text != "when.meant" or not said or not meant or text.count(str(said)) != 1:
        return None
    return f"{prefix}{text.replace(str(said), str(meant))}"


@dataclass(frozen=True)
class Meant:
    """Suggestions for a text behind a noun, which was written as `word`."""

    noun: Noun
    vocabulary: Vocabulary
    prefix: str
    word: str

    @property
    def _named(self) -> str:
        return f"{self.prefix}{self.word}"

    def other_kind(self, number: Number, said: str, *, verb: str) -> UserError:
        """The number says which noun was meant: suggested is the same with that noun, or its record where it has no such verb."""
        noun = self.vocabulary.of_letter(number.letter)
        command, show = (noun.verbs.get(fold(verb)), noun.verb("show")) if noun else (None, None)
        suggest = None
        if noun and command and command.wants_number:
            suggest = f"{self.prefix}{noun.words[0]} {said}"
        elif noun and show and show.takes_number:
            suggest = f"{self.prefix}{noun.words[0]} {number}"
        return UserError("number.other-kind", said=str(number), noun=self.noun.name, suggest=suggest)

    def of_that_one(self, number: Number, text: str) -> UserError:
        """`!agenda S1 Hosting-Angebot`: suggests a new record for the record that was named."""
        free = self.noun.verb(self.noun.free) if self.noun.free else None
        _, argument = self.noun.lists_of[number.letter]
        if free is None or argument not in free.key_of:
            return self.other_kind(number, str(number), verb="")
        suggest = f"{self._named} {text.strip()} | {free.key_of[argument]}: {number}"
        return UserError("number.for-that", said=str(number), suggest=suggest)

    def refuse_pause(self, command: Command, text: str, behind: str) -> None:
        """Refuses a verb with a dash or a comma where it wants a colon: `weiter – einstimmig`; ❌ takes it as a line of prose."""
        free = self.noun.verb(self.noun.free) if self.noun.free else None
        if free is None or free is command:
            return
        suggest = f"{self._named} {command.words[0]}: {behind.strip()}"
        raise UserError(f"{self.noun.name}.verb-meant", suggest=suggest, literal=f"{self._named} {free.words[0]}: {text.strip()}")

    def refuse_slip(self, first: str, after: str) -> None:
        """Refuses a word that is nearly a verb, where what follows fits that verb."""
        said = fold(first)
        free = self.noun.verb(self.noun.free) if self.noun.free else None
        if free is not None and any(said == fold(word) for key in free.fields for word in key.words):
            return  # the name of a field is a word of its own, however near: `content` is no slip of `comment`
        found = [
            (distance, word, self.noun.verbs[fold(word)])
            for distance, word in near(first, (word for command in self.noun.commands for word in command.words))
            if fold(word) not in verb_words.ALSO_WORDS and not verb_words.never_for(said, fold(word))
        ]
        has_number = bool(self.noun.letter and numbers.leading(after, self.noun.letter, self.noun.letter)[0])
        fitting = [each for each in found if (has_number if each[2].wants_number else not after.strip())]
        if not fitting:
            return
        best = min(distance for distance, _, _ in fitting)
        commands = {command.verb: word for distance, word, command in reversed(fitting) if distance == best}
        if len(commands) > 1:  # "gelösct" may be "gelöst" and "gelöscht"
            either = [f"{self._named} {word} {after}".strip() for word in commands.values()]
            raise UserError("verb.either", said=first, either=either)
        (meant,) = commands.values()
        raise UserError("verb.meant", said=first, suggest=f"{self._named} {meant} {after}".strip())

    def refuse_unknown_verb(self, first: str, after: str) -> None:
        """A word and the number of a record: something was to be done with it, but the word is no verb of this noun."""
        several, behind = numbers.leading(after, "", self.vocabulary.letters) if self.noun.letter else ([], after)
        if not several:
            return
        number = several[0]
        is_verb = any(fold(first) in noun.verbs for noun in self.vocabulary.nouns)
        if number.letter == self.noun.letter:
            offered = self.noun.offers.get(fold(first))
            if offered is not None:
                command = self.noun.verb(offered)
                assert command is not None, "a noun offers its own verbs"
                suggest = f"{self._named} {command.words[0]} {after}".strip()
                raise UserError("verb.offered", said=first, noun=self.noun.name, suggest=suggest)
            if not behind.strip() or FIELD_FIRST.match(behind) or is_verb:
                self._refuse_request(f"{first} {after}")
                if not behind.strip():
                    self._refuse_value(number, first)
                raise UserError("verb.unclear", said=first, number=str(number), noun=self.noun.name)
            return
        other = self.vocabulary.of_letter(number.letter)
        if other is not None and fold(first) in other.verbs:
            raise self.other_kind(number, f"{first} {after}", verb=first)

    def refuse_of_none(self, text: str) -> None:
        """Refuses a short sentence that is about a record (`bitte B1 schließen`, `nicht gelöst: B1`), and a verb that has no record."""
        offered = self.noun.offers.get(bare(text)) if len(text.split()) == 1 else None
        command = self.noun.verb(offered) if offered else None
        if command is not None:
            raise UserError("verb.offered", said=text, noun=self.noun.name, suggest=f"{self._named} {command.words[0]}")
        self._refuse_request(text)

    def _refuse_request(self, text: str) -> None:
        """Refuses words about a record of this noun that stand around its number, where they name a verb."""
        words = text.split()
        if not self.noun.letter or len(words) > _MAX_REQUEST_WORDS:
            return
        read = [Number.read(word.strip("!?")) for word in words]
        at = next((at for at, number in enumerate(read) if number is not None and number.letter == self.noun.letter), None)
        around = [word for place, word in enumerate(words) if place != at]
        if at is None or not all(
            bare(word) in FILLERS | NOT | ABOUT or verb_of(self.noun, word) or _denied(self.noun, word) for word in around
        ):
            return
        for guess in about(self.noun, str(read[at]), " ".join(around)):
            raise Guess(
                "number.no-verb", said=str(read[at]), noun=self.noun.name, suggest=f"{self._named} {guess}", literal=f"{self._named} {text}"
            )

    def _refuse_value(self, number: Number, word: str) -> None:
        """`rot B6`: the value of a field before the number."""
        guesses = [f"{self._named} {guess}" for guess in about(self.noun, str(number), word)]
        if guesses:
            raise Guess("number.no-verb", said=str(number), noun=self.noun.name, suggest=guesses[0], or_suggest=guesses[1:])


def _denied(noun: Noun, word: str) -> bool:
    return verb_of(noun, bare(word).removeprefix("un")) is not None
