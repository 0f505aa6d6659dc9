"""What is stored of a person across all tables: found, shown and erased."""
