"""Blockers: those that were open in the year, and together by what they held up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.blockers import Blocker, BlockerState, Severity
from bot.domain.ids import Number, TeamId
from bot.domain.reports.year.document import HeldUp, YearBlocker
from bot.domain.reports.year.span import Span


def blockers_of(blockers: Sequence[Blocker], names: Mapping[TeamId, str], span: Span) -> list[YearBlocker]:
    return [_blocker(each, names, span) for each in sorted(_shown(blockers, span), key=lambda each: each.number)]


def _shown(blockers: Sequence[Blocker], span: Span) -> list[Blocker]:
    return [each for each in blockers if _was_open(each, span)]


def _was_open(blocker: Blocker, span: Span) -> bool:
    """Whether it was open on any day of the year; those reported by mistake, or deleted, are none."""
    if not blocker.text or blocker.state is BlockerState.WITHDRAWN or blocker.reported_at >= span.end:
        return False
    closed = span.closed(blocker.closed_at)
    return closed is None or closed >= span.first


def _blocker(blocker: Blocker, names: Mapping[TeamId, str], span: Span) -> YearBlocker:
    closed, reported = span.closed(blocker.closed_at), span.day(blocker.reported_at)
    return YearBlocker(
        number=blocker.number,
        group=names[blocker.team],
        text=blocker.text,
        severity=_severity(blocker, span),
        milestone=blocker.milestone,
        reported=reported,
        closed=closed,
        days=((closed or span.last) - reported).days,
    )


def _severity(blocker: Blocker, span: Span) -> Severity:
    """One that turned red only after the last day was yellow on it."""
    is_later = blocker.red_since is not None and blocker.red_since >= span.end
    return Severity.YELLOW if is_later else blocker.severity


def held_up(blockers: Sequence[Blocker], milestones: Mapping[Number, str], names: Mapping[TeamId, str], span: Span) -> list[HeldUp]:
    """Together by group and milestone. `milestones` are the names of those that still have one."""
    found: dict[tuple[TeamId, Number | None], list[YearBlocker]] = {}
    for blocker in _shown(blockers, span):
        key = (blocker.team, blocker.milestone if blocker.milestone in milestones else None)
        found.setdefault(key, []).append(_blocker(blocker, names, span))
    lines = [
        HeldUp(
            group=names[team],
            milestone=milestone,
            text=milestones[milestone] if milestone is not None else "",
            red=sum(each.severity is Severity.RED for each in those),
            yellow=sum(each.severity is Severity.YELLOW for each in those),
            days=sum(each.days for each in those),
        )
        for (team, milestone), those in found.items()
    ]
    return sorted(lines, key=lambda each: (-each.days, each.group.casefold(), each.milestone is None))
