'use strict';
/* Somebody at a browser: a context of their own, signed in by the sign-in page. */
async function person(browser, demo, who, { lang = 'ar', width = 360, script = false, scheme = 'light' } = {}) {
	const context = await browser.newContext({ baseURL: demo.url, javaScriptEnabled: script, colorScheme: scheme,
		viewport: { width, height: width < 600 ? 760 : 900 }, locale: lang, reducedMotion: 'reduce' });
	const page = await context.newPage();
	page.withoutScript = !script;
	page.passing = demo.passing;
	page.setDefaultTimeout(15000);
	await page.goto('/language?lang=' + lang + '&next=/login');
	if (who)
		await signIn(page, who);
	return page;
}

async function signIn(page, who) {
	await page.fill('[name=email]', who + '@demo.example');
	await page.fill('[name=password]', 'demo-pass-word-1');
	await page.locator('form[action="/login"] .btn').click();
}

async function leave(page) {
	await page.context().close();
}

/* Clicks the button that sends the form with this action. */
async function send(page, action, button = 'button:not(.hide)') {
	await page.locator(`form[action$="${action}"] ${button}`).first().click();
}

module.exports = { person, signIn, leave, send };
