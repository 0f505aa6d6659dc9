"""How the database is opened, owned, brought up to date, and what its errors mean."""
