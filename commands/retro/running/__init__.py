"""A retrospective that is held: its notes are talked about, voted on and ranked."""
