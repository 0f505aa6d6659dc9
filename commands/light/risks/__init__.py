"""The letter on risks to the steering committee: its draft, and when it goes out."""
