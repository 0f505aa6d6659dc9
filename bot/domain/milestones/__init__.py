"""Milestones: their three dates, the log of what was said of them, and which of them need which others first."""
