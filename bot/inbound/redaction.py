"""Deletions (redactions): the withdrawal of a reaction or of a message takes back what that event did."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Command, Vocabulary
from bot.context import Context
from bot.context_factory import ContextFactory
from bot.domain.history import Change
from bot.inbound.message import claim
from bot.messages import Erase, Redaction, Role, Say
from bot.messages.outcome import NAMELESS, STANDS, Outcome, alias
from bot.permissions import Who
from bot.ports import Handled, Transaction


class Redactions:
    def __init__(self, vocabulary: Vocabulary, contexts: ContextFactory) -> None:
        self._vocabulary = vocabulary
        self._contexts = contexts

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
        notes = await tx.notes.all_of_event(event.target)
        for note in notes:
            await tx.notes.delete(note)
        change = await tx.history.of_event(event.target)
        if change is not None:
            return await self._handed_over(tx, made, change) or await self._undone(ctx, change, command)
        if command is None or command.retract is None or made.subject is None:
            if not notes:
                return Outcome()
            passed_on = [row for row in await tx.outbox.by_cause(event.target) if row.role is Role.NOTICE]
            return Outcome(result="done", subject=notes[0].subject, posts=tuple(Erase(of=row.once) for row in passed_on))
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
