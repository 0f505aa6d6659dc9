"""The answer of a command: a reply, or a mistake that the user can mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import Number, UserId
from bot.messages.outgoing import Outgoing, Role


@dataclass(frozen=True)
class Reply:
    """What a command answers, in the room and thread where it was said.

    `Reply("blocker.solved", blocker=…)`: the first argument names the text, the keywords are its parameters. Without a text nothing
    is answered.
    """

    text: str
    params: Mapping[str, Any]
    subject: Number | None
    others: tuple[Number, ...]
    """Further records that the command has changed in the same way."""
    role: Role
    buttons: tuple[str, ...]
    also: tuple[Outgoing, ...]
    receipt: str | None
    mentions: tuple[UserId, ...]
    nameless: bool
    further: tuple[tuple[str, Mapping[str, Any]], ...]
    suggests: str | None

    def __init__(
        self,
        text: str,
        /,
        *,
        subject: Number | None = None,
        others: tuple[Number, ...] = (),
        role: Role = Role.ANSWER,
        buttons: tuple[str, ...] = (),
        also: tuple[Outgoing, ...] = (),
        receipt: str | None = None,
        mentions: tuple[UserId, ...] = (),
        nameless: bool = False,
        further: tuple[tuple[str, Mapping[str, Any]], ...] = (),
        suggests: str | None = None,
        **params: Any,
    ) -> None:
        """`receipt` is the emoji that says the same in rooms that want short answers (`antworten: kurz`).

        An answer is a notice, unless it has `mentions`: then it notifies these people. With `nameless` the commit forgets whose command
        it was, and when. `further` are other texts in the same answer, `suggests` the
        words that its buttons complete.
        """
        for name, value in (
            ("text", text),
            ("params", params),
            ("subject", subject),
            ("others", others),
            ("role", role),
            ("buttons", buttons),
            ("also", also),
            ("receipt", receipt),
            ("mentions", mentions),
            ("nameless", nameless),
            ("further", further),
            ("suggests", suggests),
        ):
            object.__setattr__(self, name, value)

    def saying(self, *more: Outgoing) -> Reply:
        """The same answer, with more to be said elsewhere."""
        return Reply(
            self.text,
            subject=self.subject,
            others=self.others,
            role=self.role,
            buttons=self.buttons,
            also=(*self.also, *more),
            receipt=self.receipt,
            mentions=self.mentions,
            nameless=self.nameless,
            further=self.further,
            suggests=self.suggests,
            **self.params,
        )


class UserError(Exception):
    """A mistake that the user can mend: answered in one sentence with a correct example, rolled back, not logged.

    `suggest` is the command that was probably meant; the answer then offers ✅ to run it. Where it cannot be carried out, the first
    of `or_suggest` that can takes its place. `literal` is the same command with its words taken as they stand; where there is one, the
    answer offers ❌ for it. `buttons` are offered instead of a suggestion: taps on the answer count as on a card of the record `subject`.
    """

    def __init__(
        self,
        text: str,
        /,
        *,
        suggest: str | None = None,
        or_suggest: Sequence[str] = (),
        literal: str | None = None,
        buttons: tuple[str, ...] = (),
        subject: Number | None = None,
        **params: Any,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.suggest = suggest
        self.or_suggest = tuple(or_suggest)
        self.literal = literal
        self.buttons = buttons
        self.subject = subject
        self.params = params
        self.about = ""
        """The name of the command that was refused, as far as it was understood; set by the code that ran it."""
        self.number: Number | None = None
        """The record that the command spoke of, for the example."""
        self.amends: Number | None = None
        """Where an edit was refused, the record that the message had made: a suggestion then changes that record."""
        self.replaces = False
        """Whether an edited message was run again, so that this is now its outcome."""
