'use strict';
/* Two ministries draft a form together: versions compared, each change beside what it was. */
const { person, leave } = require('./people.js');
const { check, look } = require('./look.js');

/* The address of the demonstration's form. */
async function formOf(page) {
	await page.goto('/forms');
	return page.locator('#main tbody a[href^="/forms/"]').first().getAttribute('href');
}

async function compare(browser, demo, lang) {
	const page = await person(browser, demo, 'coordinator', { lang, width: 360 });
	const form = await formOf(page);
	await page.goto(form);
	await page.locator(`a[href="${form}/compare"]`).click();
	await page.goto(form + '/compare?a=1&b=2');
	const text = await page.locator('#main').innerText();
	check(text.includes('climate_ex') && text.includes('plan_address'), 'what was added and removed is told');
	check(await page.locator('#main ins').count() > 2 && await page.locator('#main del').count() > 2, 'words that changed are marked');
	check(!text.includes('staff_total'), 'what stayed the same is left out');
	await look(page, 'compare-' + lang);
	await page.locator('[name=show]').selectOption('moved');
	await page.locator('#main .filter button').click();
	check((await page.locator('#main section').count()) === 1, 'one question moved');
	await page.goto(form + '/compare?a=1&b=2&show=all&q=staff_total');
	check((await page.locator('#main section').count()) === 1, 'a question is found by its name');
	await page.goto(form + '/compare?a=2&b=2');
	check((await page.locator('#main section').count()) === 0, 'a version has no change against itself');
	await leave(page);
}

module.exports = async function drafting(browser, demo) {
	await compare(browser, demo, 'ar');
	await compare(browser, demo, 'en');
};
