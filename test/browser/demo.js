'use strict';
/* A demonstration of its own on a free port, in a fresh data folder. */
const { spawn, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');

const root = process.env.TANSIQ_ROOT || path.resolve(__dirname, '../..');
const build = path.join(root, process.env.TANSIQ_BUILD || 'build-check');

async function startDemo() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tansiq-browser-'));
	const log = fs.openSync(path.join(folder, 'log'), 'a');
	const child = spawn(path.join(build, 'tansiq'), ['demo', '--json', '--data', path.join(folder, 'data'), '--listen', '127.0.0.1:0',
		'--password', 'demo-pass-word-1', '--now', '2026-11-24'], { stdio: ['ignore', 'pipe', log] });
	const gone = new Promise((resolve) => child.once('exit', resolve));
	const remove = () => fs.rmSync(folder, { recursive: true, force: true });
	/* It ends with the script that started it, however that ends. */
	process.once('exit', () => child.kill('SIGKILL'));
	for (const [signal, number] of [['SIGTERM', 15], ['SIGINT', 2], ['SIGHUP', 1]])
		process.once(signal, async () => {
			child.kill('SIGTERM');
			await gone;
			remove();
			process.exit(128 + number);
		});
	const first = await new Promise((resolve) => {
		readline.createInterface({ input: child.stdout }).once('line', resolve);
		child.once('exit', () => resolve(''));
	});
	if (!first)
		throw new Error('no start: ' + fs.readFileSync(path.join(folder, 'log'), 'utf8').slice(-2000));
	const facts = JSON.parse(first);
	return {
		folder, pid: child.pid, url: facts.url.replace(/\/$/, ''), link: facts.links.release,
		log: () => fs.readFileSync(path.join(folder, 'log'), 'utf8'),
		stop: () => {
			child.kill('SIGTERM');
			return gone;
		},
		remove
	};
}

/* The questionnaire as its next version: another version in its settings, another word in a hint. */
function nextWorkbook(folder) {
	const to = path.join(folder, 'needs-assessment-2.xlsx');
	execFileSync('/usr/bin/python3', ['-c', `
import sys, openpyxl
w = openpyxl.load_workbook(sys.argv[1])
s = w['settings']
column = [c.value for c in s[1]].index('version') + 1
s.cell(2, column).value = '2026112499'
q = w['survey']
heads = [c.value for c in q[1]]
for row in q.iter_rows(min_row=2):
    if row[heads.index('name')].value == 'fp_ref':
        row[heads.index('hint::Arabic (ar)')].value = 'كما ورد في الكتاب'
        row[heads.index('hint::English (en)')].value = 'As it is on the letter'
w.save(sys.argv[2])
`, path.join(root, 'data/needs-assessment.xlsx'), to]);
	return to;
}

module.exports = { startDemo, nextWorkbook, root, build };
