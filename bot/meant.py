"""What was probably meant, where what was said is no command?"""

from __future__ import annotations

from dataclasses import dataclass

from bot.command import Noun, Vocabulary
from bot.domain.ids import Number
from bot.fields import FIELD_FIRST, first_word, numbered_word
from bot.messages import UserError
from bot.words import fold, nearest


def unknown_noun(word: str, rest: str, vocabulary: Vocabulary, prefix: str) -> UserError:
    """Of a text whose first word is no noun; with what to say instead, where that is plain."""
    noun = _unnamed(word, vocabulary)
    if noun is not None:
        return UserError("noun.meant", said=word, suggest=f"{prefix}{noun.words[0]} {word} {rest}".strip())
    meant = nearest(word, (word for noun in vocabulary.nouns for word in noun.words))
    if meant:
        return UserError("noun.meant", said=word, suggest=f"{prefix}{meant} {rest}".strip())
    # "!gelöst B12": the number says which noun was left out.
    number = Number.read(first_word(rest)[0]) if rest else None
    noun = vocabulary.of_letter(number.letter) if number else None
    if noun and fold(word) in noun.verbs:
        return UserError("noun.meant", said=word, suggest=f"{prefix}{noun.words[0]} {word} {rest}".strip())
    return UserError("noun.unknown", said=word)


def _unnamed(word: str, vocabulary: Vocabulary) -> Noun | None:
    """The noun that goes without saying: `R2 stop: …`, where the number tells, or `stop: …`, a field that begins its notes."""
    number = Number.read(word.rstrip(":,"))
    if number is not None:
        return vocabulary.of_letter(number.letter)
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
    """Behind a noun, which stood there as this word."""

    noun: Noun
    vocabulary: Vocabulary
    prefix: str
    word: str

    def other_kind(self, number: Number, said: str, *, verb: str) -> UserError:
        """The number says which noun was meant: suggested is the same with that noun, or its record where it has no such verb."""
        noun = self.vocabulary.of_letter(number.letter)
        command, show = (noun.verbs.get(fold(verb)), noun.verb("show")) if noun else (None, None)
        suggest = None
        if noun and command and command.wants_number:
            suggest = f"{self.prefix}{noun.words[0]} {said}"
        elif noun and show and show.wants_number:
            suggest = f"{self.prefix}{noun.words[0]} {number}"
        return UserError("number.other-kind", said=str(number), noun=self.noun.name, suggest=suggest)

    def refuse_slip(self, first: str, after: str) -> None:
        """Refuses a word that is nearly a verb, where what follows fits that verb."""
        meant = nearest(first, (word for command in self.noun.commands for word in command.words))
        if meant is None:
            return
        command = self.noun.verbs[fold(meant)]
        follows, _ = numbered_word(after, self.noun.letter)
        number = Number.read(follows, self.noun.letter) if self.noun.letter and follows else None
        if (number is not None) if command.wants_number else not follows:
            raise UserError("verb.meant", said=first, suggest=f"{self.prefix}{self.word} {meant} {after}".strip())

    def refuse_unknown_verb(self, first: str, after: str) -> None:
        """A word and the number of a record, and nothing else but fields: something was to be done with it, but not what the word says."""
        said, behind = numbered_word(after, self.noun.letter)
        number = Number.read(said) if self.noun.letter and (not behind or FIELD_FIRST.match(behind)) else None
        if number is None:
            return
        if number.letter == self.noun.letter:
            raise UserError("verb.unclear", said=first, number=str(number), noun=self.noun.name)
        other = self.vocabulary.of_letter(number.letter)
        if other is not None and fold(first) in other.verbs:
            raise self.other_kind(number, f"{first} {after}", verb=first)
