"""kill -9 at random moments while rounds open, rules remind and mails go out: nothing is lost, nothing is sent twice.

Each life opens a round whose reminder rule fires at once, and is killed some tenths of a second later. What holds is what
docs/decisions/0007-mail-once.md promises: every notice exists once; a mail, known by its Message-ID, is taken by the server at
most once; and whoever is to hear of a notice by mail was sent one after it, or it stands as "unknown".
"""
import collections, datetime, glob, os, random, re, shutil, signal, sqlite3, subprocess, tempfile, threading, time

from client import Demo, Serve, binary
from sink import Sink

PAST = '2020-01-01T00:00:00.000Z'


class Store:
    """The rows themselves, beside the instance."""

    def __init__(self, data, db):
        self.path, self.url = os.path.join(data, 'tansiq.db'), db
        found = sorted(glob.glob('/usr/lib/postgresql/*/bin/psql'))
        self.psql = found[-1] if found else 'psql'

    def rows(self, sql):
        if self.url:
            p = subprocess.run([self.psql, self.url, '-XAtqF\t', '-v', 'ON_ERROR_STOP=1', '-c', sql], capture_output=True, text=True)
            if p.returncode:
                raise RuntimeError(p.stderr)
            return [tuple(line.split('\t')) for line in p.stdout.splitlines()]
        with sqlite3.connect(self.path, timeout=20) as c:
            found = [tuple('' if v is None else str(v) for v in row) for row in c.execute(sql).fetchall()]
        c.close()
        return found

    def number(self, sql):
        return int(self.rows(sql)[0][0])


def text_of(t):
    return t.strftime('%Y-%m-%dT%H:%M:%S.') + f'{t.microsecond // 1000:03d}Z'


def leases_run_out(store, since):
    """What time alone would do: the leases of those that died before `since` end, and what comes again is due."""
    store.rows(f"UPDATE job SET leased_until = '{PAST}' WHERE leased_until IS NOT NULL AND (state = 'waiting' OR "
               f"leased_until < '{text_of(since + datetime.timedelta(seconds=60))}')")
    store.rows(f"UPDATE mail SET leased_until = '{PAST}' WHERE state = 'sending' AND tried_at < '{text_of(since)}'")


def open_round(c, form_version, bodies, title, days, opened):
    """As the coordinator does: a draft, then opened. What is cut off may or may not have been done."""
    due = (datetime.date.today() + datetime.timedelta(days=days)).isoformat()
    try:
        page = c.get('/rounds/new')
        a = c.submit(page, r'/rounds/new', {'form_version': form_version, 'name_ar': title, 'due_on': due, 'letter_number': 'ك/٧',
                                            'letter_date': datetime.date.today().isoformat(), 'bodies': bodies},
                     ('act', 'save'), follow=False)
        at = a.headers.get('location', '')
        if a.status == 303 and c.submit(c.get(at), at + '/open', follow=False).status == 303:
            opened.append(int(re.search(r'\d+', at).group()))
    except Exception:
        pass


def remind_by_hand(c, round_id, reminded):
    try:
        page = c.get(f'/rounds/{round_id}/remind')
        if '<li>' in page.text and c.submit(page, rf'/rounds/{round_id}/remind', follow=False).status == 303:
            reminded.append(round_id)
    except Exception:
        pass


def lives(data, db, store, sink, cookies, facts, times):
    """`times` lives, each killed; the rounds whose opening was acknowledged, and those reminded by hand."""
    form_version, bodies, running = facts
    opened, reminded = [], []
    for i in range(times):
        since = datetime.datetime.utcnow()
        server = Serve(data, db, mail=sink.port)
        work = [threading.Thread(target=open_round, args=(server.client(cookies), form_version, bodies, f'crash-{i}', 7 if i % 2 else 2, opened))]
        if i % 10 == 9 and not reminded:
            work.append(threading.Thread(target=remind_by_hand, args=(server.client(cookies), running, reminded)))
        leases_run_out(store, since)
        for t in work:
            t.start()
        time.sleep(random.uniform(0.15, 0.9))
        server.end(signal.SIGKILL)
        for t in work:
            t.join()
    return opened, reminded


def settle(data, db, store, sink):
    """One more life until nothing is left to do; the reminders' job runs in it again and again."""
    since = datetime.datetime.utcnow()
    server = Serve(data, db, mail=sink.port)
    busy, quiet = 1, 0
    for _ in range(90):
        leases_run_out(store, since)
        time.sleep(1)
        busy = store.number("SELECT (SELECT count(*) FROM notice WHERE NOT spread) + (SELECT count(*) FROM mail "
                            "WHERE state IN ('waiting', 'sending')) + (SELECT count(*) FROM job WHERE state = 'running')")
        quiet = 0 if busy else quiet + 1
        if quiet == 5:
            break
    server.end(signal.SIGTERM)
    return busy == 0


