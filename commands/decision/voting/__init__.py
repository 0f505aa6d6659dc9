"""Votes on decisions, in a session and in writing: the card, the ballots, the result."""
