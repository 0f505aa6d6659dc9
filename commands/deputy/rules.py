"""Who may speak for another voice: nobody for more of them than the setting allows, and nobody who does not come.

Handbook: a member who cannot come names an authorised deputy. `[decisions] proxies_per_person` says for how many others one may speak.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.context import Context
from bot.domain.ids import UserId
from bot.domain.meetings import Occurrence, in_utc, occurrences
from bot.domain.teams import Team
from bot.domain.voting.voices import Chair, Seat, Stand, Voice, Word
from bot.messages import UserError
from commands.deputy.speaking import chairs, voices_on
from commands.deputy.words import About

_DAY = timedelta(days=1)


async def require_able(ctx: Context, team: Team, chair: Chair, deputy: UserId, about: About) -> None:
    """Raises UserError where that person cannot speak for this voice too."""
    if deputy == chair.holder:
        raise UserError("deputy.oneself", own=deputy == ctx.sender, chair=chair)
    if deputy == ctx.rooms.me:
        raise UserError("deputy.person-unknown", said=ctx.rooms.name(deputy, team.room))
    if ctx.settings.decisions.proxies_per_person < 1:
        raise UserError("deputy.none-allowed")
    for date in [about.on] if about.on else await _dates_within(ctx, team, about):
        voices = await voices_on(ctx, team, date)
        _require_free(ctx, [voice for voice in voices if voice.municipality != chair.name], deputy, date)
    if about.on is None:
        await _require_no_other_period(ctx, team, chair, deputy, about)


async def require_standing_free(ctx: Context, team: Team, seat: Seat) -> None:
    """Raises UserError where somebody is the standing deputy of too many seats."""
    others = [each for each in await ctx.tx.voices.seats(team.id) if each.municipality != seat.municipality]
    held = [each.municipality for each in others if each.deputy == seat.deputy]
    if seat.deputy is not None and len(held) >= max(ctx.settings.decisions.proxies_per_person, 1):
        raise UserError("deputy.taken-standing", deputy=seat.deputy, others=held)
    if ctx.settings.decisions.proxies_per_person < 1 and seat.deputy is not None:
        raise UserError("deputy.none-allowed")


def _require_free(ctx: Context, others: list[Voice], deputy: UserId, date: Occurrence) -> None:
    own = next((voice for voice in others if voice.holder == deputy), None)
    if own is not None and own.stand in (Stand.DEPUTISED, Stand.ABSTAINS):
        raise UserError("deputy.not-coming", deputy=deputy, voice=own, date=date)
    held = [voice.municipality for voice in others if voice.standby == deputy or (voice.is_deputised and voice.speaker == deputy)]
    if len(held) >= ctx.settings.decisions.proxies_per_person:
        raise UserError("deputy.taken", deputy=deputy, others=held, date=date)


async def _require_no_other_period(ctx: Context, team: Team, chair: Chair, deputy: UserId, about: About) -> None:
    """Also where no session is planned yet in the days that two periods have in common."""
    words = [word for word in await ctx.tx.voices.words(team.id) if word.deputy == deputy and _is_common(word, about)]
    others = [each for each in await chairs(ctx, team) if each != chair]
    held = [each.name for each in others if any((word.municipality, word.holder) == (each.municipality, each.holder) for word in words)]
    if len(held) >= ctx.settings.decisions.proxies_per_person:
        raise UserError("deputy.taken", deputy=deputy, others=held, date=None)


def _is_common(word: Word, about: About) -> bool:
    """Whether a word about a period has days in common with this one."""
    if word.first is None or word.last is None or about.first is None or about.last is None:
        return False
    return word.first <= about.last and about.first <= word.last


async def _dates_within(ctx: Context, team: Team, about: About) -> list[Occurrence]:
    """The dates of the committee on the days of a period."""
    assert about.first is not None and about.last is not None, "it is about a period"
    zone = ctx.settings.zone
    after, before = in_utc(datetime.combine(about.first, time()), zone), in_utc(datetime.combine(about.last + _DAY, time()), zone)
    found: list[Occurrence] = []
    for session in await ctx.tx.sessions.of_team(team.id):
        found += occurrences(session, await ctx.tx.sessions.changes(session.number), zone, after=after, before=before)
    return [date for date in found if not date.cancelled and date.end > ctx.now]
