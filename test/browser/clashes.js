'use strict';
/* Two people of one body on one page; a session that ends while somebody types. */
const { person, signIn, leave } = require('./people.js');
const { named } = require('./fill.js');
const { check, look } = require('./look.js');

/* Somebody the other parts of the test do not play: one of these tests ends all sessions. */
const who = 'focal.mod';

/* The running answer of the body of whoever signed in. */
async function running(page) {
	await page.goto('/rounds');
	for (const href of await page.locator('#main tbody a[href^="/rounds/"]').evaluateAll((l) => l.map((a) => a.getAttribute('href')))) {
		await page.goto(href);
		const own = await page.locator('#main a[href^="/responses/"]').first().getAttribute('href', { timeout: 2000 }).catch(() => null);
		if (!own)
			continue;
		await page.goto(own);
		if (await page.locator('#main a[href$="/fill"]').count())
			return own;
	}
	throw new Error('no running answer');
}

async function twoPeople(browser, demo, answer, lang) {
	const one = await person(browser, demo, who, { lang }), two = await person(browser, demo, who, { lang });
	const at = answer + '/fill/B';
	await one.goto(at);
	await two.goto(at);
	await named(one, 'plan_period').fill('2027-2029');
	await named(two, 'plan_period').fill('2030-2031');
	await one.locator('#main .btn.go[name=go]').click();
	await two.locator('#main .btn.go[name=go]').click();
	const text = await two.locator('#main').innerText();
	check(text.includes('2030-2031') || await named(two, 'plan_period').inputValue() === '2030-2031', 'what the second typed is kept');
	check(text.includes('2027-2029'), 'what the first stored stands beside it');
	check(await two.locator('.note.back tbody tr').count() === 1, 'only what both changed is shown');
	await look(two, 'stale-' + lang);
	await two.locator('#main .btn.go[name=go]').click();
	await one.goto(at);
	check(await named(one, 'plan_period').inputValue() === '2030-2031', 'saved again, the second text stands');
	await leave(one);
	await leave(two);
}

/* Each changes another answer: both stand, and nobody is asked anything. */
async function eachTheirOwn(browser, demo, answer, script) {
	const one = await person(browser, demo, who, { lang: 'en', script }), two = await person(browser, demo, who, { lang: 'en', script });
	const at = answer + '/fill/C';
	const women = script ? '31' : '32', total = script ? '331' : '332';
	await one.goto(at);
	await two.goto(at);
	await named(one, 'staff_women').fill(women);
	await named(two, 'staff_total').fill(total);
	await one.locator('#main .btn.go[name=go]').click();
	await one.waitForURL((url) => !url.pathname.endsWith('/C') || url.search.includes('check'));
	await two.locator('#main .btn.go[name=go]').click();
	await two.waitForURL((url) => !url.pathname.endsWith('/C') || url.search.includes('check'));
	check(!(await two.content()).includes('saved meanwhile'), 'who changed something else is not asked');
	await one.goto(at);
	check(await named(one, 'staff_women').inputValue() === women, 'what the first changed stands');
	check(await named(one, 'staff_total').inputValue() === total, 'what the second changed stands');
	await leave(one);
	await leave(two);
}

async function sessionEnds(browser, demo, answer) {
	const page = await person(browser, demo, who, { lang: 'ar' });
	const at = answer + '/fill/B';
	await page.goto(at);
	await named(page, 'plan_period').fill('2040-2041');
	const elsewhere = await person(browser, demo, who, { lang: 'ar' });
	await elsewhere.goto('/account');
	await elsewhere.locator('form[action="/account/sessions/end-others"] button').click();
	await leave(elsewhere);
	await page.locator('#main .btn.go[name=go]').click();
	check(await page.locator('[name=password]').count() === 1, 'the sign-in page comes');
	await look(page, 'session-ended-ar');
	await signIn(page, who);
	check((await page.content()).includes('2040-2041'), 'after signing in the text is still there');
	const shown = await page.locator('#main').innerText();
	check(!shown.includes('plan_period') && await page.locator('#main dl.sum > div').count() === 1, 'under its question, without what was not changed');
	await look(page, 'session-kept-ar');
	await page.locator('#main form .btn.go').first().click();
	await page.goto(at);
	check(await named(page, 'plan_period').inputValue() === '2040-2041', 'and is saved when sent');
	await leave(page);
}

module.exports = Object.assign(async function clashes(browser, demo) {
	/* The demonstration's own, found before another part of the test opens a round. */
	const page = await person(browser, demo, who, { lang: 'en' }), answer = await running(page);
	await leave(page);
	await twoPeople(browser, demo, answer, 'ar');
	await eachTheirOwn(browser, demo, answer, false);
	await eachTheirOwn(browser, demo, answer, true);
	await sessionEnds(browser, demo, answer);
}, { running });
