"""The way of a reply: rows of the outbox, sent as messages to rooms, retried or given up."""
