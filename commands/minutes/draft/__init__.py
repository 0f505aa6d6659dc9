"""The draft of minutes, from the end of the session until it is final."""
