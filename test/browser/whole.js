'use strict';
/*
 * Needs rounds whole, once from end to end, on a demonstration of its own: two ministries draft a form and sign it off; a round;
 * answers of the last round confirmed, with evidence; a reminder; a deputy sends; review by keyboard; a second release, compared
 * with the first. The coordinator and the Ministry of Interior in Arabic, the deputy and the Ministry of Environment in English.
 * The steps are those of the other parts, which look their pages over.
 */
const { startDemo } = require('./demo.js');
const { person, leave, send } = require('./people.js');
const { check, shot } = require('./look.js');
const story = require('./story.js');
const drafting = require('./drafting.js');
const evidence = require('./evidence.js');
const releases = require('./releases.js');
const deputies = require('./deputies.js');

/* The focal point in Arabic, without JavaScript: what was answered last time is still right. */
async function confirmed(browser, demo, round) {
	const page = await person(browser, demo, 'focal.moi', { lang: 'ar' });
	const response = await story.findResponse(page, round);
	await page.goto(response + '/check');
	check(await page.locator('#main dl.sum').count() > 10, 'the answers of the last round are there, across versions of the form');
	await evidence.confirmAll(page);
	await page.goto(response + '/evidence');
	await evidence.attach(page, 'staff_women');
	await shot(page, 'whole-evidence-ar');
	await leave(page);
	return response;
}

/* The coordinator reminds the ministry; its focal point reads it in the product. */
async function reminder(browser, demo, coordinator, response) {
	await coordinator.goto(response + '/deadline');
	await send(coordinator, '/remind');
	check(await coordinator.locator('form[action$="/remind"]').count() === 0, 'a body is reminded once a day');
	const page = await person(browser, demo, 'focal.moi', { lang: 'ar' });
	await page.goto('/notices');
	check((await page.locator('#main').innerText()).includes('تذكّر'), 'the reminder is among the notices');
	await shot(page, 'whole-notices-ar');
	await leave(page);
}

async function deputySends(browser, demo, response) {
	const page = await person(browser, demo, 'office.moi', { lang: 'en' });
	await story.sendIt(page, response, 'deputy');
	await page.goto(response);
	await shot(page, 'whole-deputy-sent-en');
	await leave(page);
}

/* The second ministry, with JavaScript, in English. */
async function second(browser, demo, round) {
	const page = await person(browser, demo, 'focal.moen', { lang: 'en', script: true });
	const response = await story.findResponse(page, round);
	await page.goto(response + '/check');
	await evidence.confirmAll(page);
	await story.sendIt(page, response, 'second');
	await leave(page);
	return response;
}

async function compared(page, lang) {
	await page.goto('/releases');
	const at = await page.locator('#main tbody a[href^="/releases/"]').first().getAttribute('href');
	await releases.compare(page, at, lang);
	check(await page.locator('#main .stats dt').count() === 4 && await page.locator('#main section table tbody tr').count() > 0,
		'the second release differs from the first, line by line');
}

async function play(browser, demo) {
	await drafting.comments(browser, demo, 'ar');
	await drafting.compare(browser, demo, 'en');
	const coordinator = await person(browser, demo, 'coordinator', { lang: 'ar', width: 1280 });
	await story.upload(coordinator, demo);
	const round = await story.makeRound(browser, demo, coordinator, 'احتياجات التدريب، الجولة الثالثة');
	const response = await confirmed(browser, demo, round);
	await reminder(browser, demo, coordinator, response);
	await deputies.nameDeputy(browser, demo);
	await deputySends(browser, demo, response);
	await story.approve(browser, demo, 'head.moi', response, 'ar');
	await story.approve(browser, demo, 'head.moen', await second(browser, demo, round), 'en');
	await story.review(coordinator, round, 2);
	await story.close(coordinator, round);
	await story.read(browser, demo, await story.release(coordinator, round));
	await compared(coordinator, 'ar');
	const reader = await person(browser, demo, 'coordinator', { lang: 'en' });
	await compared(reader, 'en');
	await leave(reader);
	await leave(coordinator);
}

module.exports = async function whole(browser) {
	const demo = await startDemo();
	demo.passing = 'whole';
	try {
		await play(browser, demo);
	} finally {
		check(await demo.stop() === 0, 'the instance of the whole play ends');
		check(!/AddressSanitizer|LeakSanitizer|runtime error:/.test(demo.log()), 'nothing bad in its log');
		demo.remove();
	}
};
