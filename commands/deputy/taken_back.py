"""A message or a reaction was taken back: what it said about a voice no longer holds, and the word before counts again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import Voice, Word
from bot.messages import Outgoing, Say
from commands.agenda.session_dates import date_of
from commands.deputy.look import look_now
from commands.deputy.speaking import voices_on
from commands.deputy.words import told_deputies


async def taken_back(ctx: Context, team: Team, words: Sequence[Word], *, answers: bool = False) -> list[Outgoing]:
    """Deletes these words; with `answers` says in the room what holds now. What is over stays as it is."""
    still = [word for word in words if word.holder is not None]
    if not still:
        return []
    date = await date_of(ctx, still[0].session, still[0].planned) if still[0].session else None
    if date is not None and date.end <= ctx.now:
        return []
    before = await voices_on(ctx, team, date)
    await ctx.tx.voices.unsay(still)
    await look_now(ctx, team)
    said = await told_deputies(ctx, team, date, before) if date else []
    if answers:
        said.append(_answer(ctx, date, [*_of(await voices_on(ctx, team, date), still)]))
    return said


def _of(voices: Sequence[Voice], words: Sequence[Word]) -> list[Voice]:
    named = {word.municipality for word in words}
    holders = {word.holder for word in words}
    return [voice for voice in voices if voice.holder in holders and ("" in named or voice.municipality in named)]


def _answer(ctx: Context, date: Occurrence | None, voices: Sequence[Voice]) -> Say:
    return Say(room=ctx.room, text="deputy.taken-back", params={"date": date, "voices": voices}, once=f"voices back {ctx.event}")
