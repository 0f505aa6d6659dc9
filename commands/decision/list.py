"""`!beschluss liste [alle|projekt] [word]`: the register, the newest first; a word searches texts and reasons."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.decisions import Decision, DecisionState
from bot.domain.record_types import DECISIONS
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records.listing import in_scope, page, speaks_for_all
from bot.values import Text
from bot.words import fold

_ALL = ("alle", "all")
_PROJECT = ("projekt", "project")


def _searches(text: str) -> bool:
    """Whether what follows is at most one word beside the filters; more begin a decision: `Liste der Kommunen führen`."""
    words = [word for word in text.split() if fold(word) not in (*_ALL, *_PROJECT)]
    return len(words) <= 1


class Args(Arguments):
    all: Annotated[bool, Filter(*_ALL)] = False
    project: Annotated[bool, Filter(*_PROJECT)] = False
    text: Text = ""


@command("decision list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST, fits=_searches)
async def listed(ctx: Context, args: Args) -> Reply:
    said = [fold(word) for word in args.text.split()]
    closed = args.all or any(word in _ALL for word in said)
    whole_project = args.project or any(word in _PROJECT for word in said) or speaks_for_all(ctx)
    word = next((word for word in args.text.split() if fold(word) not in (*_ALL, *_PROJECT)), "").strip("\"'„“”»«*")
    found = await in_scope(ctx, DECISIONS, whole_project=whole_project, closed=closed)
    wanted = [decision for decision in found if decision.state is not DecisionState.WITHDRAWN and _has(decision, word)]
    decisions = sorted(wanted, key=DECISIONS.order)
    return Reply("decision.list", word=word, **await page(ctx, DECISIONS, decisions, whole_project=whole_project, everything=closed))


def _has(decision: Decision, word: str) -> bool:
    return fold(word) in fold(f"{decision.text} {decision.reason}")
