"""Lines that are probably a verb in other words: `nächstes Thema`, `noch 5 Minuten`, `Anwesend sind Gießen und Marburg`."""

from __future__ import annotations

import re

from bot.context import Context
from bot.domain.minutes.running import Minutes
from bot.messages import UserError
from bot.words import fold
from commands.deputy.present import voices_of

_MOST = 120
"""Characters of a line that can be one."""
_NEXT = re.compile(
    r"(?:bitte )?(?:weiter )?(?:mit )?(?:zum |das |dem |the )?(?:nächste[nrsm]?|naechste[nrsm]?|next) (?:thema|punkt|top|topic|item)"
)
_MORE = re.compile(
    r"(?:bitte )?(?:noch|mehr|plus|\+|more) ?(?:mal )?([a-zäöüß]{3,12}|\d{1,3}) ?(?:min(?:uten?|utes?)?\.?)?(?: mehr| länger)?"
)
_END = re.compile(r"(?:die )?sitzung(?: ist)? (?:beendet|geschlossen|zu ende)|(?:ende|schluss) der sitzung|sitzungsende|finish(?:ed)?")
_THERE = re.compile(r"(?:da|anwesend|anwesende|there|present)(?: sind| ist| are| is)?:? ")
_BETWEEN = re.compile(r",|;|/| und | and | sowie ")
_NUMBERS = {
    **{"zwei": 2, "drei": 3, "fünf": 5, "zehn": 10, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30},
    **{"two": 2, "three": 3, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30},
}


async def refuse_verb(ctx: Context, minutes: Minutes, said: str) -> None:
    """Raises UserError, which offers the verb, for words that are hardly what came of a topic; ❌ takes them as a line."""
    line = " ".join(said.casefold().strip(" .!").split())
    if ctx.literal or len(line) > _MOST:
        return
    verb = _verb(line) or await _present(ctx, minutes, line)
    if verb is None:
        return
    english, german, behind = verb
    spoken = f"{ctx.project.prefix}{f'minutes {english}' if ctx.settings.language == 'en' else f'protokoll {german}'}"
    as_line = "minutes line" if ctx.settings.language == "en" else "protokoll zeile"
    raise UserError("minutes.verb-meant", suggest=f"{spoken}{behind}", literal=f"{ctx.project.prefix}{as_line}: {said}")


def _verb(line: str) -> tuple[str, str, str] | None:
    """The verb in English and German, and what stands behind it."""
    if _NEXT.fullmatch(line):
        return "next", "weiter", ""
    if _END.fullmatch(line):
        return "end", "ende", ""
    more = _MORE.fullmatch(line)
    by = (_NUMBERS.get(more[1]) or (int(more[1]) if more[1].isdecimal() else 0)) if more else 0
    return ("more", "mehr", f" {by}") if by else None


async def _present(ctx: Context, minutes: Minutes, line: str) -> tuple[str, str, str] | None:
    there = _THERE.match(line)
    if there is None:
        return None
    known = {fold(voice.municipality): voice.municipality for voice in await voices_of(ctx, await ctx.team(minutes.team), minutes)}
    names = [known.get(fold(name.strip())) for name in _BETWEEN.split(line[there.end() :])]
    found = [name for name in names if name]
    return ("present", "da", f": {', '.join(found)}") if found and len(found) == len(names) else None
