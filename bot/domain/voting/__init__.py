"""Deciding in the steering committee: which municipality has a voice and who speaks for it, and how ballots are counted."""
