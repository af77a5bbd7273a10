"""Reading and writing PO files, and collecting messages from the sources: shared by po-update and po-check."""
import os, re, subprocess

LANGUAGES = {'ar': 6, 'ckb': 2, 'kmr': 2, 'en': 2}  # plural forms, as in src/base/plural.c
WHOLE = ('ar', 'ckb')  # nothing may be untranslated in these
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
LITERALS = rf'{LITERAL}(?:\s*{LITERAL})*'
PLACES = re.compile(r'\{[1-6]\}')

C_PLAIN = re.compile(rf'\b(?:_|MSG)\s*\(\s*({LITERALS})|\btr\s*\([^,()"]+,\s*({LITERALS})')
C_PLURAL = re.compile(rf'\b(?:MSGN|PLURAL_)\s*\(\s*({LITERALS})\s*,\s*({LITERALS})')
HTML_PLAIN = re.compile(rf'\{{\{{\s*({LITERAL})')
HTML_PLURAL = re.compile(rf'\{{\{{\s*plural\s+({LITERAL})\s+({LITERAL})')
SQL_WORDS = re.compile(rf'^--\s*words:(.*)$', re.M)


def unquote(literals):
    """The text of one or more adjacent C string literals."""
    text = ''.join(s[1:-1] for s in re.findall(LITERAL, literals))
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t'}.get(m.group(1), m.group(1)), text)


def quote(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\t', '\\t') + '"'


def collect(root):
    """All messages of the sources: {msgid: (plural or None, [files])}. Also a list of contradictions."""
    found, errors = {}, []

    def add(path, one, many=None):
        known = found.setdefault(one, [many, []])
        if many and known[0] and many != known[0]:
            errors.append(f'{path}: "{one}" has two plurals, "{known[0]}" and "{many}"')
        known[0] = known[0] or many
        if path not in known[1]:
            known[1].append(path)

    for folder in ('src', 'migrations'):
        for where, folders, files in os.walk(os.path.join(root, folder)):
            folders.sort()
            for name in sorted(files):
                path = os.path.relpath(os.path.join(where, name), root)
                if not name.endswith(('.c', '.h', '.html', '.sql')) or name.endswith('_test.c'):
                    continue
                with open(os.path.join(root, path), encoding='utf-8') as f:
                    text = f.read()
                if name.endswith('.sql'):
                    for line in SQL_WORDS.findall(text):
                        for literal in re.findall(LITERAL, line):
                            add(path, unquote(literal))
                    continue
                if name.endswith('.html'):
                    for m in HTML_PLAIN.finditer(text):
                        add(path, unquote(m.group(1)))
                    for m in HTML_PLURAL.finditer(text):
                        add(path, unquote(m.group(1)), unquote(m.group(2)))
                    # of C, a template holds the lines that begin with % and its expressions
                else:
                    text = re.sub(r'/\*.*?\*/', ' ', text, flags=re.S)
                for m in C_PLAIN.finditer(text):
                    add(path, unquote(m.group(1) or m.group(2)))
                for m in C_PLURAL.finditer(text):
                    add(path, unquote(m.group(1)), unquote(m.group(2)))
    return found, errors


class Entry:
    def __init__(self):
        self.comments, self.flags, self.files = [], [], []
        self.id, self.plural, self.forms, self.obsolete = '', None, [], False

    @property
    def unchecked(self):
        return '#. unchecked' in self.comments

    def whole(self):
        return 'fuzzy' not in self.flags and bool(self.forms) and all(self.forms)


def read(path, twice=None):
    """(header lines, {msgid: Entry}); raises ValueError naming file and line.

    Of a message given twice (two branches added it) the first translation stays; its id is added to the list `twice`.
    """
    entries, entry, into, header = {}, Entry(), None, ''

    def end():
        nonlocal entry, header
        if entry.forms:
            if not entry.id:
                header = entry.forms[0]
            elif entry.id in entries and entries[entry.id].whole():
                if twice is not None:
                    twice.append(entry.id)
            else:
                entries[entry.id] = entry
        entry = Entry()

    with open(path, encoding='utf-8') as f:
        lines = f.read().split('\n')
    for number, line in enumerate(lines, 1):
        obsolete = line.startswith('#~ ')
        if obsolete:
            line = line[3:]
        if not line or line.startswith('#'):
            if not line or entry.forms:
                end()
            if line.startswith('#:'):
                entry.files += line[2:].split()
            elif line.startswith('#,'):
                entry.flags += [s.strip() for s in line[2:].split(',')]
            elif line.startswith('#'):
                entry.comments.append(line)
            continue
        m = re.match(r'(msgid_plural|msgid|msgstr(?:\[(\d)\])?)?\s*(".*")$', line)
        if not m:
            raise ValueError(f'{path}:{number}: not understood: {line}')
        if m.group(1) == 'msgid' and entry.forms:
            end()
        entry.obsolete = entry.obsolete or obsolete
        into = m.group(1) or into
        text = unquote(m.group(3))
        if into == 'msgid':
            entry.id += text
        elif into == 'msgid_plural':
            entry.plural = (entry.plural or '') + text
        elif m.group(1):
            entry.forms.append(text)
        else:
            entry.forms[-1] += text
    end()
    return header, entries


def put(entry):
    lines = list(entry.comments)
    if entry.files and not entry.obsolete:
        lines.append('#: ' + ' '.join(entry.files[:3]))
    if entry.flags:
        lines.append('#, ' + ', '.join(entry.flags))
    text = ['msgid ' + quote(entry.id)]
    if entry.plural is None:
        text.append('msgstr ' + quote(entry.forms[0]))
    else:
        text.append('msgid_plural ' + quote(entry.plural))
        text += [f'msgstr[{i}] {quote(form)}' for i, form in enumerate(entry.forms)]
    return '\n'.join(lines + [('#~ ' if entry.obsolete else '') + t for t in text])


def write(path, header, entries):
    """Messages in use by alphabet, then obsolete ones, so that two branches seldom touch the same place."""
    head = ['msgid ""', 'msgstr ""'] + [quote(line + '\n') for line in header.split('\n') if line]
    order = sorted(entries.values(), key=lambda e: (e.obsolete, e.id))
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\n'.join(head) + '\n' + ''.join('\n' + put(e) + '\n' for e in order))
