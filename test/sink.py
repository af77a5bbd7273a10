"""A small SMTP server on this machine that takes, refuses, drops or is silent; `mails` is what it took, as text."""
import random, re, socket, threading, time


class Sink:
    """`mode` says what it does with the next connection:

    take     all is taken
    refuse   no such mailbox (550 to RCPT)
    bounce   a mailbox in `dead` does not exist (550 to RCPT), all others take
    later    busy (450 to RCPT)
    drop     the mail is taken and the connection cut before the answer
    silent   not a word, not even a greeting, until `loud` is set
    hang     the mail is taken, and no answer comes until `loud` is set

    `pause`: up to so many seconds before and after a mail is taken.
    """

    def __init__(self, mode='take', pause=0.0):
        self.mode, self.pause, self.mails, self.dead = mode, pause, [], set()
        self.met = 0
        self.loud = threading.Event()
        self.socket = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def ids(self):
        """The Message-ID of each mail taken, once for every time."""
        return [re.search(r'^Message-ID: <mail\.(\d+)@', m, re.M).group(1) for m in list(self.mails)]

    def close(self):
        self.loud.set()
        self.socket.close()

    def run(self):
        while True:
            try:
                c, _ = self.socket.accept()
            except OSError:
                return
            self.met += 1
            threading.Thread(target=self.talk, args=(c, self.mode), daemon=True).start()

    def text(self, f):
        text = b''
        while not text.endswith(b'\r\n.\r\n'):
            more = f.readline()
            if not more:
                return None
            text += more
        return text.decode('ascii')

    def rcpt(self, word, mode):
        gone = mode == 'refuse' or mode == 'bounce' and any(f'<{d}>' in word for d in self.dead)
        return '550 no such mailbox' if gone else '450 busy' if mode == 'later' else '250 good'

    def converse(self, f, say, mode):
        say('220 sink')
        while True:
            word = f.readline().decode('ascii').strip()
            if word.upper().startswith('RCPT'):
                say(self.rcpt(word, mode))
            elif word.upper() == 'DATA':
                say('354 go on')
                text = self.text(f)
                if text is None:
                    return
                time.sleep(random.uniform(0, self.pause))
                self.mails.append(text)
                time.sleep(random.uniform(0, self.pause))
                if mode == 'hang':
                    self.loud.wait()
                if mode in ('drop', 'hang'):
                    return
                say('250 taken')
            elif word.upper() == 'QUIT' or not word:
                return
            else:
                say('250 good')

    def talk(self, c, mode):
        f = c.makefile('rb')
        try:
            if mode == 'silent':
                self.loud.wait()
            else:
                self.converse(f, lambda line: c.sendall(line.encode() + b'\r\n'), mode)
        except OSError:
            pass
        finally:
            f.close()
            c.close()
