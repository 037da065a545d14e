"""A private PostgreSQL server for measuring, and what it was asked."""

import contextlib
import csv
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import sys
import tempfile

# Lists of all partitions are parameters of the statements.
csv.field_size_limit(1 << 30)

SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{directory}'
fsync = off
autovacuum = off
max_locks_per_transaction = 1024
shared_buffers = '512MB'
logging_collector = on
log_destination = 'csvlog'
log_directory = '{directory}/log'
log_filename = 'server'
"""


class Server:
    """Runs until the `with` block ends; nothing of it is left then."""

    def __init__(self, settings=""):
        self.settings = settings
        self.binaries = pathlib.Path(os.environ.get("PGPARCEL_SCRATCH_BINDIR") or found())
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="pgparcel-bench-", dir="/tmp"))
        # PostgreSQL refuses to run as root.
        self.user = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            shutil.chown(self.directory, "postgres", "postgres")
            self.user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}",
                         "--clear-groups", "--"]

    def __enter__(self):
        self._run("initdb", "--no-sync", "-A", "trust", "-U", "bench", "-E", "UTF8",
                  "--locale=C", "-D", self.directory / "data")
        settings = SETTINGS.format(directory=self.directory) + self.settings
        self._as_user(["sh", "-c", 'cat >>"$0"', self.directory / "data/postgresql.conf"],
                      input=settings)
        self._run("pg_ctl", "start", "-w", "-s", "-D", self.directory / "data",
                  "-l", self.directory / "server.log")
        self.postmaster = (self.directory / "data/postmaster.pid").read_text().split()[0]
        self.version = self.psql("postgres", "-Atc", "SHOW server_version").strip()
        return self

    def __exit__(self, *error):
        self._run("pg_ctl", "stop", "-s", "-m", "immediate", "-D", self.directory / "data")
        subprocess.run(["rm", "-rf", self.directory], check=True)

    def _as_user(self, command, **options):
        result = subprocess.run(self.user + [str(word) for word in command], text=True, cwd="/",
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
        if result.returncode != 0:
            sys.exit(f"{command[0]} failed:\n{result.stderr}")

    def _run(self, tool, *arguments):
        self._as_user([self.tool(tool), *arguments])

    def tool(self, name):
        path = self.binaries / name
        return str(path) if path.exists() else shutil.which(name)

    def environment(self, database):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {"PGHOST": str(self.directory), "PGUSER": "bench", "PGDATABASE": database}

    def processor_seconds(self):
        """What all sessions that have ended took (proc(5), cutime and cstime)."""
        fields = pathlib.Path(f"/proc/{self.postmaster}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def psql(self, database, *arguments):
        command = [self.tool("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", *arguments]
        return subprocess.run(command, env=self.environment(database), check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def create(self, database, template):
        self.psql("postgres", "-c", f"CREATE DATABASE {database} TEMPLATE {template}")

    @contextlib.contextmanager
    def log(self):
        """Notes the statements that pgparcel's sessions send meanwhile."""
        log = Log()
        path = self.directory / "log/server.csv"
        start = path.stat().st_size
        self.set_log("all")
        yield log
        self.set_log("none")
        with path.open(newline="") as file:
            file.seek(start)
            log.statements = [statement(row) for row in csv.reader(file) if asked_by_pgparcel(row)]

    def set_log(self, value):
        self.psql("postgres", "-c", f"ALTER SYSTEM SET log_statement = '{value}'",
                  "-c", "SELECT pg_reload_conf(), pg_sleep(0.5)")


class Log:
    statements = []


def found():
    directories = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"),
                         key=lambda path: int(path.parent.name))
    return directories[-1] if directories else sys.exit("no PostgreSQL server is installed")


# Columns of csvlog (manual, "Using CSV-Format Log Output").
MESSAGE, DETAIL, APPLICATION = 13, 14, 22


def asked_by_pgparcel(row):
    return row[APPLICATION].startswith("pgparcel") and re.match(r"(statement|execute)\b", row[MESSAGE])


def statement(row):
    """The SQL with its parameters written in their places."""
    text = row[MESSAGE].split(": ", 1)[1]
    values = dict(re.findall(r"(\$\d+) = ('(?:[^']|'')*'|NULL)", row[DETAIL]))
    return re.sub(r"\$\d+", lambda match: values.get(match[0], match[0]), text)


def replay(statements):
    """A script for psql that throws the rows away."""
    return "\\o /dev/null\n" + "".join(f"{text}\n;\n" for text in statements)
