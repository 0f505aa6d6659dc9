"""The queues: inbox, outbox and timers."""
