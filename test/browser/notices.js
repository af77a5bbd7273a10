'use strict';
/* Notices: one arrives, is opened, is marked again; how one hears of them is chosen, with the weekly mail. */
const { person, leave } = require('./people.js');
const { check, look } = require('./look.js');

async function arrives(browser, demo, lang, who) {
	const page = await person(browser, demo, who, { lang });
	await page.goto('/notices');
	const all = page.locator('form[action="/notices/see"] button');
	if (await all.count())
		await all.click();
	check(await page.locator('.tasks.notices > li.new').count() === 0, `${lang}: all are seen`);
	await look(page, `notices-seen-${lang}`);
	await page.goto('/rounds');
	const rounds = await page.locator('#main a[href^="/rounds/"]').evaluateAll((l) => [...new Set(l.map((a) => a.getAttribute('href')))]);
	const desk = await person(browser, demo, 'coordinator', { lang, width: 1280 });
	let told = false;
	for (const round of rounds.filter((r) => /^\/rounds\/\d+$/.test(r))) {
		await page.goto(round);
		const link = page.locator('#main a[href^="/responses/"]').first();
		if (told || !await link.count())
			continue;
		await desk.goto((await link.getAttribute('href')).match(/\/responses\/\d+/)[0] + '/deadline');
		const remind = desk.locator('form[action$="/remind"] button');
		if (await remind.count()) {
			await remind.click();
			told = true;
			await look(desk, `notices-reminded-${lang}`);
		}
	}
	check(told, `${lang}: the coordinator reminds the body of ${who}`);
	await leave(desk);
	await page.goto('/');
	check(await page.locator('a[href="/notices"] .count').count() === 1, `${lang}: the head of each page counts what is not seen`);
	await page.locator('a[href="/notices"]').first().click();
	check(await page.locator('.tasks.notices > li.new').count() > 0, `${lang}: the notice is there`);
	await look(page, `notices-new-${lang}`);
	await page.locator('.tasks.notices > li.new form[action$="/open"] button').first().click();
	check(/^\/responses\/\d+/.test(new URL(page.url()).pathname), `${lang}: it leads to the response: ${page.url()}`);
	await page.goto('/notices');
	const left = await page.locator('.tasks.notices > li.new').count();
	await page.locator('form[action$="/unsee"] button').first().click();
	check(await page.locator('.tasks.notices > li.new').count() === left + 1, `${lang}: it counts as not seen again`);
	return page;
}

async function chosen(page, lang) {
	await page.goto('/account/notices');
	await look(page, `notice-ways-${lang}`);
	const names = await page.locator('form[action="/account/notices"] input[type=radio]').evaluateAll((l) => [...new Set(l.map((i) => i.name))]);
	check(names.length > 1, `${lang}: each subject has its choice`);
	await page.locator(`[name="${names[0]}"][value=digest]`).check();
	await page.locator(`[name="${names[1]}"][value=product]`).check();
	await page.locator('form[action="/account/notices"] .btn.go').click();
	await page.goto('/account/notices');
	check(await page.locator(`[name="${names[0]}"][value=digest]`).isChecked(), `${lang}: the weekly mail is kept`);
	check(await page.locator(`[name="${names[1]}"][value=product]`).isChecked(), `${lang}: only here is kept`);
	await look(page, `notice-ways-chosen-${lang}`);
	await page.goto('/notices?seen=no');
	await look(page, `notices-filtered-${lang}`);
	await leave(page);
}

module.exports = async function notices(browser, demo) {
	await chosen(await arrives(browser, demo, 'ar', 'focal.mod'), 'ar');
	await chosen(await arrives(browser, demo, 'en', 'focal.momd'), 'en');
};
