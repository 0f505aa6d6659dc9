"""Reactions: one on a card is a button, one on a suggestion accepts or refuses it."""

from __future__ import annotations

from dataclasses import replace

from bot.command import NOTED, Vocabulary
from bot.context import Context
from bot.context_factory import ContextFactory
from bot.domain.ids import Number
from bot.grammar.in_english import noun_word
from bot.grammar.parsed import Parsed
from bot.inbound.error_reply import NO, YES
from bot.inbound.message import Messages, thread_of
from bot.inbound.receipted_message import receipted
from bot.messages import Reaction, Role, Say
from bot.messages.outcome import Outcome
from bot.ports import OutboxRow, Transaction

MEANINGFUL_REACTIONS = frozenset("✅👀⏫📘❌➕💤⏭🏁")
"""Reactions that nobody sets merely to be friendly, as they do with 👍."""


class Reactions:
    def __init__(self, vocabulary: Vocabulary, contexts: ContextFactory, messages: Messages) -> None:
        self._vocabulary = vocabulary
        self._contexts = contexts
        self._messages = messages

    async def reaction(self, tx: Transaction, event: Reaction) -> Outcome:
        row = await tx.outbox.by_event(event.target)
        if row is None:
            return await self._on_receipted(tx, event)
        if row.room != event.room:
            return Outcome()
        ctx = await self._contexts.context(
            tx, room=event.room, sender=event.sender, event=event.event_id, written_at=event.sent_at, pressed=True, origin=event.target
        )
        if row.role is Role.SUGGESTION:
            return await self._answered(ctx, event, row)
        command = self._vocabulary.pressed(row.subject, event.key, row.role) if row.subject else None
        if command is None or row.subject is None:
            return self._means_nothing(ctx, event, row)
        # A command without a `number` argument reads the card's subject as text: `R2/3` as `R2 3`.
        said = "" if command.takes_number else row.subject.replace("/", " ")
        parsed = Parsed(command=command, number=Number.of_subject(row.subject) if command.takes_number else None, text=said)
        return await self._messages.run(replace(ctx, tapped=row.role, key=event.key), command, parsed, event.event_id, thread_of(row))

    def _means_nothing(self, ctx: Context, event: Reaction, row: OutboxRow) -> Outcome:
        """A button that does not work on this message: answered once for each message, and to members of a group only."""
        is_button = event.key in MEANINGFUL_REACTIONS and any(event.key in command.buttons for command in self._vocabulary.commands)
        if not (is_button and row.subject and row.role in NOTED and ctx.groups):
            return Outcome()
        noun = self._vocabulary.of_message(row.subject, row.role)
        if noun is not None and not noun.letter:  # what has no number cannot be named
            return Outcome()
        params = {"key": event.key, "number": row.subject, "noun": noun_word(noun, ctx.settings.language) if noun else ""}
        say = Say(room=ctx.room, text="tap.nothing", params=params, once=f"tap:{row.once}", thread=thread_of(row))
        return Outcome(result="ignored", posts=(say,))

    async def _on_receipted(self, tx: Transaction, event: Reaction) -> Outcome:
        """A tap on a person's own message that made a record without a card."""
        subject = await receipted(tx, event.target, event.room)
        command = self._vocabulary.pressed(subject, event.key, Role.CARD) if subject else None
        if command is None or subject is None:
            return Outcome()
        ctx = await self._contexts.context(
            tx, room=event.room, sender=event.sender, event=event.event_id, written_at=event.sent_at, pressed=True, origin=event.target
        )
        parsed = Parsed(command=command, number=Number.of_subject(subject), text="")
        return await self._messages.run(replace(ctx, tapped=Role.CARD, key=event.key), command, parsed, event.event_id)

    async def _answered(self, ctx: Context, event: Reaction, row: OutboxRow) -> Outcome:
        """A tap on "Meintest du …?": ✅ of the author runs the suggestion as if it had been written; ❌ takes the words as they stand."""
        literal = event.key in NO
        suggested = row.suggests if event.key == YES else row.literally if literal else None
        if suggested is None or row.asked_by != event.sender:
            return Outcome()
        await ctx.tx.outbox.blank(row)  # a second tap finds nothing to run
        written = row.cause or event.event_id
        said = self._messages.bare(suggested)
        ctx = replace(ctx, event=written, pressed=False)
        if row.subject:
            return replace(await self._messages.amend(ctx, said, row.subject, literal=literal), instead_of=row.cause)
        outcome = await self._messages.say(ctx, said, event.event_id, thread_of(row), literal=literal)
        return replace(outcome, instead_of=row.cause)
