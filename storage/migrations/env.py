"""Alembic's entry point: migrations run on the connection and in the transaction that `storage/connection/migrate.py` hands over."""

from alembic import context

from storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
