"""Revisions of the tables, run by :meth:`catalog.database.Database.migrate`."""
