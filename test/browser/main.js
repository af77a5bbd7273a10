'use strict';
const fs = require('node:fs');
const { chromium } = require('playwright-core');
const { startDemo } = require('./demo.js');
const { check, result, shots } = require('./look.js');

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];
const parts = {}, names = ['story', 'questions', 'steps', 'factor', 'clashes', 'drafting', 'evidence', 'pages', 'releases',
	'welcome', 'owndata', 'notices', 'deputies', 'paper', 'setup', 'whole', 'pictures'];
for (const name of names)
	parts[name] = require(`./${name}.js`);
/* What runs beside what: each line in its own time, all on one demonstration. */
const lines = [['story', 'welcome', 'releases', 'questions', 'steps', 'paper', 'whole'],
	['notices', 'drafting', 'clashes', 'evidence', 'pages', 'deputies', 'factor', 'owndata', 'setup']], asked = [['pictures']];

async function play(browser, demo, names) {
	for (const name of names) {
		const began = Date.now();
		try {
			await parts[name](browser, demo);
		} catch (error) {
			check(false, `${name} stopped: ${error.stack}`);
		}
		console.log(`-- ${name}: ${Math.round((Date.now() - began) / 1000)} s`);
	}
}

async function main() {
	const only = process.argv.slice(2).filter((a) => a in parts);
	fs.rmSync(shots, { recursive: true, force: true });
	const demo = await startDemo();
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args,
		handleSIGTERM: false, handleSIGINT: false, handleSIGHUP: false });
	try {
		await Promise.all((only.includes('pictures') ? asked : lines).map((names) => play(browser, demo, names.filter((n) => !only.length || only.includes(n)))));
	} finally {
		await browser.close();
		const code = await demo.stop();
		check(code === 0, `the instance ended with ${code}`);
		const reports = demo.log().match(/.*(AddressSanitizer|LeakSanitizer|runtime error:).*/g);
		check(!reports, `in the log: ${reports}`);
		demo.remove();
	}
	console.log(`${result.passed} passed, ${result.failed} failed`);
	process.exit(result.failed ? 1 : 0);
}

main().catch((error) => {
	console.log(error.stack);
	console.log(`${result.passed} passed, ${result.failed + 1} failed`);
	process.exit(1);
});
