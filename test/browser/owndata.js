'use strict';
/* One's own data asked for and taken along; the classes of data set and confirmed. */
const fs = require('node:fs');
const { person, leave } = require('./people.js');
const { check, look } = require('./look.js');

async function ask(browser, demo, lang, who) {
	const page = await person(browser, demo, who, { lang });
	await page.goto('/account');
	await page.locator('a[href="/account/data"]').click();
	await look(page, `own-none-${lang}`);
	await page.locator('form[action="/account/data"] button').click();
	for (let i = 0; i < 60 && !await page.locator('#main a[href$=".json"]').count(); i++) {
		await page.waitForTimeout(250);
		await page.goto('/account/data');
	}
	check(await page.locator('#main ul.tasks > li').count() === 1, `${lang}: one file`);
	check(await page.locator('form[action="/account/data"]').count() === 0, `${lang}: and no second one today`);
	check(await page.locator('[data-sensitivity=confidential]').count() === 1, `${lang}: its class stands beside it`);
	await look(page, `own-made-${lang}`);
	const [file] = await Promise.all([page.waitForEvent('download'), page.locator('#main a[href$=".json"]').click()]);
	const own = JSON.parse(fs.readFileSync(await file.path(), 'utf8'));
	check(/^own-data-\d{4}-\d\d-\d\d-confidential\.json$/.test(file.suggestedFilename()), `${lang}: named ${file.suggestedFilename()}`);
	check(own.subjects.find((s) => s.key === 'account').rows[0].email === who + '@demo.example', `${lang}: it is the reader's own`);
	const [book] = await Promise.all([page.waitForEvent('download'), page.locator('#main a[href$=".xlsx"]').click()]);
	check(fs.statSync(await book.path()).size > 4000, `${lang}: the workbook has something in it`);
	await leave(page);
}

async function classes(browser, demo, lang, set) {
	const page = await person(browser, demo, 'admin', { lang });
	await page.goto('/settings/classes');
	await look(page, `classes-${lang}`);
	await page.goto('/settings/classes/' + set);
	await page.locator('[name=level][value=restricted]').check();
	await page.locator('[name=confirmed]').check();
	await page.locator('#main form .btn.go').click();
	check(await page.locator('#f-basis-error').count() === 1, `${lang}: confirming asks for the basis`);
	check(await page.locator('[name=level][value=restricted]').isChecked(), `${lang}: what was chosen stays`);
	await look(page, `class-${lang}`);
	await page.fill('[name=basis]', 'أمر 7/2026');
	await page.locator('#main form .btn.go').click();
	await page.goto('/settings/classes/' + set);
	check(await page.locator('ol.log li').count() > 0, `${lang}: the history has it`);
	await page.goto('/' + set);
	check(await page.locator('[data-sensitivity=restricted]').count() > 0, `${lang}: the list of ${set} says it`);
	await leave(page);
}

module.exports = async function owndata(browser, demo) {
	await ask(browser, demo, 'ar', 'officer');
	await ask(browser, demo, 'en', 'donor');
	await classes(browser, demo, 'ar', 'forms');
	await classes(browser, demo, 'en', 'bodies');
};
