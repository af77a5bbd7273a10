'use strict';
/* Two ministries draft a form together: versions compared, each change beside what it was. */
const { person, leave, send } = require('./people.js');
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

/* The planning ministry comments, the owner answers and resolves; others see none of it. */
async function comments(browser, demo, lang) {
	const one = await person(browser, demo, 'planning', { lang, width: 360 });
	const form = await formOf(one);
	await one.goto(form);
	await look(one, 'form-written-' + lang);
	await one.goto(form + '/comments');
	check((await one.locator('a[href$="gone=1"]').count()) === 1, 'a comment whose question is gone stands apart');
	const post = one.locator('form[method=post][action$="/comments"] button');
	await post.click();
	check(await one.locator('.err').count() === 1, 'an empty comment is refused beside the field');
	await one.selectOption('form[method=post] [name=about]', 'plan_funded');
	await one.fill('[name=text]', 'Which year? ' + lang);
	await post.click();
	await look(one, 'comments-' + lang);
	const thread = await one.locator('tbody tr', { hasText: 'Which year? ' + lang }).locator('a').getAttribute('href');
	await one.goto(thread);
	await one.locator('a[href*="edit="]').click();
	await one.fill('[name=text]', 'Which budget year? ' + lang);
	await send(one, '/edit');
	const two = await person(browser, demo, 'coordinator', { lang, width: 360 });
	await two.goto(thread);
	await two.fill('[name=text]', '2026');
	await send(two, '/answer');
	await send(two, '/act', 'button[value=resolve]');
	check(await two.locator('button[value=reopen]').count() === 1, 'a thread is resolved');
	await look(two, 'comment-' + lang);
	await one.goto(thread);
	check((await one.locator('article').count()) === 2 && (await one.locator('#main').innerText()).includes('Which budget year?'), 'a comment is changed and answered');
	await send(one, '/act', 'button[value=withdraw]');
	check(!(await one.locator('#main').innerText()).includes('Which budget year?'), 'a withdrawn comment leaves a trace only');
	await one.goto(form + '/authors');
	await look(one, 'authors-' + lang);
	await one.goto(form + '/versions/2/sign');
	await look(one, 'signed-' + lang);
	const pdf = await one.context().request.get(demo.url.replace(/\/$/, '') + (await one.goto(form + '/versions/1/sign'), await one.locator('a[href*="/letter/"]').first().getAttribute('href')));
	check(pdf.headers()['content-type'] === 'application/pdf' && (await pdf.body()).length > 5000, 'the letter that asks is a PDF');
	require('node:fs').writeFileSync(require('./look.js').shots + '/letter-' + lang + '.pdf', await pdf.body());
	const other = await person(browser, demo, 'focal.moi', { lang });
	check((await other.goto(form + '/comments')).status() === 404, 'who does not write the form has no comments');
	check((await other.goto(form + '/versions/1/preview')).status() === 404, 'nor its drafts');
	for (const page of [one, two, other])
		await leave(page);
}

async function drafting(browser, demo) {
	await compare(browser, demo, 'ar');
	await compare(browser, demo, 'en');
	await comments(browser, demo, 'ar');
	await comments(browser, demo, 'en');
}

module.exports = Object.assign(drafting, { compare, comments });
