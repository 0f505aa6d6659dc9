"""The escalation of a blocker: which steps are taken, what is said to whom, and what has become of it."""
