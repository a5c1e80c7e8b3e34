"""Brings the database to the version of this image, and makes the administrator, before a server can be reached.

Arguments: who asks, and how many seconds to wait for a database that does not answer.

    external  the hook of a release with a database of its own: it is there already, or the release fails
    upgrade   the hook of a release with a database in the cluster: the old servers still run, so a failure must be
              known before they go; where the database is not there yet, the pods will see to it
    pod       the first container of a server's pod, with a database in the cluster: waits as long as it takes
"""

import contextlib
import importlib.metadata
import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.parse

LOCK = "zenml-migration"
ABSENT, SILENT, THERE = "absent", "silent", "there"


def say(words):
    print(words, flush=True)


def presence(host, port, seconds, waits_for_name):
    """Whether the database answers, after waiting for that, and maybe for its name to be known."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((host, port), timeout=5).close()
            return THERE
        except socket.gaierror as error:
            state = ABSENT if error.errno == socket.EAI_NONAME else SILENT
        except OSError:
            state = SILENT
        if time.monotonic() >= until or (state == ABSENT and not waits_for_name):
            return state
        time.sleep(1)


def migrate():
    """ZenML's own migration, by the name that this version of it has."""
    module = "zenml.zen_server.database_migration"
    known = importlib.util.find_spec(module) is not None
    return subprocess.call([sys.executable, "-m", module] if known else ["zenml", "migrate-database"])


@contextlib.contextmanager
def connection(url):
    import pymysql

    made = pymysql.connect(
        host=url.hostname,
        port=url.port or 3306,
        user=urllib.parse.unquote(url.username or ""),
        password=os.environ.get("ZENML_STORE_PASSWORD", ""),
        autocommit=True,
        connect_timeout=30,
    )
    try:
        yield made.cursor()
    finally:
        made.close()


def is_current(cursor, database):
    """Whether there is nothing to do: a release of ZenML names its schema after itself."""
    import pymysql

    try:
        cursor.execute(f"SELECT version_num FROM `{database}`.alembic_version")
        if cursor.fetchone() != (importlib.metadata.version("zenml"),):
            return False
        cursor.execute(f"SELECT active FROM `{database}`.server_settings")
        return cursor.fetchone() == (1,)
    except pymysql.err.Error:
        return False


def migrate_alone(url):
    """One pod at a time. The lock goes with the connection, so a killed pod leaves none."""
    with connection(url) as cursor:
        cursor.execute("SELECT GET_LOCK(%s, 86400)", (LOCK,))
        if cursor.fetchone() != (1,):
            say("Another pod is still migrating the database.")
            return 1
        if is_current(cursor, url.path.lstrip("/")):
            say("The database is up to date.")
            return 0
        return migrate()


def main(who, patience):
    url = urllib.parse.urlparse(os.environ.get("ZENML_STORE_URL", ""))
    place = f"{url.hostname}:{url.port or 3306}"
    say(f"Looking for the database at {place}")
    seconds = float("inf") if who == "pod" else float(patience)
    state = presence(url.hostname, url.port or 3306, seconds, waits_for_name=who != "upgrade")
    if state == THERE:
        try:
            return migrate() if who == "external" else migrate_alone(url)
        except Exception as error:
            return f"The migration can't start: {error}"
    if who == "upgrade":
        say("The database is not there yet: the server's pods migrate it as soon as it is.")
        return 0
    return f"The database at {place} {'has no address' if state == ABSENT else 'does not answer'}."


sys.exit(main(*sys.argv[1:]))
