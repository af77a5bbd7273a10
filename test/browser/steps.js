'use strict';
/*
 * How many steps the main jobs take after signing in, typing apart: presses of links, buttons and keys are counted. The
 * numbers are those people were promised. The focal point's three are counted in evidence.js, the two of closing a round in
 * story.js, where they belong to what is played.
 */
const { Counter } = require('./counter.js');
const { person, leave } = require('./people.js');
const { check, look } = require('./look.js');

/* The head: open what waits, decide. */
async function head(browser, demo) {
	const page = await person(browser, demo, 'head.moh', { lang: 'ar' });
	const steps = new Counter(page, 'the head decides', 2);
	await steps.press('#main .btn.go[href^="/responses/"]');
	await page.fill('[name=letter_number]', '٩٩/١');
	await page.fill('[name=letter_date]', '٢٠٢٦-١١-٢٤');
	await steps.press('form[action$="/decide"] .btn.go');
	check(await page.locator('form[action$="/decide"]').count() === 0, 'the head has approved in two steps');
	steps.done();
	await leave(page);
}

/* The coordinator: who is late, by name, and all of them reminded. */
async function late(browser, demo) {
	const page = await person(browser, demo, 'coordinator', { lang: 'ar' });
	const named = await page.locator('#main .note.late li').count();
	check(named > 0, 'who is late stands on the home page by name');
	const steps = new Counter(page, 'all late bodies are reminded', 2);
	await steps.press('#main .note.late a[href$="/remind"]');
	check(await page.locator('#main li').count() >= 1, 'whom it reaches is listed');
	await look(page, 'remind-ar');
	await steps.press('form[action$="/remind"] .btn.go');
	steps.done();
	check(await page.locator('.note.ok, [role=status]').count() > 0, 'they are reminded');
	await leave(page);
}

/* The coordinator: one key a return, once the first is open; the keys can be turned off. */
async function review(browser, demo) {
	for (const lang of ['en', 'ar']) {
		const page = await person(browser, demo, 'coordinator', { lang, width: 1280, script: true });
		await page.locator('#main ul.tasks a[href^="/rounds/"]').first().click();
		if (await page.locator('.acts a.btn.go[href^="/responses/"]').count() === 0) {
			check(lang === 'ar', 'something waits for review');
			await leave(page);
			continue;
		}
		await page.locator('.acts a.btn.go[href^="/responses/"]').first().click();
		await page.locator('[data-key=a]').waitFor();
		await look(page, 'review-keys-' + lang);
		const box = page.locator('[data-keys] input'), at = page.url();
		await box.uncheck();
		await page.locator('h1').first().click();
		await page.keyboard.press('a');
		await page.waitForTimeout(300);
		check(page.url() === at, 'turned off, a letter alone does nothing');
		await box.check();
		await page.locator('[name=reason]').focus();
		await page.keyboard.press('a');
		check(await page.locator('[name=reason]').inputValue() === 'a' && page.url() === at, 'in a field a letter is a letter');
		await page.fill('[name=reason]', '');
		await page.locator('h1').first().click();
		const steps = new Counter(page, 'a return is accepted by keyboard', 1);
		await steps.key('a');
		await page.waitForURL((u) => u.href !== at);
		steps.done();
		await leave(page);
	}
}

/* The coordinator narrows results, and decides on a joint training. */
async function results(browser, demo) {
	for (const lang of ['ar', 'en']) {
		const page = await person(browser, demo, 'coordinator', { lang, width: 1280 });
		await page.goto('/rounds?state=closed');
		const round = await page.locator('#main a[href^="/rounds/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')).filter((h) => /^\/rounds\/\d+$/.test(h)).pop());
		await page.goto('/rounds?state=open');
		const running = await page.locator('#main a[href^="/rounds/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')).filter((h) => /^\/rounds\/\d+$/.test(h)).pop());
		await page.goto(round + '/consolidation?priority=3');
		await look(page, 'consolidation-narrowed-' + lang);
		await page.goto(round + '/consolidation?topic=gone');
		check(await page.locator('.note.soon').count() === 1, 'a filter that fits no more is said');
		await page.goto(running + '/consolidation');
		await page.locator('a[href$="/consolidation/compare"]').click();
		check(await page.locator('table').count() === 2, 'two rounds stand beside each other');
		await look(page, 'rounds-compared-' + lang);
		await page.goto(running + '/consolidation/compare?of=both');
		check(await page.locator('table').count() === 2, 'of those that answered both');
		await page.goto(round + '/consolidation/compare');
		check(await page.locator('.empty').count() === 1, 'the first round has none before it');
		await page.goto(round + '/consolidation/views?of=%3Fpriority%3D3');
		await look(page, 'views-' + lang);
		await page.goto(round + '/joint');
		await look(page, 'joint-' + lang);
		await page.goto(round + '/reasons');
		await look(page, 'reasons-' + lang);
		await page.goto(round + '/review');
		await look(page, 'review-list-' + lang);
		await leave(page);
	}
}

/* A donor: the link shows; one press downloads. */
async function donor(browser, demo) {
	const page = await person(browser, demo, null, { lang: 'en' });
	await page.goto(new URL(demo.link).pathname);
	check(await page.locator('h1').count() === 1, 'the link shows the release');
	const steps = new Counter(page, 'a donor downloads', 1);
	const [file] = await Promise.all([page.waitForEvent('download'), steps.press('a[href$=".xlsx"]')]);
	check((await file.path()) !== null, 'the file is there');
	steps.done();
	await leave(page);
}

module.exports = async function steps(browser, demo) {
	await donor(browser, demo);
	await head(browser, demo);
	await late(browser, demo);
	await review(browser, demo);
	await results(browser, demo);
};
