"""What does dateparser make of a text that the grammar does not know, and can it be trusted?"""

from __future__ import annotations

from datetime import date, datetime, time

from bot.domain.phrases import dateparser_check
from bot.domain.phrases.days import near_enough


def guess(folded: str, local: datetime, language: str) -> tuple[date, time | None] | None:
    """What dateparser makes of it, None where any doubt is left."""
    if not dateparser_check.may_be_a_date(folded):
        return None
    # Costs a second and 30 MB, and few ever need it.
    import dateparser  # noqa: PLC0415

    found = dateparser.parse(
        folded,
        languages=["en", "de"] if language == "en" else ["de", "en"],
        settings={
            "RELATIVE_BASE": local.replace(hour=0, minute=0, second=0, microsecond=0),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
            "REQUIRE_PARTS": ["day", "month", "year"],
        },
    )
    if found is None or not dateparser_check.is_accounted_for(folded, found):
        return None
    return near_enough(found.date(), local.date()), found.time() if dateparser_check.has_time(folded) else None
