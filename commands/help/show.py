"""`!hilfe [word]`: what these people can say here, or what belongs to a noun, a verb, a field, or a question of how it works."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.blockers import Blocker, BlockerState, order
from bot.domain.escalation import STEERING_HEARS
from bot.grammar import verb_words
from bot.grammar.in_english import ENGLISH
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text
from bot.words import fold, nearest
from commands.help.newcomers import about
from commands.help.pages import page_of

_START = "start"
"""What this group is for, as newcomers read it; where there is no group, how to begin."""
SHOWN = 3
"""Examples for one word; a phone screen is soon full."""


class Args(Arguments):
    text: Text = ""


@command("help show", args=Args, who=Who.ANYONE, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    if not args.text:
        return Reply("help.all", kind=_kind(ctx), waiting=await _waiting(ctx), has_board=bool(ctx.project.url))
    if fold(args.text.strip("?!.")) == _START:
        groups = ctx.groups if ctx.direct else [ctx.here] if ctx.here else []
        return Reply("help.newcomers", groups=[await about(ctx, team) for team in groups[:SHOWN]]) if groups else Reply("help.start")
    word = args.text.split()[0].removeprefix(ctx.project.prefix).strip("?!.,:") or args.text
    noun = next((noun for known, noun in ctx.nouns.items() if fold(known) == fold(word)), None)
    if noun is not None:
        return Reply(f"{noun}.help", meanings=ctx.settings.light_meanings, has_board=bool(ctx.project.url))
    page = page_of(args.text)
    if page is not None:
        return Reply(page)
    return _place_of(ctx, word)


def _place_of(ctx: Context, word: str) -> Reply:
    """Where a verb or a field is at home: the page of its noun, or an example for each noun that has it."""
    names = ctx.words.get(fold(word), ())
    nouns = list(dict.fromkeys(name.split()[0] for name in names))
    if not nouns:
        meant = nearest(word, ctx.nouns)
        help_word = "help" if ctx.settings.language == "en" else "hilfe"
        suggest = f"{ctx.project.prefix}{help_word} {_named(ctx, ctx.nouns[meant], meant)}" if meant else None
        raise UserError("help.unknown", said=word, suggest=suggest)
    firsts = [next(name for name in names if name.startswith(f"{noun} ")) for noun in nouns]
    return Reply(
        "help.word",
        said=word,
        examples=[f"{name}.example".replace(" ", ".") for name in (names if len(nouns) == 1 else firsts)[:SHOWN]],
        nouns=[_named(ctx, each, next(word for word, noun in ctx.nouns.items() if noun == each)) for each in nouns[:SHOWN]],
    )


def _named(ctx: Context, noun: str, word: str) -> str:
    """The noun as this room names it: by `word`, or in English where that is German."""
    return noun if ctx.settings.language == "en" and fold(word) not in ENGLISH else word


def _kind(ctx: Context) -> str:
    if ctx.direct:
        return "direct"
    if ctx.here is None:
        return "none"
    return "pmo" if ctx.here.is_pmo else "steering" if ctx.here.is_steering else "team"


async def _waiting(ctx: Context) -> Blocker | None:
    """What these people should look at next: in the PMO what nobody has taken, in the steering committee what was brought before it."""
    if ctx.here is None or not (ctx.here.is_pmo or ctx.here.is_steering):
        return None
    blockers = sorted(await ctx.tx.blockers.listed(), key=order)
    if ctx.here.is_pmo:
        return next((each for each in blockers if each.state is BlockerState.OPEN), None)
    steps = await ctx.tx.ladder.of_open()
    return next((each for each in blockers if not STEERING_HEARS.isdisjoint(steps.get(each.number, frozenset()))), None)
