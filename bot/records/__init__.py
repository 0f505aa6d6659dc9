"""The parts that every kind of record shares: declaration, verbs, lists, notes, history, limits."""
