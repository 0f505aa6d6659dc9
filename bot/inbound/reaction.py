"""Reactions and deletions: a reaction is a button on a card or accepts a suggestion; a deletion takes back what the event did."""

from __future__ import annotations

from dataclasses import replace

from bot.command import NOTED, Command, Vocabulary
from bot.context import Context
from bot.context_factory import ContextFactory
from bot.domain.ids import Number
from bot.domain.records import Change
from bot.grammar.parsed import Parsed
from bot.inbound.error_reply import NO, YES
from bot.inbound.message import Messages, claim, thread_of
from bot.inbound.receipted_message import receipted
from bot.messages import Erase, Reaction, Redaction, Role, Say
from bot.messages.outcome import NAMELESS, STANDS, Outcome, alias
from bot.permissions import Who
from bot.ports import Handled, OutboxRow, Transaction

MEANINGFUL_REACTIONS = frozenset("✅👀⏫📘❌➕💤")
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
        return await self._messages.run(replace(ctx, tapped=row.role), command, parsed, event.event_id, thread_of(row))

    def _means_nothing(self, ctx: Context, event: Reaction, row: OutboxRow) -> Outcome:
        """A button that does not work on this message: answered once for each message, and to members of a group only."""
        is_button = event.key in MEANINGFUL_REACTIONS and any(command.button == event.key for command in self._vocabulary.commands)
        if not (is_button and row.subject and row.role in NOTED and ctx.groups):
            return Outcome()
        noun = self._vocabulary.of_letter(row.subject[:1])
        params = {"key": event.key, "number": row.subject, "noun": noun.words[0] if noun else ""}
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
        return await self._messages.run(replace(ctx, tapped=Role.CARD), command, parsed, event.event_id)

    async def redaction(self, tx: Transaction, event: Redaction) -> Outcome:
        """Takes back what the deleted event did: a note, a tap or a record. It has to have been in this room."""
        await tx.inbox.deleted_unread(event.target, event.room)
        made = await tx.inbox.handled(event.target) or await tx.inbox.handled(claim(event.target, event.sender))
        if made is not None and made.outcome == NAMELESS:
            say = Say(room=event.room, text="edit.nameless", once=f"edit-not-run:{alias(event.target)}", role=Role.NAMELESS)
            return Outcome(result=NAMELESS, posts=(say,), nameless=True)
        if made is not None and made.room == event.room:
            await tx.inbox.forget_words(made.event_id)
        # The words that hold again after a deleted edit come as another edit (`bot.matrix.inbound.originals`).
        if made is None or made.room != event.room or made.edit_of is not None:
            return Outcome()
        if made.outcome == STANDS:
            await tx.inbox.finish(made.event_id, outcome="ignored")
        if made.outcome != "done":
            return Outcome()
        ctx = await self._contexts.context(
            tx, room=event.room, sender=event.sender, event=event.event_id, written_at=event.sent_at, origin=event.target
        )
        command = self._vocabulary.command(made.command)
        note = await tx.notes.of_event(event.target)
        if note is not None:
            await tx.notes.delete(note)
        change = await tx.history.of_event(event.target)
        if change is not None:
            return await self._handed_over(tx, made, change) or await self._undone(ctx, change, command)
        if command is None or command.retract is None or made.subject is None:
            if note is None:
                return Outcome()
            passed_on = [row for row in await tx.outbox.by_cause(event.target) if row.role is Role.NOTICE]
            return Outcome(result="done", subject=note.subject, posts=tuple(Erase(of=row.once) for row in passed_on))
        posts = await command.retract(replace(ctx, who=command.who), made.subject)
        return Outcome(result="done", subject=made.subject, posts=tuple(posts))

    async def _handed_over(self, tx: Transaction, made: Handled, change: Change) -> Outcome | None:
        """A change holds while any tap of its button stands: when the first is withdrawn, the change is handed over to the next tap."""
        await tx.inbox.finish(made.event_id, outcome="ignored")
        for other in await tx.inbox.also_said(made):
            follower = await tx.history.of_event(other.event_id)
            if other.outcome == STANDS and other.subject == change.subject:
                await tx.history.hand_over(change, event=other.event_id, before=change.before)
                await tx.inbox.finish(other.event_id, outcome="done", command=made.command, subject=other.subject)
                return Outcome(result="done", subject=change.subject)
            if follower is not None and follower.subject == change.subject and await self._follows(tx, change, follower):
                await tx.history.delete(change)
                await tx.history.hand_over(follower, event=other.event_id, before=change.before)
                return Outcome(result="done", subject=change.subject)
        return None

    async def _follows(self, tx: Transaction, change: Change, follower: Change) -> bool:
        """Whether only timers made changes between the two."""
        between = (each for each in await tx.history.of(change.subject) if change.id < each.id < follower.id)
        return all(each.by is None for each in between)

    async def _undone(self, ctx: Context, change: Change, given: Command | None) -> Outcome:
        """`given` is the command of the deleted event, which counts where the change is no command itself: a reply that gave a solution."""
        noun = self._vocabulary.of_letter(change.subject.letter)
        command = self._vocabulary.command(change.what) or given
        if noun is None or noun.undo is None:
            return Outcome()
        posts = await noun.undo(replace(ctx, who=command.who if command else Who.TEAM), change)
        return Outcome(result="done", subject=change.subject, posts=tuple(posts or ()))

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
