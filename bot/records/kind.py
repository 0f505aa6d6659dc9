"""A kind of record, declared once: how one of it is found, changed, shown again on its cards, taken back and erased.

    KIND = Kind(noun="action", of=ACTIONS, steps=("add", "edit", "done", …), card=card, follow_up=schedule)

A verb asks its kind for the record (`open`), makes the changed one with a function of the domain, hands both to `change`, and answers.
What differs for one kind is given in the declaration, or written beside it as a function of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Context, Moment
from bot.domain.history import Change
from bot.domain.ids import Number, RoomId, TeamId, UserId
from bot.domain.record_types import R
from bot.domain.teams import Team
from bot.messages import Erase, Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.ports import OutboxRow, Transaction
from bot.records import notes
from bot.records.count_limits import require_room
from bot.records.declaration import Declaration
from bot.records.history import followed, remember, remember_timer
from bot.records.running_minutes import add_to_minutes, in_minutes
from bot.words import fold


class Kind(Declaration[R]):
    """All that is the same for every kind of record."""

    # Finding one

    async def find(self, tx: Transaction, number: Number) -> R:
        """The record of that number. Raises UserError where there is none."""
        record = await self.records(tx).get(number)
        if record is None or self.is_erased(record):
            raise UserError(f"{self.noun}.unknown", number=str(number))
        return record

    async def changeable(self, ctx: Context, number: Number) -> R:
        """The record, open or not. Raises UserError where there is none or the sender may not change it."""
        record = await self.find(ctx.tx, number)
        await self.may_change(ctx, record)
        return record

    async def open(self, ctx: Context, number: Number) -> R:
        """The record. Raises UserError where there is none, the sender may not change it, or it is closed."""
        record = await self.changeable(ctx, number)
        if not self.is_open(record):
            raise UserError(f"{self.noun}.closed", **self.as_param(record))
        return record

    async def amendable(self, ctx: Context, number: Number, team: str) -> R:
        """The record whose message was edited; `team` is what the field says now. Raises UserError as `open`, or where that is another."""
        record = await self.open(ctx, number)
        await self.require_same_team(ctx, record, team)
        return record

    async def require_same_team(self, ctx: Context, record: R, team: str, owner: TeamId | None = None) -> None:
        """Raises UserError where an edit names another `team` than that of the record, or than its `owner` where that is another."""
        if team and fold(team) != fold((await ctx.team(owner or record.team)).name):
            raise UserError(f"{self.noun}.other-team", **self.as_param(record))

    # Making and changing one

    async def require_room(self, ctx: Context, team: Team) -> None:
        """Raises UserError where the group has so many that it can have no more."""
        await require_room(ctx, self.noun, self.of, team)

    async def announced(
        self,
        ctx: Context,
        record: R,
        *,
        buttons: tuple[str, ...] = (),
        mentions: tuple[UserId, ...] = (),
        also: Sequence[Outgoing] = (),
        **more: Any,
    ) -> Reply:
        """The answer to the command that made it, which is its card; said elsewhere, its group gets the card in its own room.

        `also` is said after the card.
        """
        team = await ctx.team(record.team)
        params = {**await self.card(ctx, record, team.room), **more}
        if team.room == ctx.room:
            return Reply(
                f"{self.noun}.card",
                subject=record.number,
                role=Role.CARD,
                mentions=mentions,
                buttons=buttons,
                also=tuple(also),
                **params,
            )
        card = Say(
            room=team.room,
            text=f"{self.noun}.card",
            params=params,
            once=f"card:{record.number}",
            subject=str(record.number),
            role=Role.CARD,
            buttons=buttons,
            notify=bool(mentions),
            mentions=mentions,
            unasked=True,
        )
        return Reply(f"{self.noun}.added-direct", subject=record.number, role=Role.CARD, also=(card, *also), **params)

    async def keep(self, ctx: Context, record: R, detail: str = "") -> None:
        """Adds a new one with its history; while minutes run here it belongs to their current topic, without a field that says so."""
        await self.records(ctx.tx).add(record)
        await self.remember(ctx, record, "add", detail)
        await add_to_minutes(ctx, record)

    async def change(self, ctx: Context, before: R, after: R, step: str, detail: str = "") -> list[Outgoing]:
        """Saves the change and adds it to the history; returns what has to be said because of it, beside the answer."""
        await self.records(ctx.tx).save(after)
        await self.remember(ctx, before, step, detail)
        await in_minutes(ctx, after.team)
        return [*await self.follow_up(ctx, before, after), *await self.refreshed(ctx, after)]

    async def remember(self, ctx: Context, before: R, step: str, detail: str = "") -> None:
        """Adds a step to its history. Raises ValueError for one that is not declared."""
        await remember(ctx, before.number, self.named(step), detail, before=self.state.dump_json(before))

    async def remember_timer(self, moment: Moment, record: R, step: str, detail: str = "") -> None:
        """Adds a step that a timer took. Raises ValueError for one that is not declared."""
        await remember_timer(moment, record.number, self.named(step), detail)

    def named(self, step: str) -> str:
        """The step as the history keeps it. Raises ValueError for one that is not declared."""
        if step not in self.steps:
            raise ValueError(f"{self.noun} has no step {step}")
        return f"{self.noun} {step}"

    async def refreshed(self, moment: Moment, record: R) -> list[Outgoing]:
        """Every card of the record, as it should read now."""
        team = await moment.team(record.team)
        rows = await moment.tx.outbox.about(str(record.number), self.card_roles)
        return [Rewrite(of=row.once, text=self._text_of(row, team), params=await self.card(moment, record, row.room)) for row in rows]

    # Telling others

    async def told(self, ctx: Context, record: R, text: str, /, **params: Any) -> list[Outgoing]:
        """A message to the rooms of the groups that own it, where the command was not given there."""
        said: list[Outgoing] = []
        for team in await self.owners(ctx, record):
            group = await ctx.team(team)
            if group.counts and group.room != ctx.room:
                once = f"told:{ctx.event}:{text}:{team}"
                said.append(self.about(ctx, record, group.room, text, once=once, **{"by": ctx.sender, **params}))
        return said

    def about(self, moment: Moment, record: R, room: RoomId, text: str, /, *, once: str, **params: Any) -> Say:
        """An unasked message about a record in a room, as a reply to the message that made it where that is in the same room."""
        return Say(
            room=room,
            text=text,
            params={**self.as_param(record), "now": moment.now, **params},
            once=once,
            subject=str(record.number),
            role=Role.NOTICE,
            reply_to=record.source if room == record.room else None,
            unasked=True,
        )

    # Taking it back

    async def undo(self, ctx: Context, change: Change) -> Sequence[Outgoing] | None:
        """Puts the record back to what it was before `change`; None where somebody has done something to it since."""
        now = await self.undoable(ctx, change)
        if now is None or change.before is None:
            return None
        await ctx.tx.history.delete(change)
        return await self.put_back(ctx, now, self.state.validate_json(change.before))

    async def undoable(self, ctx: Context, change: Change) -> R | None:
        """The record as it is now; None where somebody has done something to it since `change`, or that kept no earlier state.

        Raises UserError where the sender may not change it.
        """
        now = await self.records(ctx.tx).get(change.subject)
        if change.before is None or now is None or followed(change, await ctx.tx.history.of(change.subject)):
            return None
        await self.may_change(ctx, now)
        return now

    async def put_back(self, ctx: Context, now: R, before: R, text: str = "") -> list[Outgoing]:
        """Saves the record as it was, and says so here, with `text` if that is given, and to the groups that own it."""
        undone = f"{self.noun}.undone"
        said = await self.change(ctx, now, before, "undo")
        said += await self.told(ctx, before, undone)
        answer = self.as_param(before)
        said.append(Say(room=ctx.room, text=text or undone, params=answer, once=f"undone:{ctx.event}", subject=str(before.number)))
        return said

    async def retract(self, ctx: Context, number: Number) -> Sequence[Outgoing]:
        """Its message was deleted: the record is withdrawn and its text erased, if nothing was built on it."""
        record = await self.changeable(ctx, number)
        return await self.kept(ctx, record) or await self.erase(ctx, record)

    async def kept(self, ctx: Context, record: R) -> list[Outgoing]:
        """The answer where something was built on it, so that it stays though its message is deleted; nothing where it can go."""
        why = await self.built_on(ctx, record)
        if not why:
            return []
        return [Say(room=ctx.room, text=why, params=self.as_param(record), once=f"kept:{ctx.event}", subject=str(record.number))]

    async def erase(self, ctx: Context, record: R) -> list[Outgoing]:
        """Withdraws it, forgets what people wrote of it, and erases the messages about it."""
        if self.withdrawn is None or self.erased is None:
            raise TypeError(f"{self.noun} does not say what becomes of a record whose message is deleted")
        after, number = record, str(record.number)
        if self.is_open(record):
            await self.remember(ctx, record, self.withdraw_step)
            after = self.withdrawn(ctx, record)
        after = self.erased(after)
        await self.records(ctx.tx).save(after)
        await ctx.tx.history.erase(record.number)
        await notes.forget(ctx, record.number)
        await in_minutes(ctx, record.team)
        said = await self.follow_up(ctx, record, after)
        rows = await ctx.tx.outbox.about(number, tuple(Role))
        gone = Say(room=ctx.room, text=f"{self.noun}.retracted", params={"number": number}, once=f"gone:{ctx.event}")
        return [*said, *(Erase(of=row.once) for row in rows), gone]

    def _text_of(self, row: OutboxRow, team: Team) -> str:
        if self.card_text is not None:
            return self.card_text(row, team)
        return f"{self.noun}.card" if row.room == team.room else f"{self.noun}.added-direct"
