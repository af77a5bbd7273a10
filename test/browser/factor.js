'use strict';
/* Signing in by two factors: set up, used, asked for by a right, removed for a lost telephone. */
const { createHmac } = require('node:crypto');
const { person, signIn, leave } = require('./people.js');
const { check, look } = require('./look.js');

/* The code of RFC 6238, some steps from where the demonstration's clock stands. */
function codeOf(secret, steps) {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...secret.replace(/ /g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(Date.parse('2026-11-24T06:10:00Z') / 30000) + steps));
	const sum = createHmac('sha1', key).update(step).digest(), at = sum[19] & 15;
	return String((sum.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

const send = (page) => page.locator('#main form .btn.go').first().click();

async function twoFactors(browser, demo, lang, who) {
	const page = await person(browser, demo, who, { lang });
	await page.goto('/account/second');
	await look(page, `factor-none-${lang}`);
	await send(page);
	await page.waitForSelector('svg.qr');
	await look(page, `factor-begun-${lang}`);
	const secret = (await page.locator('#main dl.sum dd').innerText()).replace(/[^A-Z2-7 ]/g, '');
	await page.fill('[name=code]', '000000');
	await send(page);
	check(await page.locator('#f-code-error').count() === 1, `${lang}: a wrong code has its message beside the field`);
	await page.fill('[name=code]', codeOf(secret, 0));
	await send(page);
	const spare = (await page.locator('#main ol li').allInnerTexts()).map((s) => s.replace(/[^0-9A-Z-]/g, ''));
	check(spare.length === 10, `${lang}: ten recovery codes`);
	await look(page, `factor-codes-${lang}`);
	await page.goto('/account/second');
	await look(page, `factor-used-${lang}`);
	await leave(page);

	const again = await person(browser, demo, null, { lang });
	await signIn(again, who);
	check(new URL(again.url()).pathname === '/login/second', `${lang}: the password leads to the code`);
	check(await again.locator('[name=code]').getAttribute('autocomplete') === 'one-time-code', `${lang}: the browser may fill the code in`);
	await look(again, `factor-second-${lang}`);
	await again.fill('[name=code]', codeOf(secret, 0));
	await send(again);
	check(await again.locator('#f-code-error').count() === 1, `${lang}: a code counts once`);
	await again.fill('[name=code]', codeOf(secret, 1));
	await send(again);
	check(new URL(again.url()).pathname === '/', `${lang}: the next one signs in`);
	await leave(again);

	const admin = await person(browser, demo, 'admin', { lang, width: 1280 });
	await admin.goto('/accounts?q=' + who);
	await admin.locator('#main tbody a[href^="/accounts/"]').first().click();
	await look(admin, `factor-account-${lang}`);
	const form = admin.locator('form[action$="/second/remove"]');
	await admin.locator('details.ask:has(form[action$="/second/remove"]) summary').click();
	await form.locator('[name=reason]').fill('—');
	await form.locator('button').click();
	check(await admin.locator('form[action$="/second/remove"]').count() === 0, `${lang}: an administrator removes it`);
	await admin.goto('/accounts/second');
	await look(admin, `factor-required-${lang}`);
	await leave(admin);
}

module.exports = async function factor(browser, demo) {
	await twoFactors(browser, demo, 'ar', 'assessor');
	await twoFactors(browser, demo, 'en', 'trainer');
};
