"""A small client for tests against a running instance: signs in, keeps cookies, reads forms, posts them."""
import base64, calendar, hmac, html, http.client, http.cookies, json, os, re, signal, socket, struct, subprocess, sys, time, urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import children

root = os.environ.get('TANSIQ_ROOT') or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.path.join(root, os.environ.get('TANSIQ_BUILD', 'build-check'))
binary = os.path.join(build, 'tansiq')


class Demo:
    """A demonstration instance on a free loopback port, in a folder of its own."""

    def __init__(self, data, db=None, now='2026-11-24', command='demo', listen='127.0.0.1:0', env=None, extra=()):
        self.data = data
        self.moment = calendar.timegm((*map(int, (now or '1970-01-01').split('-')), 6, 10, 0))  # where the clock is fixed
        argv = [binary, command, '--data', data, '--listen', listen]
        if command == 'demo':
            argv += ['--json', '--password', 'demo-pass-word-1'] + (['--now', now] if now else [])
        if db:
            argv += ['--db', db]
        self.log = open(data + '.log', 'ab')
        self.process = children.start(argv + list(extra), stdout=subprocess.PIPE, stderr=self.log,
                                      env=dict(os.environ, **(env or {})), text=True)
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            raise RuntimeError('no start: ' + open(data + '.log', errors='replace').read()[-1500:])
        self.facts = json.loads(line)
        self.url = self.facts['url'].rstrip('/')
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port = parts.hostname, parts.port

    def password(self, email):
        return next(a['password'] for a in self.facts['accounts'] if a['email'] == email)

    def client(self, who=None):
        c = Client(self.host, self.port)
        if who:
            email = who if '@' in who else who + '@demo.example'
            c.sign_in(email, self.password(email))
        return c

    def stop(self, sig=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(sig)
        try:
            code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdout.close()
        self.log.close()
        return code


class Serve:
    """An instance that already has data, on a free port; `mail` a port an SMTP server listens at."""

    def __init__(self, data, db=None, env=None, mail=None):
        s = socket.create_server(('127.0.0.1', 0))
        self.port = s.getsockname()[1]
        s.close()
        self.log = open(data + '.log', 'ab')
        argv = [binary, 'serve', '--data', data, '--listen', f'127.0.0.1:{self.port}'] + (['--db', db] if db else [])
        if mail:
            with open(data + '.conf', 'w') as f:
                f.write(f'mail_url = smtp://127.0.0.1:{mail}\nmail_from = tansiq@tansiq.example\nmail_plain = yes\n'
                        f'mail_per_minute = 6000\nbase_url = http://127.0.0.1:{self.port}\n')
            argv += ['--config', data + '.conf']
        self.process = children.start(argv, stdout=self.log, stderr=self.log, env=dict(os.environ, **(env or {})))
        for _ in range(800):
            try:
                if Client('127.0.0.1', self.port).request('GET', '/ready', timeout=2).status == 200:
                    return
            except OSError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError('no start: ' + open(data + '.log', errors='replace').read()[-800:])

    def client(self, cookies):
        c = Client('127.0.0.1', self.port)
        c.cookies = dict(cookies)
        return c

    def end(self, sig=signal.SIGTERM):
        """Its status, and how many seconds it took to end."""
        began = time.monotonic()
        self.process.send_signal(sig)
        code = self.process.wait(90)
        self.log.close()
        return code, time.monotonic() - began


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode('utf-8', 'replace')

    def forms(self):
        """Each form as (action, method, [(name, value)], [submit (name, value)], html)."""
        found = []
        for m in re.finditer(r'<form\b([^>]*)>(.*?)</form>', self.text, re.S):
            head, inner = m.group(1), m.group(2)
            fields, buttons = [], []
            for t in re.finditer(r'<(input|textarea|select|button)\b([^>]*)>(.*?)(?=<(?:input|textarea|select|button)\b|$)', inner, re.S):
                kind, attrs = t.group(1), dict((a, html.unescape(v)) for a, v in re.findall(r'([\w-]+)="([^"]*)"', t.group(2)))
                flags = set(re.findall(r'\b(checked|selected|disabled)\b', re.sub(r'"[^"]*"', '', t.group(2))))
                name = attrs.get('name')
                if kind == 'button':
                    buttons.append((name, attrs.get('value', '')))
                elif not name:
                    continue
                elif kind == 'input' and attrs.get('type') in ('radio', 'checkbox'):
                    if 'checked' in flags:
                        fields.append((name, attrs.get('value', 'on')))
                elif kind == 'input' and attrs.get('type') in ('submit', 'file'):
                    continue
                elif kind == 'input':
                    fields.append((name, attrs.get('value', '')))
                elif kind == 'textarea':
                    fields.append((name, html.unescape(t.group(3).split('</textarea>')[0]).lstrip('\n')))
                elif kind == 'select':
                    options = re.findall(r'<option\b([^>]*)>(.*?)(?=<option|</select>|$)', t.group(3), re.S)
                    chosen = [o for o in options if re.search(r'\bselected\b', re.sub(r'"[^"]*"', '', o[0]))] or options[:1]
                    for o in chosen[:1]:
                        v = re.search(r'value="([^"]*)"', o[0])
                        fields.append((name, html.unescape(v.group(1)) if v else html.unescape(re.sub('<[^>]+>', '', o[1]).strip())))
            action = re.search(r'action="([^"]*)"', head)
            method = re.search(r'method="(\w+)"', head)
            found.append((html.unescape(action.group(1)) if action else '', (method.group(1) if method else 'get').lower(), fields, buttons, inner))
        return found

    def form(self, action):
        for f in self.forms():
            if re.fullmatch(action, f[0]):
                return f
        raise AssertionError(f'no form {action}; there are {[f[0] for f in self.forms()]}')


class Client:
    def __init__(self, host, port):
        self.host, self.port, self.cookies, self.here = host, port, {}, '/'

    def request(self, method, path, body=None, headers=None, timeout=30):
        c = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        h = {'Accept-Language': 'en'}
        if self.cookies:
            h['Cookie'] = '; '.join(f'{k}={v}' for k, v in self.cookies.items())
        h.update(headers or {})
        c.request(method, path, body, h)
        r = c.getresponse()
        data = r.read()
        for k, v in r.getheaders():
            if k.lower() == 'set-cookie':
                for name, m in http.cookies.SimpleCookie(v).items():
                    if m.value and m['max-age'] != '0':
                        self.cookies[name] = m.value
                    else:
                        self.cookies.pop(name, None)
        c.close()
        return Answer(r.status, {k.lower(): v for k, v in r.getheaders()}, data)

    def get(self, path, **k):
        for _ in range(6):
            a = self.request('GET', path, **k)
            self.here = path
            if a.status not in (301, 302, 303):
                return a
            path = a.headers['location']
        raise AssertionError('too many redirects')

    def post(self, path, fields, follow=False):
        body = urllib.parse.urlencode(fields)
        a = self.request('POST', path, body, {'Content-Type': 'application/x-www-form-urlencoded'})
        return self.get(a.headers['location']) if follow and a.status == 303 else a

    def submit(self, answer, action, changes=None, button=None, follow=True):
        """Fills the form with that action as it stands on a page, with changes (None removes), and posts it."""
        to, _, fields, _, _ = answer.form(action)
        changes = dict(changes or {})
        out = [(k, v) for k, v in fields if k not in changes]
        for k, v in changes.items():
            if v is not None:
                out += [(k, x) for x in v] if isinstance(v, list) else [(k, v)]
        if button:
            out.append(button)
        return self.post(to or self.here, out, follow)

    def upload(self, path, fields, name, file_name, data, follow=False):
        edge = 'edge0123456789edge'
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields]
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                     f'Content-Type: application/octet-stream\r\n\r\n'.encode() + data + b'\r\n')
        body = b''.join(parts) + f'--{edge}--\r\n'.encode()
        a = self.request('POST', path, body, {'Content-Type': f'multipart/form-data; boundary={edge}'})
        return self.get(a.headers['location']) if follow and a.status == 303 else a

    def sign_in(self, email, password):
        page = self.get('/login')
        a = self.submit(page, r'/login', {'email': email, 'password': password}, follow=False)
        if a.status != 303:
            raise AssertionError(f'sign-in of {email}: {a.status}')
        return a


def code_of(secret, moment, steps):
    """The code of RFC 6238 some steps from a moment (seconds)."""
    key = base64.b32decode(secret.replace(' ', ''))
    digest = hmac.new(key, struct.pack('>Q', int(moment) // 30 + steps), 'sha1').digest()
    at = digest[-1] & 15
    return '%06d' % ((struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000)


class Count:
    """Counts checks and closes with the line the collector reads."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, ok, what):
        if ok:
            self.passed += 1
        else:
            self.failed += 1
            print('FAILED:', what, flush=True)
        return ok

    def close(self):
        print(f'{self.passed} passed, {self.failed} failed')
        sys.exit(bool(self.failed))
