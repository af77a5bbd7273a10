'use strict';
/*
 * Questions to a ministry on one answer: asked beside it, answered in place, resolved; one that needs a change is answered
 * on the page of the form while the answer is mended.
 */
const { person, leave, send } = require('./people.js');
const { check, look } = require('./look.js');

const asked = 'هل يشمل الرقم المتعاقدين؟';

/* The coordinator reads an answer that came, resolves it, and asks about another one. */
async function ask(browser, demo) {
	const page = await person(browser, demo, 'coordinator', { lang: 'ar' });
	const task = page.locator('#main ul.tasks a[href$="/questions"]').first();
	check(await task.count() === 1, 'the coordinator’s home has an answer to a question');
	await look(page, 'home-coordinator-asked-ar');
	await task.click();
	await look(page, 'questions-coordinator-ar');
	const response = new URL(page.url()).pathname.replace(/\/questions.*/, '');
	await page.locator('form[action*="/questions/"] button[value=resolve]').last().click();
	check(await page.locator('.tag.ok').count() > 0, 'the question is resolved');
	await page.goto(response);
	await page.locator('a[href*="/questions?at=staff_women"]').first().click();
	await send(page, '/questions', '.btn.go');
	check(await page.locator('#e-text, #f-text[aria-invalid]').count() > 0, 'a question without words is refused at its field');
	check(await page.locator('[name=path]').inputValue() === 'staff_women', 'the answer it is about stays chosen');
	await page.fill('[name=text]', asked);
	await send(page, '/questions', '.btn.go');
	check((await page.locator('#main').innerText()).includes(asked), 'the question stands beside the answer');
	await look(page, 'review-asked-ar');
	await page.goto('/questions?state=open');
	check((await page.locator('#main').innerText()).includes(asked), 'it is in the list');
	await look(page, 'questions-list-ar');
	const round = await page.goto(response).then(() => page.locator('nav.crumbs a[href^="/rounds/"]').last().getAttribute('href'));
	await page.goto(round + '/review');
	const row = page.locator('tr', { has: page.locator(`a[href="${response}/questions"]`) });
	check(await row.count() === 1 && !await row.locator('input[type=checkbox]').isChecked(), 'a response with a question is not ticked');
	await leave(page);
	return response;
}

/* The focal point answers on the page of the response, which is with the coordinator. */
async function answer(browser, demo, response) {
	const page = await person(browser, demo, 'focal.moen', { lang: 'en' });
	await page.locator(`#main ul.tasks a[href="${response}/questions"]`).click();
	await look(page, 'questions-focal-en');
	await page.goto(response);
	const box = page.locator('.rep', { hasText: asked });
	await box.locator('textarea').fill('Yes, with those on yearly contracts.');
	await box.locator('button[value=answer]').click();
	check(new URL(page.url()).pathname === response, 'one stays on the page');
	check((await page.locator('.rep', { hasText: asked }).innerText()).includes('yearly contracts'), 'the answer stands there');
	await leave(page);
}

/* A returned response: the question stands on the page of the form, and its answer goes with the page. */
async function mend(browser, demo) {
	for (const script of [false, true]) {
		const page = await person(browser, demo, 'focal.mod', { lang: 'ar', script });
		await page.locator('#main ul.tasks a[href$="/questions"]').first().click();
		const response = new URL(page.url()).pathname.replace(/\/questions.*/, '');
		await page.goto(response + '/fill');
		await look(page, 'fill-overview-asked-' + (script ? 'script' : 'ar'));
		await page.locator('#main .note a[href*="/fill/"]').first().click();
		const reply = page.locator('textarea[name^="reply-"]').first();
		await look(page, 'fill-asked-' + (script ? 'script' : 'ar'));
		if (script) {
			await reply.fill('لا تتوفر الأعداد بعد.');
			await page.locator('[name=staff_total]').fill('٨١٠');
			await page.locator('h1').click();
			await page.waitForTimeout(800);
			check(await reply.inputValue() === 'لا تتوفر الأعداد بعد.', 'a page saved in the background keeps an answer being typed');
			await leave(page);
			continue;
		}
		await reply.fill('x'.repeat(2100));
		await page.locator('#main .btn.go[name=go]').click();
		check(await page.locator('textarea[name^="reply-"][aria-invalid]').count() === 1, 'an answer too long is refused at its field');
		await reply.fill('العدد الكلي ١٢٠٠.');
		await page.locator('#main .btn.go[name=go]').click();
		await page.goto(response + '/questions');
		const said = await page.locator('#main').innerText();
		check(said.includes('العدد الكلي ١٢٠٠.'), 'the answer went with the page');
		await leave(page);
		const coordinator = await person(browser, demo, 'coordinator', { lang: 'en' });
		await coordinator.goto(response + '/questions');
		await coordinator.locator('details.ask summary').first().click();
		await coordinator.locator('details.ask textarea').first().fill('And how many of them are women?');
		await coordinator.locator('button[value=ask]').first().click();
		check((await coordinator.locator('#main').innerText()).includes('how many of them are women'), 'the coordinator asks further while the response is with the body');
		await leave(coordinator);
	}
}

module.exports = async function questions(browser, demo) {
	const response = await ask(browser, demo);
	await answer(browser, demo, response);
	await mend(browser, demo);
};
