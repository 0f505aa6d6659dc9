"""Minutes: what is kept while a session is held, the document that it becomes, and its way from a draft to the final text."""
