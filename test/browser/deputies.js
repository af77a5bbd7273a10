'use strict';
/*
 * A focal point names a deputy, who sends the response; history says for whom. A post is handed over to somebody
 * without an account: said, then made in the same step; the next holder reads what is open. Who is missing is seen.
 */
const { person, leave, send } = require('./people.js');
const { check, look } = require('./look.js');

const text = (page) => page.locator('#main').innerText();

async function postOf(page) {
	await page.goto('/account');
	return page.locator('aside a[href^="/posts/"]').first().getAttribute('href');
}

async function choose(page, name, words) {
	const option = page.locator(`[name=${name}] option`, { hasText: words }).first();
	await page.locator(`[name=${name}]`).selectOption(await option.getAttribute('value'));
}

/* Named in Arabic by the holder, with each mistake said first. */
async function nameDeputy(browser, demo) {
	const page = await person(browser, demo, 'focal.moi', { lang: 'ar' });
	const post = await postOf(page);
	await page.goto(post + '/deputies');
	await look(page, 'deputies-ar');
	await choose(page, 'person', 'رقية');
	await page.fill('[name=starts]', '٢٠٢٦-١١-٢٤');
	await page.fill('[name=ends]', '2026-11-20');
	await send(page, '/deputies');
	check(await page.locator('#f-ends-error').count() === 1, 'a last day before the first is said beside the field');
	check(await page.locator('[name=starts]').inputValue() !== '', 'what was typed stays');
	await page.fill('[name=ends]', '2026-12-20');
	await send(page, '/deputies');
	check(await page.locator('#f-starts-error').count() === 1, 'days that another deputy has are refused');
	await page.fill('[name=ends]', '2026-11-30');
	await send(page, '/deputies');
	check(await page.locator('.tag.ok').count() >= 1, 'the deputy is named and deputises now');
	await page.goto('/');
	await look(page, 'home-deputised-ar');
	await leave(page);
	return post;
}

/* The deputy sees it on the home page, and sends the running round's response as the holder would. */
async function deputySends(browser, demo, post) {
	const page = await person(browser, demo, 'office.moi', { lang: 'en' });
	check((await text(page)).includes('You deputise for'), 'the deputy reads it on the home page');
	await look(page, 'home-deputy-en');
	await page.goto(post + '/handover');
	check((await text(page)).includes('Responses owed'), 'the deputy sees what is open at the post');
	await look(page, 'handover-deputy-en');
	const owed = await page.locator('#main .tasks a[href^="/responses/"]').first().getAttribute('href');
	await page.goto(owed + '/fill');
	check(await page.locator('form[action$="/send"], a[href*="/fill/"]').count() > 0, 'the deputy may fill the response in');
	await leave(page);
	return owed;
}

async function handOver(browser, demo) {
	const admin = await person(browser, demo, 'admin', { lang: 'en', width: 1280 });
	await admin.goto('/people/new');
	const body = admin.locator('[name=body] option', { hasText: 'MOJ' }).first();
	await admin.locator('[name=body]').selectOption(await body.getAttribute('value'));
	await admin.fill('[name=name_en]', 'Zahra Invented');
	await admin.fill('[name=name_ar]', 'زهراء المخترعة');
	await send(admin, '/people/new');
	await admin.goto('/posts?q=Israa');
	const post = await admin.locator('#main tbody th a').first().getAttribute('href');
	await admin.goto(post + '/hand-over');
	await choose(admin, 'person', 'Zahra Invented');
	await send(admin, '/hand-over');
	check(await admin.locator('#f-email-error').count() === 1, 'somebody without an account is said beside the field');
	await look(admin, 'hand-over-refused-en');
	check((await admin.locator('[name=person] option:checked').innerText()).includes('Zahra'), 'the person chosen stays');
	await admin.fill('[name=email]', 'zahra@demo.example');
	await send(admin, '/hand-over');
	const code = (await text(admin)).match(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
	check(code !== null, 'the account and its code are made in the same step');
	await look(admin, 'hand-over-code-en');
	const form = admin.locator('form[action$="/letter"]');
	const sent = await admin.context().request.post(demo.url + await form.getAttribute('action'), { form: {
		csrf: await form.locator('[name=csrf]').inputValue(), code: await form.locator('[name=code]').inputValue(),
		until: await form.locator('[name=until]').inputValue() }, headers: { origin: demo.url } });
	check(sent.ok() && (await sent.body()).subarray(0, 5).toString() === '%PDF-', 'the letter is a PDF: ' + sent.status());
	await leave(admin);
	return { post, code: code ? code[0] : '' };
}

async function nextHolder(browser, demo, { post, code }) {
	const page = await person(browser, demo, null, { lang: 'ar' });
	await page.goto('/login/code');
	await page.fill('[name=email]', 'zahra@demo.example');
	await page.fill('[name=code]', code);
	await page.fill('[name=new_password]', 'four words no one links');
	await page.locator('form[action="/login/code"] .btn').click();
	await page.goto('/');
	check(await page.locator(`a[href="${post}/handover"]`).count() === 1, 'the new holder is shown the handover');
	await look(page, 'home-handed-ar');
	await page.goto(post + '/handover');
	await look(page, 'handover-ar');
	await send(page, '/handover/read');
	await page.goto('/');
	check(await page.locator(`a[href="${post}/handover"]`).count() === 0, 'marked as read, it goes');
	await leave(page);
}

async function whoIsMissing(browser, demo) {
	for (const lang of ['ar', 'en']) {
		const page = await person(browser, demo, 'coordinator', { lang, width: lang === 'ar' ? 360 : 1280 });
		await page.goto('/rounds/unheld');
		check(await page.locator('tbody tr').count() > 0, lang + ': bodies nobody can be reached at are listed');
		await look(page, 'unheld-' + lang);
		await page.goto('/deputies');
		await look(page, 'deputy-list-' + lang);
		await leave(page);
	}
}

async function deputies(browser, demo) {
	const post = await nameDeputy(browser, demo);
	await deputySends(browser, demo, post);
	await nextHolder(browser, demo, await handOver(browser, demo));
	await whoIsMissing(browser, demo);
}

module.exports = Object.assign(deputies, { nameDeputy });
