"""Rounds of 1,000 bodies opened, reminded and closed by a running instance, and how fast its pages are meanwhile."""
import datetime
import http.client
import os
import re
import sqlite3
import statistics
import subprocess
import threading
import time

import server
from client import Client  # test/client.py: server.py names its folder

BODIES = 1000
ROUNDS = 5
REST = 5  # seconds


class Reader:
    """Reads a page again and again over one connection; `reads` are (when it began, seconds it took)."""

    def __init__(self, port, path, cookie):
        self.port, self.path, self.cookie = port, path, cookie
        self.reads, self.stop = [], threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        while not self.stop.is_set():
            begin = time.perf_counter()
            c.request("GET", self.path, headers={"Cookie": self.cookie})
            r = c.getresponse()
            r.read()
            if r.status == 200:
                self.reads.append((begin, time.perf_counter() - begin))
            time.sleep(0.002)

    def between(self, windows):
        """Milliseconds of the reads that overlapped one of these spans of time."""
        return sorted(s * 1e3 for b, s in self.reads if any(b < end and b + s > begin for begin, end in windows))

    def end(self):
        self.stop.set()
        self.thread.join()


def import_bodies(tansiq, folder, data):
    path = os.path.join(folder, "busy.csv")
    with open(path, "w", encoding="utf-8") as f:
        f.write("code,kind,name_en\n" + "".join(f"B{i:04d},ngo,Body {i} that answers\n" for i in range(BODIES)))
    subprocess.run([tansiq, "import", "bodies", path, "--data", data], check=True, stdout=subprocess.DEVNULL)


def number(store, sql):
    with sqlite3.connect(store, timeout=30) as c:
        n = c.execute(sql).fetchone()[0]
    c.close()
    return n


def draft(c, k):
    page = c.get("/rounds/new")
    bodies = re.findall(r'name="bodies" value="(\d+)"[^>]*><label[^>]*>.{0,400}?>B\d{4}<', page.text, re.S)
    if len(bodies) != BODIES:
        raise SystemExit(f"bench: {len(bodies)} of {BODIES} bodies can be asked")
    version = re.search(r'<select[^>]*name="form_version".*?</select>', page.text, re.S).group(0)
    day = datetime.date.today()
    a = c.submit(page, r"/rounds/new", {
        "form_version": re.findall(r'value="(\d+)"', version)[0], "name_en": f"Busy {k}", "bodies": bodies,
        "due_on": (day + datetime.timedelta(days=7)).isoformat(), "letter_number": "7", "letter_date": day.isoformat()},
        ("act", "save"), follow=False)
    if a.status != 303:
        raise SystemExit(f"bench: the draft was answered by {a.status}")
    return a.headers["location"]


def timed(act):
    begin = time.perf_counter()
    act()
    return begin, time.perf_counter()


def post(c, page, action):
    a = c.submit(c.get(page), action, follow=False)
    if a.status != 303:
        raise SystemExit(f"bench: {action} was answered by {a.status}")


def remind(store, want):
    """The rules' job is due: the worker looks twice a second. From the first reminder to the last, as far as polling sees it."""
    with sqlite3.connect(store, timeout=30) as c:
        before = c.execute("SELECT count(*) FROM reminder").fetchone()[0]
        c.execute("UPDATE job SET leased_until = NULL WHERE kind = 'remind' AND state = 'waiting'")
    begin, seen = time.perf_counter(), before
    while seen < before + want:
        seen = c.execute("SELECT count(*) FROM reminder").fetchone()[0]
        if seen == before:
            begin = time.perf_counter()
        if time.perf_counter() - begin > 60:
            raise SystemExit(f"bench: {seen - before} of {want} reminders in a minute")
        time.sleep(0.001)
    c.close()
    return begin, time.perf_counter()


def measure(say, note, tansiq, folder, data):
    store = os.path.join(data, "tansiq.db")
    import_bodies(tansiq, folder, data)
    p, port, _ = server.serve(tansiq, data)
    spans = {"opened": [], "reminded": [], "closed": []}
    try:
        cookie = server.sign_in(port, "coordinator@demo.example")
        c = Client("127.0.0.1", port)
        c.cookies = dict(kv.split("=", 1) for kv in cookie.split("; "))
        rounds = [draft(c, k) for k in range(ROUNDS)]
        reader = Reader(port, "/rounds", cookie)
        rest = timed(lambda: time.sleep(REST))
        for at in rounds:
            spans["opened"].append(timed(lambda: post(c, at, at + "/open")))
            spans["reminded"].append(remind(store, BODIES))
            spans["closed"].append(timed(lambda: post(c, at + "/close", at + "/close")))
        reader.end()
        told = number(store, "SELECT count(*) FROM notice WHERE kind = 'remind.before' AND title_en LIKE 'Busy %'")
        if told != ROUNDS * BODIES:
            raise SystemExit(f"bench: {told} of {ROUNDS * BODIES} bodies were reminded")
    finally:
        server.stop(p)
    report(say, note, reader, rest, spans)


def report(say, note, reader, rest, spans):
    quiet = reader.between([rest])
    for name, windows in spans.items():
        busy = reader.between(windows)
        best = min(end - begin for begin, end in windows)
        ratio = statistics.median(busy) / statistics.median(quiet)
        say(f"a round of {BODIES} bodies {name}", f"{BODIES / best:.0f} bodies/s ({best * 1e3:.0f} ms)",
            f"pages meanwhile {statistics.median(busy):.2f} ms, at rest {statistics.median(quiet):.2f} ms", f"{ratio:.2f}", "<= 2",
            ratio <= 2)
        note(f"slowest twentieth: {busy[len(busy) * 19 // 20]:.1f} ms of {len(busy)} pages, at rest {quiet[len(quiet) * 19 // 20]:.1f} ms")
