"""`!vertretung`: who speaks for which municipality in the steering committee."""
