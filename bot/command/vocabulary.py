"""The vocabulary: all nouns with their commands, and which of them a word, a letter or a button belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.command.declaration import Command
from bot.command.noun import Noun
from bot.messages import Role
from bot.words import fold, nearest


@dataclass(frozen=True)
class Vocabulary:
    """All nouns together: what can be said to the bot."""

    nouns: tuple[Noun, ...]
    by_word: Mapping[str, Noun] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_word", {fold(word): noun for noun in self.nouns for word in noun.words})

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of all kinds of records."""
        return frozenset(noun.letter for noun in self.nouns if noun.letter)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words of all fields but those of retrospectives' columns (`Noun.jot`)."""
        return frozenset(key for noun in self.nouns for each in noun.commands if each.verb != noun.jot for key in each.keys)

    @property
    def commands(self) -> Iterator[Command]:
        return (command for noun in self.nouns for command in noun.commands)

    def is_noun(self, word: str) -> bool:
        """Whether a command may begin with it: a noun, or a slip of a long one."""
        folded = fold(word.rstrip(",;|!?："))
        return folded in self.by_word or (len(folded) > 5 and nearest(folded, self.by_word) is not None)

    @cached_property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Each word of a verb or a field, folded -> the names of the commands that have it, those whose verb it is first."""
        verbs = [(fold(word), command.name) for command in self.commands for word in command.words]
        fields = [(key, command.name) for command in self.commands for key in command.keys]
        found: dict[str, tuple[str, ...]] = {}
        for word, name in (*verbs, *fields):
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), name)))
        return found

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.name == name), None)

    def of_command(self, command: Command) -> Noun:
        """The noun that has this command."""
        return next(noun for noun in self.nouns if command in noun.commands)

    def of_letter(self, letter: str) -> Noun | None:
        return next((noun for noun in self.nouns if noun.letter == letter), None)

    def of_message(self, subject: str, role: Role) -> Noun | None:
        """The noun whose commands the buttons and replies are of a message about `subject`."""
        return next((noun for noun in self.nouns if role in noun.roles), None) or self.of_letter(subject[:1])

    def pressed(self, subject: str, key: str, role: Role) -> Command | None:
        """The command that a reaction with `key` on a message about `subject` stands for."""
        owner = self.of_letter(subject[:1])
        nouns = [noun for noun in self.nouns if role in noun.roles] or ([owner] if owner else [])
        commands = (command for noun in nouns for command in noun.commands)
        return next((command for command in commands if key in command.buttons and role in command.on), None)
