"""Decisions: those taken in the year, and those that are due for review or do not hold any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.decisions import Decision, DecisionState
from bot.domain.reports.year.document import Standing, YearDecision
from bot.domain.reports.year.span import Span

_TAKEN = frozenset({DecisionState.IN_FORCE, DecisionState.SUBJECT_TO_APPROVAL, DecisionState.SUPERSEDED, DecisionState.REPEALED})


def decided(decisions: Sequence[Decision], year: int, span: Span) -> tuple[list[YearDecision], list[YearDecision]]:
    """Those taken in the year; and those of any year that are to be looked at again, or have been superseded or repealed in this one."""
    lines = [(each, _decision(each, span)) for each in _taken(decisions, span)]
    again = [line for decision, line in lines if line.is_due or _was_replaced(decision, line, span)]
    return [line for _, line in lines if line.on.year == year], again


def _taken(decisions: Iterable[Decision], span: Span) -> list[Decision]:
    found = [each for each in decisions if each.text and each.state in _TAKEN and each.created_at < span.end]
    return sorted(found, key=lambda each: each.number)


def _decision(decision: Decision, span: Span) -> YearDecision:
    standing = _standing(decision, span)
    holds = standing in (Standing.IN_FORCE, Standing.SUBJECT_TO_APPROVAL)
    return YearDecision(
        number=decision.number,
        text=decision.text,
        on=span.day(decision.created_at),
        standing=standing,
        by=decision.superseded_by if standing is Standing.SUPERSEDED else None,
        review=decision.review if holds else None,
        is_due=holds and decision.review is not None and decision.review <= span.last,
    )


def _standing(decision: Decision, span: Span) -> Standing:
    if decision.state in (DecisionState.SUPERSEDED, DecisionState.REPEALED) and span.closed(decision.closed_at) is not None:
        return Standing(decision.state.value)
    given = [each.given_on for each in decision.approvals]
    is_waiting = any(day is None or day > span.last for day in given)
    return Standing.SUBJECT_TO_APPROVAL if is_waiting else Standing.IN_FORCE


def _was_replaced(decision: Decision, line: YearDecision, span: Span) -> bool:
    """Whether it was superseded or repealed within the year."""
    return line.standing in (Standing.SUPERSEDED, Standing.REPEALED) and span.within(decision.closed_at)
