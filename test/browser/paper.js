'use strict';
/*
 * A paper entered on a body's behalf: typed in Arabic without JavaScript, typed again by another in English with it,
 * compared with the scan beside it, decided on one by one, taken over, taken back, dropped and taken up again.
 */
const fs = require('node:fs');
const path = require('node:path');
const { person, leave, send } = require('./people.js');
const { check, look, html } = require('./look.js');
const { root } = require('./demo.js');

const scan = { name: 'ورقة.jpg', mimeType: 'image/jpeg', buffer: fs.readFileSync(path.join(root, 'data/demo-evidence.jpg')) };

/* As the server sends it: without what the browser makes of it. */
const source = async (page) => (await page.request.get(page.url())).text();

const at = (page) => new URL(page.url()).pathname;

/* One more body in the running round; gives the address of its response. */
async function newBody(page) {
	await page.goto('/rounds?state=open');
	await page.locator('#main tbody a').last().click();
	const round = at(page);
	await page.goto(round + '/manage');
	const option = page.locator(`form[action$="/ask"] option`).last();
	const name = (await option.innerText()).trim();
	await page.selectOption('form[action$="/ask"] select', await option.getAttribute('value'));
	const reason = page.locator('form[action$="/ask"] [name=reason]');
	if (await reason.count())
		await reason.fill('أجابت على الورق');
	await send(page, '/ask');
	await page.goto(round + '?q=' + encodeURIComponent(name));
	const links = await page.locator('#main tbody a[href^="/responses/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
	check(links.length === 1, 'the body is asked: ' + name + ' ' + links);
	return links[0];
}

/* Saves the page of the form, and is on the next. */
async function onward(page) {
	const here = at(page);
	await page.locator('#main .bar .btn.go').click();
	await page.waitForURL((url) => url.pathname !== here);
}

async function type(page, total, women) {
	await page.locator('#main .tasks a[href$="/C"]').click();
	const seen = await page.inputValue('[name=staff_total]');
	await page.fill('[name=staff_total]', total);
	await page.fill('[name=staff_women]', women);
	await onward(page);
	return seen;
}

async function first(browser, demo) {
	const page = await person(browser, demo, 'coordinator', { lang: 'ar', script: false });
	const response = await newBody(page);
	await page.goto(response);
	await page.getByRole('link', { name: 'الأجوبة على الورق' }).click();
	await look(page, 'paper-open-ar');
	await html(await source(page), 'papers of a response');
	await send(page, '/papers');
	const paper = at(page);
	check(/^\/papers\/\d+$/.test(paper), 'a paper is open: ' + paper);
	await page.goto(response + '/papers');
	check(await page.locator('form[action$="/papers"]').count() === 0, 'while one is under way no other is opened');
	await page.goto(paper);
	await send(page, '/act');
	check(await page.locator('.note, .errors, [role=alert]').count() > 0 && (await page.locator('body').innerText()).includes('لم يُكتب شيء بعد'),
		'an entry nobody typed is not done');
	await page.goto(paper);
	await page.locator('#main .tasks a[href$="/C"]').click();
	await look(page, 'paper-first-ar');
	await html(await source(page), 'a page typed from paper');
	await page.goto(paper);
	await type(page, '٤٨٢٠٠', '٣٩١٠');
	await page.goto(paper);
	await page.setInputFiles('[name=file]', { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
	await send(page, '/scans');
	check(await page.locator('.err').count() === 1, 'what is no scan is refused beside its field');
	await page.setInputFiles('[name=file]', scan);
	await send(page, '/scans');
	await look(page, 'paper-typing-ar');
	await html(await source(page), 'a paper being typed');
	await page.locator('button[name=act][value=done]').click();
	check(await page.locator('button[name=act][value=begin]').count() === 0, 'who typed it does not type it again at once');
	await look(page, 'paper-waiting-ar');
	await page.goto(response);
	check(!(await page.locator('#main').innerText()).includes('٤٨'), 'nothing of it is in the response');
	return { page, paper, response };
}

async function second(browser, demo, paper) {
	const page = await person(browser, demo, 'planning', { lang: 'en', width: 1280, script: true });
	await page.goto('/papers?state=waiting');
	await look(page, 'paper-list-en');
	await html(await source(page), 'the list of papers');
	check(await page.locator(`#main tbody a[href="${paper}"]`).count() === 1, 'it waits in the list');
	for (const ending of ['csv', 'xlsx'])
		check((await page.request.get('/papers.' + ending + '?state=waiting')).status() === 200, 'the list as ' + ending);
	await page.fill('[name=code]', 'tansiq:round=1;body=MOI;response=2');
	await send(page, '/papers');
	check(await page.locator('.err').count() === 1 && await page.inputValue('[name=code]') !== '', 'a code of no response is said beside the field');
	await page.goto(paper);
	await page.locator('button[name=act][value=begin]').click();
	check(await type(page, '42800', '3910') === '', 'the first entry is not shown');
	check((await page.request.get(paper + '/fill/1/C')).status() === 404, 'nor by its address');
	await page.goto(paper);
	await page.locator('#main .tasks a[href$="/C"]').click();
	await page.fill('[name=trained_n]', '12');
	await onward(page);
	await page.goto(paper);
	await page.locator('button[name=act][value=compare]').click();
	check(at(page) === paper + '/compare' && await page.locator('section.card[id^=d]').count() === 2, 'two differences');
	check(await page.locator('img.scan').evaluateAll((all) => all.length === 1 && all.every((i) => i.complete ? i.naturalWidth > 0 : true)), 'the scan stands beside');
	await look(page, 'paper-compare-en');
	await html(await source(page), 'comparing two entries');
	return page;
}

async function decide(one, two, paper, response) {
	await one.goto(paper + '/compare');
	await look(one, 'paper-compare-ar');
	await two.locator('#d1 button[value="2"]').click();
	await one.locator('#d1 button[value="1"]').click();
	check((await one.locator('body').innerText()).includes('حسم شخص هذا الجواب'), 'who decides on what another decided is told');
	await one.goto(paper + '/compare');
	await one.locator('#d1 button[value="0"]').click();
	await one.locator('#d1 summary').click();
	await one.fill('#d1 [name=staff_total]', '٤٨٢٠١');
	await one.locator('#d1 button[value="3"]').click();
	check(/#d2$/.test(one.url()), 'on to the next difference: ' + one.url());
	await one.locator('#d2 button[value="2"]').click();
	check(/#take$/.test(one.url()), 'then to the end: ' + one.url());
	await look(one, 'paper-decided-ar');
	await one.locator('#take .btn.go').click();
	check(at(one) === paper && await one.locator('form[action$="/undo"]').count() === 1, 'taken over');
	await look(one, 'paper-taken-ar');
	await html(await source(one), 'a paper taken over');
	await one.goto(response);
	await one.locator('details summary').last().click();
	check((await one.locator('body').innerText()).includes('نيابةً عن الجهة'), 'the history says on whose behalf');
	await two.goto(paper);
	await two.locator('summary', { hasText: 'Take back' }).click();
	await two.fill('[name=why]', 'The wrong sheet');
	await send(two, '/undo');
	await two.locator('summary', { hasText: 'Drop this paper' }).click();
	await two.fill('[name=reason]', 'Another paper came');
	await two.locator('button[value=drop]').click();
	check(await two.locator('button[value=resume]').count() === 1, 'dropped, and can be taken up again');
	await look(two, 'paper-dropped-en');
	await two.locator('button[value=resume]').click();
	await two.locator('#main a[href$="/compare"]').click();
	await two.locator('#take .btn.go').click();
	await two.waitForURL((url) => url.pathname === paper);
	check(at(two) === paper && await two.locator('form[action$="/undo"]').count() === 1, 'taken over again');
}

async function others(browser, demo, paper) {
	const page = await person(browser, demo, 'focal.moi', { lang: 'ar', script: false });
	await page.goto('/papers');
	check(await page.locator(`#main tbody a[href="${paper}"]`).count() === 0 && await page.locator('#main tbody tr').count() === 1, 'a ministry lists its own papers alone');
	await page.locator('#main tbody a').first().click();
	await look(page, 'paper-own-ar');
	check((await page.request.get(paper)).status() === 404, 'that of another body does not exist');
	await leave(page);
	const coordinator = await person(browser, demo, 'coordinator', { lang: 'en', width: 1280 });
	await coordinator.goto('/papers?q=interior');
	await coordinator.locator('#main tbody a').first().click();
	check(await coordinator.locator('form[action$="/act"]').count() === 0 && await coordinator.locator('#scans').count() === 0,
		'of a paper of the body itself the coordinator sees the step alone');
	await leave(coordinator);
}

module.exports = async function paper(browser, demo) {
	const began = await first(browser, demo), two = await second(browser, demo, began.paper);
	await decide(began.page, two, began.paper, began.response);
	await leave(began.page);
	await leave(two);
	await others(browser, demo, began.paper);
};
