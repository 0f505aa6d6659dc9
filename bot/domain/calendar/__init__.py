"""Time as a project counts it: its working days and hours, durations, rules of series. No clock is asked here."""

from bot.domain.calendar.working_time import MIDNIGHT, ONE_DAY, Calendar, Hours, QuietHours, on_clock

__all__ = ["MIDNIGHT", "ONE_DAY", "Calendar", "Hours", "QuietHours", "on_clock"]
