"""The words behind a verb, parted into text and fields. Refused, with what was probably meant, where that is not plain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.command import Command, Noun, Vocabulary
from bot.domain.ids import Number
from bot.grammar.field_hints import hinted, hinted_behind, urgent_first
from bot.grammar.fields import VALUE_SEPARATOR, HiddenKey, SlippedKey, UnknownLine, foreign_key, split
from bot.grammar.implied_verb import as_fields
from bot.grammar.misplaced import MisplacedField, refuse_misplaced
from bot.grammar.parsed import Guess, Parsed
from bot.messages import UserError
from bot.words import fold

_SEPARATOR_FIRST = re.compile(r"\A[–—―:.,;-]\s+")
"""What only separates the number of a record from what is said of it: `B1 – Vorlage da`."""


@dataclass(frozen=True)
class Filling:
    noun: Noun
    vocabulary: Vocabulary
    named: str
    """The noun as it was said, with its prefix."""
    literal: bool
    """Whether the author was asked already what the text means: then nothing in it is asked about."""

    def fill(self, command: Command, numbers: Sequence[Number], text: str, spoken: str) -> Parsed:
        """`spoken` is the command as people say it, for what is suggested; it is about all of `numbers`."""
        number = numbers[0] if numbers else None
        said = " ".join(filter(None, (spoken, ", ".join(map(str, numbers)))))
        try:
            urgent = urgent_first(text) if command.verb == self.noun.free and "ampel" in command.keys else None
            if urgent is not None and self.literal:
                text = text.replace(":", " –", 1)  # a title then, and no field
            elif urgent is not None:
                raise UserError(urgent.name, suggest=f"{said} {urgent.text} | ampel: rot", literal=f"{said} {text}", said=urgent.said)
            parsed = self._split(command, number, text, said)
            if number is not None and command.takes_text and not self.literal:
                refuse_misplaced(self.noun, command, text)
            if command.verb == self.noun.free and not self.literal:
                self._refuse_hint(parsed, said)
        except MisplacedField as asked:
            asked.suggest, asked.literal = f"{said} {asked.mended.strip()}", f"{said} {text.strip()}"
            asked.about, asked.number = command.name, number
            raise
        except UserError as error:
            error.about, error.number = command.name, number
            raise
        return parsed

    def _split(self, command: Command, number: Number | None, text: str, said: str) -> Parsed:
        if not command.keys:
            # A note or a reason is prose: only a key of this noun behind a bar (`|`) counts as a field.
            foreign = foreign_key(text, self.noun.keys)
            if foreign is not None:
                raise UserError("field.elsewhere", key=foreign, known=[])
            said_behind = text.strip() if number is None else _SEPARATOR_FIRST.sub("", text.strip(), count=1)
            return Parsed(command=command, number=number, text=said_behind, literal=self.literal)
        try:
            parts = split(
                text,
                fields=command.fields,
                all_keys=self.vocabulary.keys,
                repeats=command.verb == self.noun.jot,
                literal=self.literal,
                prose=command.args.prose,
            )
        except (SlippedKey, UnknownLine, HiddenKey) as asked:
            as_text = f"{said} {text}" if isinstance(asked, HiddenKey) and command.takes_text else None
            raise UserError(asked.text, suggest=f"{said} {asked.mended}".strip(), literal=as_text, **asked.params) from None
        fields: dict[str, str] = {}
        for key, value in parts.fields.items():
            argument = command.keys[fold(key)]
            # Two words for the same: `bis: Freitag | due: Montag`.
            if argument in fields and command.verb != self.noun.jot:
                raise UserError("field.twice", key=key)
            fields[argument] = f"{fields[argument]}{VALUE_SEPARATOR}{value}" if argument in fields else value
        if parts.text and not command.takes_text and number is not None:
            self._refuse_bare(command, parts.text, said, text)
        return Parsed(command=command, number=number, text=parts.text, fields=fields, literal=self.literal)

    def _refuse_bare(self, command: Command, bare: str, said: str, text: str) -> None:
        """`ändere B1 rot`: the value of a field without its key."""
        rest = text.replace(bare, "", 1).strip()
        guesses = [f"{said} | {guess}{' ' if rest else ''}{rest}" for guess in as_fields(self.noun, command, bare)]
        if guesses:
            raise Guess("field.meant-value", said=bare, suggest=guesses[0], or_suggest=guesses[1:])

    def _refuse_hint(self, parsed: Parsed, said: str) -> None:
        """Asks about a value that the title hints at, where its field was not written."""
        keys, fields = parsed.command.keys, parsed.fields
        hint, text, others = hinted(parsed.text, keys), parsed.text, dict(fields)
        if hint is not None:
            text = hint.text
        else:
            behind = ((argument, hinted_behind(value, keys)) for argument, value in fields.items())
            argument, hint = next(((argument, found) for argument, found in behind if found), ("", None))
            others |= {argument: hint.text} if hint is not None else {}
        if hint is None or hint.argument in fields:
            return
        raise UserError(
            hint.name,
            suggest=f"{said} {text} | {hint.key}: {hint.value}{_written(parsed.command, others)}",
            literal=f"{said} {parsed.text}{_written(parsed.command, fields)}",
            said=hint.said,
        )


def _written(command: Command, fields: Mapping[str, str]) -> str:
    return "".join(f" | {command.key_of[argument]}: {value}" for argument, value in fields.items())
