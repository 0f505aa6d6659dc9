"""Tables of what people write for dates: `phrase | what it means`, below a line with the moment at which it is written."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.values.when import NotUnderstood, Series, iso_lines, read

BERLIN = ZoneInfo("Europe/Berlin")


def cases(table: str) -> list[tuple[str, str, str]]:
    """The phrase, the moment and the meaning of each row."""
    found: list[tuple[str, str, str]] = []
    now = ""
    for line in table.strip().splitlines():
        if line.startswith("# now "):
            now = line.removeprefix("# now ")
        else:
            text, _, meant = line.rpartition(" | ")
            found.append((text, now, meant))
    return found


def meaning(text: str, now: str) -> str:
    """The first line of `lotse when` without the offset, behind the rule of a series, or the reason of the refusal."""
    try:
        found = read(text, now=datetime.fromisoformat(now).replace(tzinfo=BERLIN), zone=BERLIN)
    except NotUnderstood as refusal:
        return refusal.reason
    rule = f"{found.rule} " if isinstance(found, Series) else ""
    return rule + iso_lines(found)[0][:16]
