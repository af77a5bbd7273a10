'use strict';
/*
 * The product's main job, once from end to end: a questionnaire is uploaded, asked, answered, approved, accepted,
 * consolidated, released, read. One ministry answers in Arabic on a phone without JavaScript, one in English with it.
 */
const { Counter } = require('./counter.js');
const { person, leave, send } = require('./people.js');
const { nextWorkbook } = require('./demo.js');
const { answersOf, fillPage, named, saved } = require('./fill.js');
const { check, look, narrow } = require('./look.js');

const pages = ['A', 'B', 'C', 'D', 'E', 'G'];
const bodies = { moi: 'MOI', moen: 'MOEN', moj: 'MOJ' };

async function text(page) {
	return page.locator('#main').innerText();
}

/* Uploads the next version, opens it in its languages, sets it ready. */
async function upload(page, demo) {
	await page.goto('/forms/new');
	await look(page, 'upload-ar');
	await page.setInputFiles('[name=file]', { name: 'x.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('no workbook') });
	await send(page, '/forms/new');
	check(page.url().endsWith('/forms/new') && await page.locator('.errors').count() === 1, 'what is no workbook is refused');
	await page.setInputFiles('[name=file]', nextWorkbook(demo.folder));
	await send(page, '/forms/new');
	check(/\/forms\/\d+/.test(page.url()), 'the workbook is taken: ' + page.url());
	await look(page, 'form-draft-ar');
	const form = new URL(page.url()).pathname.match(/\/forms\/\d+/)[0];
	await page.goto(form + '/versions/3/preview');
	check(await page.locator('h1').count() === 1, 'the preview opens');
	await page.goto(form);
	await send(page, '/versions/3/act', 'button[value=ready]');
	check(await page.locator('form[action$="/versions/3/act"] button[value=ready]').count() === 0, 'the version is ready');
}

/* Both ministries that write the form sign the version off; until then no round opens with it. */
async function signOff(browser, demo, page, round) {
	await send(page, '/open');
	check(await page.locator('.errors li').count() === 2, 'no round opens before both ministries have signed off');
	const at = await page.locator('a[href$="/versions/3/sign"]').first().getAttribute('href');
	await page.goto(at);
	await send(page, '/ask');
	for (const [who, lang] of [['head.mop', 'ar'], ['head.mofa', 'en']]) {
		const head = await person(browser, demo, who, { lang, width: 360 });
		await head.goto(at);
		await send(head, '/sign', 'button[value=sign]');
		check(await head.locator('.errors').count() === 1, 'signing off without a letter is refused');
		await head.fill('[name=letter_number]', 'ت/٣١٠');
		await head.fill('[name=letter_date]', '٢٠٢٦-١١-٢٣');
		await look(head, 'sign-off-' + lang);
		await send(head, '/sign', 'button[value=sign]');
		check(await head.locator('button[value=withdraw]').count() === 1, who + ' signs off by letter');
		await leave(head);
	}
	await page.goto(round);
}

async function makeRound(browser, demo, page, title) {
	await page.goto('/rounds/new');
	await page.locator('[name=act][value=save]').click();
	check(await page.locator('.errors').count() === 1, 'an empty round is refused at its fields');
	const newest = page.locator('[name=form_version] option', { hasText: '٣' });
	await page.locator('[name=form_version]').selectOption(await newest.first().getAttribute('value'));
	await page.fill('[name=name_ar]', title);
	await page.fill('[name=name_en]', 'Needs, the browser’s round');
	await page.fill('[name=due_on]', '٢٠٢٦-١٢-١٥');
	await page.fill('[name=letter_number]', '٤/٧/٢٣٠١');
	await page.fill('[name=letter_date]', '2026-11-23');
	for (const fold of await page.locator('#f-bodies details').all())
		if (!await fold.evaluate((d) => d.open))
			await fold.locator('summary').click();
	for (const code of Object.values(bodies))
		await page.locator('#f-bodies .pick', { has: page.locator(`.id:text-is("${code}")`) }).locator('input').check();
	await page.locator('[name=act][value=save]').click();
	check(/\/rounds\/\d+$/.test(new URL(page.url()).pathname), 'the draft is saved: ' + page.url());
	await look(page, 'round-draft-ar');
	const round = new URL(page.url()).pathname;
	await signOff(browser, demo, page, round);
	await send(page, '/open');
	check(await page.locator('.steps').count() === 1, 'the round is open');
	return round;
}

/* The body's own answer of a round, from its home page. */
async function findResponse(page, round) {
	await page.goto('/');
	check(await page.locator(`a[href="${round}"], a[href^="/responses/"]`).count() > 0, 'the round is on the home page');
	await page.goto(round);
	const href = await page.locator('#main a[href^="/responses/"]').first().getAttribute('href');
	await page.goto(href);
	return new URL(page.url()).pathname;
}

async function seeErrorAndMend(page, response) {
	await page.goto(response + '/fill/C');
	const women = named(page, 'staff_women'), right = await women.inputValue();
	await women.fill('٩٩٩٩٩٩');
	await page.locator('#main .btn.go[name=go]').click();
	check(await page.locator('.err').count() > 0, 'more women than staff is an error beside the field');
	await look(page, 'fill-error-ar');
	await page.goto(response + '/fill');
	check(await page.locator('form[action$="/send"]').count() === 0, 'what is wrong cannot be sent');
	await page.goto(response + '/fill/C');
	await named(page, 'staff_women').fill(right);
	await page.locator('#main .btn.go[name=go]').click();
	check(!page.url().includes('/fill/C'), 'mended, it goes on');
}

async function addAndRemoveNeed(page, response) {
	await page.goto(response + '/fill/E');
	const before = await page.locator('.rep').count();
	await page.locator('button[name=add]').click();
	check(await page.locator('.rep').count() === before + 1, 'a need is added');
	await page.locator('button[name=remove]').last().click();
	check(await page.locator('.rep').count() === before, 'and removed');
}

async function fillAll(page, response, body, how) {
	const answers = answersOf(body);
	for (const one of pages) {
		const url = new URL(response + '/fill/' + one, page.url()).href;
		await page.goto(url);
		if (one === 'E')
			for (let i = 0; i < answers.need.length; i++) {
				await page.locator('button[name=add]').click();
				await page.locator('.rep').nth(i).waitFor();
			}
		await fillPage(page, url, answers, how);
		await page.goto(url);
		if (how.digits)
			await look(page, 'fill-' + one + '-ar');
		else
			await narrow(page, 'fill ' + one);
	}
}

async function sendIt(page, response, what) {
	await page.goto(response + '/fill');
	const left = await page.locator('aside .card li').allInnerTexts();
	check(left.length === 0, `${what}: nothing is missing: ${left.join(' | ')}`);
	await look(page, 'overview-' + what);
	await send(page, '/send');
	check(await page.locator('form[action$="/send"]').count() === 0, what + ': sent');
}

async function answerInArabic(browser, demo, round) {
	const page = await person(browser, demo, 'focal.moi', { lang: 'ar', width: 360 });
	const response = await findResponse(page, round);
	await look(page, 'response-asked-ar');
	await page.locator('a.btn.go').first().click();
	await look(page, 'overview-empty-ar');
	await fillAll(page, response, 'MOI', { digits: true });
	await seeErrorAndMend(page, response);
	await addAndRemoveNeed(page, response);
	await sendIt(page, response, 'ar');
	await leave(page);
	return response;
}

async function answerInEnglish(browser, demo, round) {
	const page = await person(browser, demo, 'focal.moen', { lang: 'en', width: 360, script: true });
	const response = await findResponse(page, round);
	await page.goto(response + '/fill/B');
	await named(page, 'sector_plan').first().check();
	await page.locator('h1').first().click();
	await named(page, 'plan_period').waitFor();
	check(true, 'a question that another one opens appears');
	await saved(page);
	await page.reload();
	check(await named(page, 'sector_plan').first().isChecked(), 'what was chosen was saved when the field was left');
	await named(page, 'sector_plan').nth(2).check();
	await saved(page);
	await page.goto(response + '/fill/B');
	await fillAll(page, response, 'MOEN', { script: true });
	await sendIt(page, response, 'en');
	await leave(page);
	return response;
}

async function approve(browser, demo, who, response, lang) {
	const page = await person(browser, demo, who, { lang, width: 360 });
	await page.goto(response);
	await look(page, 'approve-' + lang);
	await page.locator('.btn.go[accesskey=s]').click();
	check(await page.locator('.errors').count() === 1, 'approving without a letter is refused');
	await page.fill('[name=letter_number]', 'ك/١٤/٨٨');
	await page.fill('[name=letter_date]', '٢٠٢٦-١١-٢٤');
	await page.locator('.btn.go[accesskey=s]').click();
	check(await page.locator('form[action$="/decide"]').count() === 0, who + ' approves by letter');
	await leave(page);
}

/* Alt and a letter, as the browser's own access key takes it. */
async function accessKey(page, key) {
	const session = await page.context().newCDPSession(page), code = key.toUpperCase().charCodeAt(0);
	const event = { modifiers: 1, key, code: 'Key' + key.toUpperCase(), windowsVirtualKeyCode: code, unmodifiedText: key, text: key };
	await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
	await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
	await session.detach();
}

/* Reviews by keyboard alone: from the round to the first answer waiting, and the decision. */
async function review(page, round, times) {
	await page.goto(round);
	await look(page, 'round-review-ar');
	await page.locator('.acts a.btn.go').focus();
	await page.keyboard.press('Enter');
	await page.locator('button[value=accept]').waitFor();
	await look(page, 'review-ar');
	await accessKey(page, 'r');
	check(await page.locator('#f-ready').evaluate((e) => e === document.activeElement), 'the key R goes to the ready reasons');
	for (let i = 0; i < times; i++) {
		const before = page.url();
		await accessKey(page, 'a');
		await page.waitForURL((u) => u.href !== before);
	}
	await page.goto(round);
}

async function close(page, round) {
	/* One ministry has typed nothing and is taken back: then all are accepted. */
	await page.goto(round + '/manage');
	const idle = page.locator('form[action$="/unask"] select');
	await idle.selectOption(await idle.locator('option').last().getAttribute('value'));
	await page.fill('form[action$="/unask"] [name=why]', 'تُجيب في الجولة القادمة.');
	await send(page, '/unask');
	const steps = new Counter(page, 'a round whose responses are accepted is closed and consolidated', 2);
	await page.goto('/');
	await steps.press(`#main a[href="${round}/close"]`);
	await look(page, 'close-ar');
	await steps.press('form[action$="/close"] button:not(.hide)');
	steps.done();
	check(new URL(page.url()).pathname === round + '/consolidation', 'closing leads to the results');
	check(await page.locator('svg').count() > 0 && await page.locator('table').count() > 0, 'charts and their tables');
	await look(page, 'consolidation-ar');
	await page.goto(round + '/consolidation/needs');
	await look(page, 'consolidation-needs-ar');
}

async function release(page, round) {
	await page.goto('/releases/new?round=' + round.split('/')[2]);
	await page.fill('[name=name_ar]', 'احتياجات الوزارات');
	await page.fill('[name=name_ckb]', 'پێداویستییەکانی وەزارەتەکان');
	await page.fill('[name=name_en]', 'What ministries need');
	await send(page, '/releases');
	check(/\/releases\/\d+/.test(page.url()), 'the release is prepared: ' + page.url());
	await look(page, 'release-preview-ar');
	await page.locator('#main a[href$="/publish"]').click();
	await look(page, 'publish-ar');
	await send(page, '/publish');
	await look(page, 'release-published-ar');
	check(/[0-9a-f]{64}/.test(await text(page)), 'the SHA-256 is shown');
	return (await page.locator('.note.ok .id').innerText()).trim();
}

async function read(browser, demo, link) {
	for (const lang of ['ar', 'ckb', 'en']) {
		const page = await person(browser, demo, null, { lang, width: 360 });
		const answer = await page.goto(new URL(link).pathname);
		check(answer.status() === 200, 'the donor opens the link in ' + lang);
		check(await page.locator('html').getAttribute('lang') === lang, 'and reads it in ' + lang);
		await look(page, 'donor-' + lang);
		await leave(page);
	}
}

async function story(browser, demo) {
	const coordinator = await person(browser, demo, 'coordinator', { lang: 'ar', width: 1280 });
	await upload(coordinator, demo);
	const round = await makeRound(browser, demo, coordinator, 'احتياجات التدريب، جولة المتصفح');
	const first = await answerInArabic(browser, demo, round);
	await approve(browser, demo, 'head.moi', first, 'ar');
	const second = await answerInEnglish(browser, demo, round);
	await approve(browser, demo, 'head.moen', second, 'en');
	await review(coordinator, round, 2);
	await close(coordinator, round);
	const link = await release(coordinator, round);
	await read(browser, demo, link);
	await leave(coordinator);
}

/* Each is a step another play may take (whole.js). */
module.exports = Object.assign(story, { upload, makeRound, findResponse, sendIt, approve, review, close, release, read });
