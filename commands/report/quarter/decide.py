"""✅ and ✋ on a report in the steering committee's room: it is accepted by one voice, or given back with what is to change."""

from __future__ import annotations

import re

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.reports.document import Report, ReportState
from bot.domain.teams import Team, team_subject
from bot.grammar import verb_words
from bot.grammar.smalltalk import small
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.values import Text
from bot.words import fold
from commands.report.quarter.meant import CARD, report_at_hand, voice_of_sender, waits
from commands.report.quarter.release import ACCEPT, RETURN
from commands.report.quarter.undecide import remember, undecide

MAX_YES_LENGTH = 80
_YES = frozenset(
    {
        *("ja", "jawohl", "passt", "ok", "okay", "einverstanden", "abgenommen", "abnehmen", "angenommen", "zugestimmt", "zustimmung"),
        *("freigegeben", "genehmigt", "stimmt", "yes", "fine", "accepted", "accept", "approved", "agreed", "good"),
    }
)
_BUT = frozenset(
    {
        *("nicht", "kein", "keine", "aber", "nur", "ausser", "noch", "fehlt", "fehlen", "statt", "nein", "doch", "ob"),
        *("not", "no", "but", "only", "except", "missing", "instead", "whether"),
    }
)
"""What makes of a yes something else."""


class Args(Arguments):
    text: Text = ""


@command(
    "report accept",
    args=Args,
    who=Who.MEMBERS,
    aliases=("abnehmen", *verb_words.ACCEPT),
    button=ACCEPT,
    on=(Role.REPORT,),
    retract=undecide,
)
async def accept(ctx: Context, args: Args) -> Reply:
    steering = await _committee(ctx)
    voice = await voice_of_sender(ctx, steering)
    report = (await report_at_hand(ctx, waits, "report.none-waits")).accepted(by=voice, at=ctx.written_at)
    await ctx.tx.reports.save(report)
    await remember(ctx, report)
    also = [*_card_now(report), *await _told_pmo(ctx, report, "report.told.accepted")]
    return Reply("report.accepted", subject=_subject(steering), also=tuple(also), receipt="👌", report=report, quarter=report.period)


@command(
    "report return",
    args=Args,
    who=Who.MEMBERS,
    aliases=("zurückgeben", "zurückgegeben", "nachbessern", "returned"),
    button=RETURN,
    on=(Role.REPORT,),
    retract=undecide,
)
async def give_back(ctx: Context, args: Args) -> Reply:
    steering = await _committee(ctx)
    voice = await voice_of_sender(ctx, steering)
    remark = "" if ctx.pressed else args.text
    if ctx.replied is Role.REPORT:
        report = await report_at_hand(ctx, lambda each: each.state in (ReportState.RELEASED, ReportState.RETURNED), "report.none-waits")
        if small(args.text):
            return Reply("report.thanks", receipt="👌")
        if report.state is ReportState.RELEASED:
            if _agrees(args.text):
                accepting = "report accept" if ctx.settings.language == "en" else "bericht abnehmen"
                raise UserError("report.accept-meant", suggest=f"{ctx.project.prefix}{accepting}", report=report)
            words = "report return" if ctx.settings.language == "en" else "bericht zurückgeben"
            raise UserError("report.return-meant", suggest=f"{ctx.project.prefix}{words} {args.text}", report=report)
        remark = "\n".join(filter(None, (report.remark, args.text)))
    else:
        report = await report_at_hand(ctx, waits, "report.none-waits")
    if waits(report):  # further remarks give nothing back, so deleting one takes nothing back
        await remember(ctx, report)
    report = report.returned(remark, by=voice, at=ctx.written_at)
    await ctx.tx.reports.save(report)
    also = [*_card_now(report), *await _told_pmo(ctx, report, "report.told.returned")]
    role = Role.ANSWER if remark else Role.REPORT
    if not remark:
        ask = Say(
            room=ctx.room,
            text="report.ask-remark",
            params={"report": report, "quarter": report.period},
            once=f"{CARD}{report.name} asked {ctx.event}",
            subject=team_subject(steering.id),
            role=role,
            reply_gives=give_back.name,
        )
        return Reply("", subject=_subject(steering), also=(*also, ask))
    return Reply("report.returned", subject=_subject(steering), also=tuple(also), receipt="📝", report=report, quarter=report.period)


def _agrees(text: str) -> bool:
    """Whether a reply sounds like a yes without a but: a tap on what is asked about it must not give the report back then."""
    words = [fold(word) for word in re.findall(r"\w+", text[:MAX_YES_LENGTH])]
    return (
        len(text) < MAX_YES_LENGTH and "?" not in text and any(word in _YES for word in words) and not any(word in _BUT for word in words)
    )


async def _committee(ctx: Context) -> Team:
    steering = await ctx.steering()
    if steering is None:
        raise UserError("report.none-waits")
    return steering


def _subject(steering: Team) -> Number | None:
    return Number.of_subject(team_subject(steering.id))


def _card_now(report: Report) -> list[Outgoing]:
    params = {"report": report, "quarter": report.period, "by": report.released_by}
    return [Rewrite(of=f"{CARD}{report.name}", text="report.card", params=params)]


async def _told_pmo(ctx: Context, report: Report, text: str) -> list[Outgoing]:
    pmo = await ctx.pmo()
    if pmo is None or pmo.room == ctx.room:
        return []
    params = {"report": report, "quarter": report.period}
    return [Say(room=pmo.room, text=text, params=params, once=f"{text}:{report.name}:{ctx.event}", notify=True)]
