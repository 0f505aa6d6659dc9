"""The report of a quarter: its draft, its release, what the steering committee says to it, and when it was passed on."""