def check_notices(count, name, store, opened, reminded, asked):
    told = collections.Counter((kind, int(path.rsplit('/', 1)[1])) for kind, path in store.rows(
        "SELECT kind, path FROM notice WHERE kind IN ('round.asked', 'remind.before', 'remind.by_hand')"))
    rounds = {int(r): s for r, s in store.rows("SELECT id, state FROM round WHERE title_ar LIKE 'crash-%'")}
    lost = [r for r in opened if rounds.get(r) != 'open']
    count.check(not lost, f'{name}: acknowledged and not open: {lost[:5]}')
    wrong = []
    for r, state in rounds.items():
        responses = [int(p) for p, in store.rows(f'SELECT id FROM response WHERE round = {r}')]
        if len(responses) != (asked if state == 'open' else 0):
            wrong.append((r, state, len(responses)))
        for p in responses:
            reminded_once = store.number(f'SELECT count(*) FROM reminder WHERE response = {p} AND told')
            if not told['round.asked', p] == told['remind.before', p] == reminded_once == 1:
                wrong.append((r, state, p, told['round.asked', p], told['remind.before', p], reminded_once))
    count.check(not wrong, f'{name}: told not exactly once: {wrong[:5]}')
    for r in reminded:
        late = [int(p) for p, in store.rows(f'SELECT response FROM reminder WHERE rule = 0 AND response IN '
                                            f'(SELECT id FROM response WHERE round = {r})')]
        by_hand = [told['remind.by_hand', p] for p in late]
        count.check(by_hand and min(by_hand) >= 1, f'{name}: reminded by hand: {by_hand}')
    opened_really = sum(s == 'open' for s in rounds.values())
    failed = store.rows("SELECT kind FROM job WHERE state = 'failed'")
    count.check(not failed, f'{name}: jobs given up: {failed}')
    return opened_really


def check_mails(count, name, store, sink):
    taken = collections.Counter(sink.ids())
    rows = dict(store.rows('SELECT id, state FROM mail'))
    twice = [i for i, n in taken.items() if n > 1]
    count.check(not twice, f'{name}: taken twice: {twice[:5]}')
    strange = [i for i in taken if rows.get(i) not in ('sent', 'unknown')]
    count.check(not strange, f'{name}: taken, and not known as sent: {[(i, rows.get(i)) for i in strange[:5]]}')
    missing = [i for i, s in rows.items() if s == 'sent' and i not in taken]
    count.check(not missing, f'{name}: sent, and never taken: {missing[:5]}')
    other = collections.Counter(s for s in rows.values() if s not in ('sent', 'unknown'))
    count.check(not other, f'{name}: neither sent nor unknown: {dict(other)}')
    unheard = store.rows(
        "SELECT x.id, g.account FROM notice x JOIN body_tree t ON t.body = x.body "
        "JOIN role_grant g ON g.body = t.ancestor AND g.capability = x.capability "
        "JOIN account a ON a.id = g.account AND a.state = 'active' "
        "WHERE x.kind IN ('round.asked', 'remind.before') AND x.title_ar LIKE 'crash-%' AND NOT EXISTS "
        "(SELECT 1 FROM mail m WHERE m.account = g.account AND m.state IN ('sent', 'unknown') AND m.tried_at >= x.at)")
    count.check(not unheard, f'{name}: notices nobody was mailed of: {unheard[:5]}')
    return len(taken), sum(s == 'unknown' for s in rows.values()), sum(s == 'unknown' and i not in taken for i, s in rows.items())


def play(count, name, db, times):
    tmp = tempfile.mkdtemp(prefix='tansiq-crash-mail-')
    data, sink = os.path.join(tmp, 'data'), Sink(pause=0.04)
    demo = Demo(data, db, now=None)
    c = demo.client('coordinator')
    store = Store(data, db)
    running = max(map(int, re.findall(r'/rounds/(\d+)', c.get('/rounds?state=open').text)))
    asked = [int(b) for b, in store.rows(f'SELECT body FROM response WHERE round = {running} ORDER BY body')]
    form_version = store.number(f'SELECT form_version FROM round WHERE id = {running}')
    demo.stop()
    opened, reminded = lives(data, db, store, sink, c.cookies, (form_version, [str(b) for b in asked], running), times)
    count.check(settle(data, db, store, sink), f'{name}: it never came to rest')
    count.check(len(opened) >= times // 4, f'{name}: only {len(opened)} openings were acknowledged in {times} lives')
    rounds = check_notices(count, name, store, opened, reminded, len(asked))
    taken, unknown, untaken = check_mails(count, name, store, sink)
    count.check(taken >= rounds, f'{name}: only {taken} mails for {rounds} rounds')
    p = subprocess.run([binary, 'check', '--data', data] + (['--db', db] if db else []), capture_output=True, text=True)
    count.check(p.returncode == 0, f'{name}: check: {p.stderr[:500]}')
    print(f'{name}: {times} lives, {rounds} rounds opened, {rounds * len(asked)} bodies asked and reminded once each; '
          f'{taken} mails taken once, {unknown} unknown ({untaken} of them never taken)', flush=True)
    sink.close()
    shutil.rmtree(tmp)
