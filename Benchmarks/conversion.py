"""The guide's appointments, a light writer beside a conversion, and how long locks are held."""

import csv
import datetime
import os
import pathlib
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent

# A production server syncs; checkpoints while measuring are those of its size of WAL.
SETTINGS = """
fsync = on
max_wal_size = '8GB'
"""


def program():
    """The release build, unless PGPARCEL names another one."""
    if "PGPARCEL" in os.environ:
        return os.environ["PGPARCEL"]
    subprocess.run(["swift", "build", "-c", "release", "--product", "pgparcel"], cwd=HERE.parent,
                   check=True, stdout=sys.stderr)
    return str(HERE.parent / ".build/release/pgparcel")


def table(rows):
    """SQL of the guide's appointments, nine in ten completed."""
    return f"""
CREATE TABLE appointments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id bigint NOT NULL, doc_id bigint NOT NULL,
  slot_date text NOT NULL, slot_time text NOT NULL, amount numeric(10,2) NOT NULL,
  is_completed boolean NOT NULL DEFAULT false, created_at timestamp NOT NULL DEFAULT now());
INSERT INTO appointments (user_id, doc_id, slot_date, slot_time, amount, is_completed, created_at)
  SELECT n % 100000, n % 1000, (n % 28 + 1) || '_12_2025', (8 + n % 10) || ':00', 20 + n % 80,
    n % 10 <> 0, timestamp '2025-01-01' + n * interval '5 seconds'
  FROM generate_series(1, {rows}) AS n;
CREATE INDEX appointments_user_id_idx ON appointments (user_id);
CREATE INDEX appointments_doc_id_idx ON appointments (doc_id);
CREATE INDEX appointments_created_at_idx ON appointments (created_at);
"""


WRITER = """\\set n random(1, 100000)
INSERT INTO appointments (user_id, doc_id, slot_date, slot_time, amount) VALUES (:n, 1, 'd', 't', 1);
UPDATE appointments SET amount = amount + 1 WHERE user_id = :n AND doc_id = 1;
\\sleep 10 ms
"""


def wal(server, database):
    return float(server.psql(database, "-Atc", "SELECT pg_current_wal_insert_lsn() - '0/0'"))


def measured(server, database, work):
    server.psql(database, "-c", "CHECKPOINT")
    before, start = wal(server, database), time.monotonic()
    work()
    return time.monotonic() - start, (wal(server, database) - before) / 1e6


def pgbench(server, database, script, seconds, *options):
    path = server.directory / "script.sql"
    path.write_text(script)
    command = [server.tool("pgbench"), "-n", "-f", str(path), "-T", str(seconds), *options]
    return subprocess.run(command, env=server.environment(database), check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout


def tps(text):
    return float(next(line for line in text.splitlines() if line.startswith("tps")).split()[2])


class Beside(threading.Thread):
    """One light writer until stopped; `longest` is its slowest transaction in milliseconds."""

    def __init__(self, server, database, script=WRITER):
        super().__init__()
        path = server.directory / "writer.sql"
        path.write_text(script)
        self.log = server.directory / f"latency-{database}"
        command = [server.tool("pgbench"), "-n", "-f", str(path), "-T", "3600", "-l",
                   f"--log-prefix={self.log}"]
        self.process = subprocess.Popen(command, env=server.environment(database),
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.start()

    def run(self):
        self.output = self.process.communicate()[0]

    def stop(self):
        self.process.terminate()
        self.join()
        # The last line may be cut off.
        rows = [row for file in self.log.parent.glob(f"{self.log.name}.*")
                for row in map(str.split, file.read_text().splitlines()[:-1])]
        # The script's own pause is part of the transaction that pgbench times.
        self.longest = max(int(row[2]) for row in rows) / 1000 - 10
        return len(rows)


def project(server, pgparcel, database, schema):
    root = server.directory / database
    (root / "schemas").mkdir(parents=True)
    (root / "schemas/appointments.yaml").write_text(schema)
    environment = server.environment(database)
    run = lambda *words: subprocess.run([pgparcel, "-C", str(root), *words], env=environment,
                                        check=True, capture_output=True, text=True)
    run("generate", "--no-proof")
    return run


def held(server, application):
    """Milliseconds from the first lock to the end of COMMIT in the last try of a file, and those of
    COMMIT alone, which waits for the disk; from the server's log."""
    start = result = None
    with (server.directory / "log/server.csv").open(newline="") as file:
        for row in csv.reader(file):
            name, moment, message = row[22], row[0], row[13]
            if not name.startswith(application) or "duration:" not in message:
                continue
            text = message.split("statement: ", 1)[-1].lstrip()
            moment = datetime.datetime.strptime(moment.rsplit(" ", 1)[0], "%Y-%m-%d %H:%M:%S.%f")
            if text.startswith("BEGIN"):
                start = None
            elif text.startswith("LOCK TABLE") and start is None:
                start = moment
            elif text.startswith("COMMIT") and start is not None:
                took = float(message.split()[1])
                result = (moment - start) / datetime.timedelta(milliseconds=1), took
                start = None
    return result
