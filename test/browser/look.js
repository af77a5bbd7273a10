'use strict';
/* Looking a page over: sideways scroll, WCAG 2.2 AA by axe-core, its HTML, a picture. */
const fs = require('node:fs');
const path = require('node:path');
const { HtmlValidate, FileSystemConfigLoader } = require('html-validate');
const { root } = require('./demo.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const shots = path.join(root, 'build', 'shots');
const config = JSON.parse(fs.readFileSync(path.join(__dirname, '.htmlvalidate.json'), 'utf8'));
const validator = new HtmlValidate(new FileSystemConfigLoader(config));
const result = { passed: 0, failed: 0 };

function check(ok, what) {
	result[ok ? 'passed' : 'failed']++;
	if (!ok)
		console.log('FAILED: ' + what);
	return ok;
}

async function shot(page, name) {
	fs.mkdirSync(shots, { recursive: true });
	/* As tall as the page, so that the bar at its foot stands at the foot. */
	const before = page.viewportSize();
	const height = await page.evaluate(() => document.scrollingElement.scrollHeight);
	await page.setViewportSize({ width: before.width, height: Math.min(height, 8000) });
	await page.screenshot({ path: path.join(shots, name + '.png'), animations: 'disabled' });
	await page.setViewportSize(before);
}

/* axe-core needs scripts: a page read without them is put into one that has them, as it stands. */
async function withScript(page) {
	if (!page.withoutScript)
		return page;
	if (!page.twin) {
		const context = await page.context().browser().newContext({ reducedMotion: 'reduce' });
		page.twin = await context.newPage();
		page.context().once('close', () => context.close().catch(() => {}));
		await page.twin.goto(new URL('/login', page.url()).href);
	}
	await page.twin.setViewportSize(page.viewportSize());
	await page.twin.emulateMedia({ colorScheme: page.scheme || 'light' });
	await page.twin.setContent(await page.content());
	return page.twin;
}

async function axeOf(real, what) {
	const page = await withScript(real), before = page.viewportSize();
	/* So tall that the bar at the foot covers nothing. */
	const height = await page.evaluate(() => document.scrollingElement.scrollHeight);
	await page.setViewportSize({ width: before.width, height: Math.max(6000, height + 100) });
	await page.evaluate(axe);
	const found = await page.evaluate((t) => window.axe.run(document, { runOnly: { type: 'tag', values: t }, resultTypes: ['violations'] })
		.then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 140) + ' | ' +
			n.any.concat(n.all).map((x) => x.message).slice(0, 1)).join(' ; '))), tags);
	await page.setViewportSize(before);
	check(found.length === 0, `${what}: ${found.join('\n   ')}`);
}

async function narrow(page, what) {
	const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
	check(wide <= 360, `${what}: scrolls sideways at 360 px, ${wide} px wide`);
}

async function html(text, what) {
	const report = await validator.validateString(text, what);
	const messages = report.results.flatMap((r) => r.messages.filter((m) => m.severity > 1));
	const said = [...new Set(messages.map((m) => `${m.ruleId}: ${m.message} at ${m.selector || m.line}`))];
	check(said.length === 0, `${what}: ${said.slice(0, 4).join('\n   ')}`);
}

async function size(page, width) {
	await page.setViewportSize({ width, height: width < 600 ? 760 : 900 });
}

/*
 * The page one stands on, at 360 light and 1280 dark, with pictures; `what` names it. Where the demonstration says `passing`
 * (a play of steps whose pages their own parts look over), one picture as it stands.
 */
async function look(page, what) {
	if (page.passing) {
		await shot(page, `${page.passing}-${what}`);
		return;
	}
	const before = page.viewportSize();
	for (const [width, scheme] of [[360, 'light'], [1280, 'dark']]) {
		await size(page, width);
		page.scheme = scheme;
		await page.emulateMedia({ colorScheme: scheme });
		await axeOf(page, `${what}, ${width} px, ${scheme}`);
		await page.emulateMedia({ colorScheme: 'light' });
		if (width === 360)
			await narrow(page, what);
		await shot(page, `${what}-${width}`);
	}
	await page.setViewportSize(before);
}

module.exports = { check, result, look, shot, axeOf, narrow, html, size, shots };
