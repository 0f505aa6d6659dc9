"""A verb without the number of its decision: `!beschluss schließen` means one of the votes that run."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Command
from bot.context import Context
from bot.domain.decisions import Decision, DecisionKind
from bot.domain.record_types import DECISIONS
from bot.messages import UserError
from bot.records.listing import belongs_here, in_scope, speaks_for_all
from bot.records.verbs import missing_number
from commands.decision.record import KIND

_ABOUT_VOTES = ("ballot", "close")
_any = missing_number(KIND)


async def which(ctx: Context, verb: Command, text: str) -> UserError:
    """The vote that can be meant where one runs; else the decisions, as with every kind."""
    if verb.verb not in _ABOUT_VOTES or not belongs_here(ctx):
        return await _any(ctx, verb, text)
    running = await _running(ctx, verb)
    if not running:
        return UserError("decision.none-running")
    if len(running) > 1:
        return await missing_number(KIND, among=_running)(ctx, verb, "")
    word = verb.verb if ctx.settings.language == "en" else verb.words[0]
    suggest = f"{ctx.project.prefix}{KIND.word(ctx)} {word} {running[0].number} {text}".rstrip()
    return UserError("decision.which-vote", decision=running[0], suggest=suggest)


async def _running(ctx: Context, verb: Command) -> Sequence[Decision]:
    running = [each for each in await in_scope(ctx, DECISIONS, whole_project=speaks_for_all(ctx)) if each.is_running]
    in_session = [each for each in running if each.kind is not DecisionKind.CIRCULAR]
    return in_session or running if verb.verb == "close" else running  # a vote in writing ends by itself
