'use strict';
/*
 * A release for two audiences, compared with the one before; its link with an end, revoked, made new; who opened it, as counts.
 * The coordinator in Arabic and in English, a donor behind the link.
 */
const { person, leave, send } = require('./people.js');
const { check, look, html } = require('./look.js');

async function prepare(page, demo) {
	await page.goto('/releases');
	const first = await page.locator('#main tbody a[href^="/releases/"]').first().getAttribute('href');
	await page.goto('/rounds');
	const rounds = await page.locator('#main tbody a[href^="/rounds/"]').evaluateAll((l) => l.map((a) => a.getAttribute('href')));
	for (const round of rounds.reverse()) {
		await page.goto(round);
		if (await page.locator('#main a[href$="/consolidation"]').count() === 0)
			continue;
		await page.goto('/releases/new?round=' + round.split('/')[2]);
		await page.fill('[name=name_ar]', 'إصدار لجمهورين');
		await page.fill('[name=name_en]', 'A release for two audiences');
		await send(page, '/releases');
		if (await page.locator('#main a[href$="/publish"]').count())
			return first;
	}
	throw new Error('no closed round');
}

async function editions(page, lang) {
	const at = new URL(page.url()).pathname;
	await page.locator('a[href$="/editions/new"]').click();
	await look(page, 'edition-new-' + lang);
	await send(page, '/editions');
	check(await page.locator('section.card ul.plain li').count() === 2, 'there are two editions');
	await look(page, 'release-editions-' + lang);
	await page.goto(at + '/publish');
	await send(page, '/publish');
	return at;
}

async function compare(page, at, lang) {
	await page.goto(at + '/compare');
	await look(page, 'release-compare-' + lang);
	await html(await (await page.request.get(page.url())).text(), 'release-compare-' + lang);
}

async function links(browser, demo, page, at, lang) {
	await page.goto(at + '/links');
	const rows = page.locator('table.stack a[href*="/links/"]');
	check(await rows.count() === 2, 'each edition has a link');
	const address = (await rows.first().innerText()).trim();
	const donor = await person(browser, demo, null, { lang });
	check((await donor.goto(new URL(address).pathname)).status() === 200, 'the link opens');
	await page.reload();
	await look(page, 'release-links-' + lang);
	await rows.first().click();
	await look(page, 'release-link-' + lang);
	await page.fill('[name=why]', lang === 'ar' ? 'وصل الرابط إلى غير أصحابه' : 'It went to the wrong people');
	await send(page, '/renew');
	check(await page.locator('table.stack a[href*="/links/"]').count() === 3, 'the old link stays in the list');
	check((await donor.goto(new URL(address).pathname)).status() === 410, 'the old link has ended');
	await look(donor, 'release-ended-' + lang);
	await leave(donor);
}

async function releases(browser, demo) {
	for (const lang of ['ar', 'en']) {
		const page = await person(browser, demo, 'coordinator', { lang, width: 1280 });
		await prepare(page, demo);
		const at = await editions(page, lang);
		await compare(page, at, lang);
		await links(browser, demo, page, at, lang);
		await leave(page);
	}
}

module.exports = Object.assign(releases, { compare });
