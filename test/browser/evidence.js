'use strict';
/*
 * The focal point's main job in three steps, from the answers of the last round; evidence beside an answer; the response
 * on paper and back. In Arabic without JavaScript, in English with it.
 */
const zlib = require('node:zlib');
const { Counter } = require('./counter.js');
const { person, leave, send } = require('./people.js');
const { check, look, html } = require('./look.js');

/* A photograph of one grey point. */
function png() {
	const chunk = (type, data) => {
		const body = Buffer.concat([Buffer.from(type), data]), out = Buffer.alloc(body.length + 8);
		out.writeUInt32BE(data.length, 0);
		body.copy(out, 4);
		out.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) : 0, body.length + 4);
		return out;
	};
	return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])), chunk('IDAT', zlib.deflateSync(Buffer.from([0, 128]))),
		chunk('IEND', Buffer.alloc(0))]);
}

/* On the page of the last round's answers: all as shown are right. */
async function confirmAll(page, press = (at) => page.locator(at).click()) {
	await page.locator('[name=consent_share][value=yes]').check();
	await press('button[name=act][value=confirm]');
	check(await page.locator('form[action$="/send"]').count() === 1, 'after one confirmation it can be sent');
}

/* On the page of evidence: a photograph beside an answer. */
async function attach(page, path) {
	await page.setInputFiles('[name=file]', { name: '../a b.png', mimeType: 'image/png', buffer: png() });
	await page.selectOption('[name=path]', path);
	await page.locator('form[action$="/evidence"] .btn.go').click();
	check(await page.locator('a:has-text("a b.png")').count() === 1, 'a photograph is kept');
}

async function threeSteps(browser, demo) {
	const page = await person(browser, demo, 'focal.momd', { lang: 'ar', script: false });
	const steps = new Counter(page, 'the focal point checks and sends', 3);
	await page.goto('/');
	await steps.press('#main a[href$="/check"]');
	check(/\/check$/.test(new URL(page.url()).pathname), 'the task leads to the answers of the last round');
	await look(page, 'check-offer-ar');
	await html(await (await page.request.get(page.url())).text(), 'the page of the last round');
	await confirmAll(page, (at) => steps.press(at));
	await look(page, 'check-ready-ar');
	await steps.press('form[action$="/send"] button:not(.hide)');
	steps.done();
	check(/\/responses\/\d+$/.test(new URL(page.url()).pathname), 'sent in three steps: ' + page.url());
	await leave(page);
}

async function pageByPage(browser, demo) {
	const page = await person(browser, demo, 'focal.moi', { lang: 'en', script: true });
	await page.goto('/');
	await page.locator('#main a[href$="/check"]').first().click();
	const response = new URL(page.url()).pathname.replace(/\/check$/, '');
	await look(page, 'check-open-en');
	await page.locator('button[name=page_confirm][value=G]').click();
	check(await page.locator('button[name=page_confirm][value=G]').count() === 0, 'a page is confirmed');
	await page.goto(response + '/fill/E');
	const boxes = page.locator('[name=confirmed]'), before = await boxes.count();
	check(before > 3, 'answers of the last round are marked: ' + before);
	await look(page, 'fill-prefilled-en');
	await boxes.first().click();
	await page.locator('#main .btn.go[name=go]').click();
	await page.goto(response + '/fill/E');
	const after = await page.locator('[name=confirmed]').count();
	check(after === before - 1, `one answer is confirmed: ${after} of ${before}`);
	await page.goto(response + '/evidence');
	check(await page.locator('text=Tells where it was taken').count() === 1, 'a photograph with its place is warned of');
	await page.locator('button[name=act][value=clean]').first().click();
	check(await page.locator('text=Tells where it was taken').count() === 0, 'and replaced by one without');
	await page.setInputFiles('[name=file]', { name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg onload=alert(1)>') });
	await page.locator('form[action$="/evidence"] .btn.go').click();
	check(await page.locator('.err').count() === 1, 'what is no photograph is refused beside its field');
	await attach(page, 'staff_women');
	await look(page, 'evidence-en');
	await html(await (await page.request.get(page.url())).text(), 'the page of evidence');
	const paper = await page.request.get(response + '.pdf');
	check(paper.status() === 200 && paper.headers()['content-type'] === 'application/pdf', 'the response on paper: ' + paper.status());
	const seal = (await page.locator('#signed ~ p .id').first().innerText()).slice(0, 8);
	await page.setInputFiles('[name=scan]', { name: 'signed.pdf', mimeType: 'application/pdf', buffer: await paper.body() });
	await page.fill('[name=seal]', seal);
	await page.fill('[name=letter_number]', 'ش/77');
	await page.fill('[name=letter_date]', '23/11/2026');
	await page.locator('form[action$="/signed"] .btn.go').click();
	check(await page.locator('text=The answers are those that were signed').count() === 1, 'the signed paper belongs to the answers');
	await look(page, 'signed-en');
	await leave(page);
	return response;
}

async function evidence(browser, demo) {
	await threeSteps(browser, demo);
	const response = await pageByPage(browser, demo);
	const other = await person(browser, demo, 'focal.moen', { lang: 'ar', script: false });
	for (const tail of ['/evidence', '/signed', '.pdf', '/check'])
		check((await other.request.get(response + tail)).status() === 404, `another ministry does not see ${tail}`);
	await leave(other);
}

module.exports = Object.assign(evidence, { confirmAll, attach });
