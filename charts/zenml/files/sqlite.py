"""Removes a SQLite database whose creation did not come to its end: ZenML never goes on with one.

ZenML makes the tables, then what it brings along, then the administrator, and only then can anybody reach it. So a
database without users holds nothing of anybody. Even so, only one that is known to be new is ever removed: a mark lies
next to it from before it is made until it is found to be finished. Any other is left alone, whatever is in it.

Argument: path of the database.
"""

import contextlib
import os
import pathlib
import sqlite3
import sys

database = pathlib.Path(sys.argv[1])
mark = pathlib.Path(f"{database}.new")
# Four times what ZenML 0.98 needs. A volume that is too small must not be found out about in the middle.
ROOM = 4 * 1024 * 1024


def is_there():
    """SQLite takes an empty file for no database."""
    return database.exists() and database.stat().st_size > 0


def is_unfinished(opened):
    """Only what is certainly there, and empty, counts: other versions of ZenML may have other tables."""
    tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    empty = {
        table
        for table in tables & {"alembic_version", "user"}
        if opened.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None
    }
    has_users = "user" in tables - empty
    return not tables or (bool(empty) and not has_users)


def settle():
    """Removes the database, or the mark. Whoever still writes is waited for, and locked out."""
    with contextlib.closing(sqlite3.connect(database, timeout=30, isolation_level=None)) as opened:
        opened.execute("BEGIN EXCLUSIVE")
        if not is_unfinished(opened):
            mark.unlink()
            return
        for suffix in ("-journal", "-wal", "-shm", ""):
            pathlib.Path(f"{database}{suffix}").unlink(missing_ok=True)
        print("The database was never finished, and holds nothing: it is removed, and made anew.")


def prepare():
    """Makes sure that there is room for a new database, and marks it as new."""
    database.parent.mkdir(parents=True, exist_ok=True)
    volume = os.statvfs(database.parent)
    left = volume.f_bavail * volume.f_frsize
    if volume.f_blocks and left < ROOM:
        sizes = f"a new database needs {ROOM // 1024} KiB, and {left // 1024} KiB are left."
        sys.exit(f"No space left on device: {sizes}")
    mark.touch()


if is_there() and mark.exists():
    try:
        settle()
    except (sqlite3.Error, OSError) as error:
        print(f"The database is left as it is: {error}")
if not is_there():
    try:
        prepare()
    except OSError as error:
        sys.exit(f"No database can be made: {error}")
