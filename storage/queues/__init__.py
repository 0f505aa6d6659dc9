"""What waits: inbox, outbox, timers."""
