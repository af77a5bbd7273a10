'use strict';
/*
 * Somebody who has never seen the product: finds by visible words alone, in Arabic, who is late, with nothing but what ./run
 * prints; then goes through the tour in each language, leaves it and takes it up again.
 */
const { spawn, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { build, root } = require('./demo.js');
const { leave } = require('./people.js');
const { check, look } = require('./look.js');

const words = {
	ar: { late: 'من المتأخر في الجولة الجارية؟', next: 'التالي', leave: 'مغادرة العرض التعريفي', all: 'جميع الخطوات', on: 'متابعة الخطوة' },
	ckb: { late: 'کێ لە خولی ئێستادا دواکەوتووە؟', next: 'دواتر', leave: 'بەجێهێشتنی گەشتی ناساندن', all: 'هەموو هەنگاوەکان', on: 'بەردەوامبوون لە هەنگاوی' },
	en: { late: 'See who is late in the running round', next: 'Next', leave: 'Leave the tour', all: 'All steps', on: 'Go on with step' }
};
const stops = [/^\/rounds\/\d+$/, /^\/responses\/\d+\/fill$/, /^\/responses\/\d+$/, /^\/responses\/\d+$/, /^\/releases\/\d+$/];

async function visitor(browser, demo, lang, width) {
	const context = await browser.newContext({ baseURL: demo.url, javaScriptEnabled: false, locale: lang === 'ckb' ? 'ar' : lang,
		viewport: { width, height: 900 }, reducedMotion: 'reduce' });
	const page = await context.newPage();
	page.withoutScript = true;
	page.setDefaultTimeout(15000);
	if (lang === 'ckb')
		await page.goto('/language?lang=ckb&next=/');
	return page;
}

/* Starts what ./run starts, on a port of its own, and gives what it printed until it waits for Ctrl-C. */
async function run() {
	check(/^exec make run$/m.test(fs.readFileSync(path.join(root, 'run'), 'utf8')), './run opens what "make run" opens');
	const rule = fs.readFileSync(path.join(root, 'Makefile'), 'utf8').match(/^run: build\n\texec \$\(BUILD\)\/tansiq (.*)$/m);
	check(rule !== null, '"make run" opens the program built');
	const child = spawn(path.join(build, 'tansiq'), rule[1].split(' '), { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, TANSIQ_LISTEN: '127.0.0.1:0' } });
	const gone = new Promise((resolve) => child.once('exit', resolve));
	process.once('exit', () => child.kill('SIGKILL'));
	let printed = '';
	await new Promise((resolve) => {
		child.once('exit', resolve);
		child.stdout.on('data', (data) => {
			printed += data;
			if (printed.includes('Ctrl-C'))
				resolve();
		});
	});
	return { printed, stop: () => {
		child.kill('SIGTERM');
		return gone;
	} };
}

/* What ./run prints is an address, and in Arabic where it leads; the rest is what stands on the pages. */
async function findLate(browser) {
	const began = Date.now(), started = await run();
	const address = started.printed.match(/https?:\/\/\S+/)[0];
	check(/^ {2}Open +http/m.test(started.printed) && /أول زر فيه يبيّن المتأخر/.test(started.printed), 'what ./run prints says what to open, in Arabic too');
	const demo = { url: address }, page = await visitor(browser, demo, 'ar', 1280);
	await page.goto(address);
	/* The first button of the page, as it was printed, whatever its words. */
	const first = page.locator('main button').first();
	check(await first.innerText() === words.ar.late, 'the first button asks who is late, in Arabic');
	await look(page, 'welcome-signin-ar');
	await first.click();
	const main = await page.locator('#main').innerText();
	for (const name of ['وزارة الداخلية', 'وزارة الهجرة'])
		check(main.includes(name), 'a late ministry is named: ' + name);
	check(!main.includes('وزارة العدل'), 'one that was accepted is not');
	const rows = await page.locator('#main tbody tr').allInnerTexts();
	check(rows.length >= 2 && rows.every((row) => row.includes('متأخر')), `each body listed is late, and says so: ${rows.join(' | ')}`);
	check(Date.now() - began < 120000, `within two minutes: ${Date.now() - began} ms`);
	await leave(page);
	/* The other way: by the role, whose home page says it as well. */
	const home = await visitor(browser, demo, 'ar', 360);
	await home.goto('/');
	await home.locator('.tasks li', { hasText: 'يفتح الجولات' }).getByRole('button').first().click();
	await look(home, 'welcome-home-ar');
	check((await home.locator('.note.late').innerText()).includes('وزارة الداخلية'), 'the home page of the coordinator names who is late');
	await leave(home);
	check(await started.stop() === 0, 'it stops by Ctrl-C');
}

async function tour(browser, demo, lang) {
	const page = await visitor(browser, demo, lang, 360), say = words[lang];
	await page.goto('/');
	await page.getByRole('button', { name: say.late }).click();
	for (let i = 0; i < stops.length; i++) {
		const path = new URL(page.url()).pathname;
		check(stops[i].test(path), `${lang}: step ${i + 1} is at ${path}`);
		check(await page.locator('.tour').count() === 1 && await page.locator('h1').count() === 1, `${lang}: its strip is on the page`);
		await look(page, `tour-${i + 1}-${lang}`);
		if (i === 2) {
			await page.locator('.tour').getByRole('link', { name: say.all }).click();
			check(await page.locator('.steps .done').count() === 2, lang + ': two steps are behind');
			await look(page, 'tour-all-' + lang);
			await page.getByRole('button', { name: say.on }).click();
		}
		if (i + 1 < stops.length)
			await page.locator('.tour').getByRole('button', { name: say.next }).click();
	}
	await page.locator('.tour').getByRole('button', { name: say.leave }).click();
	check(await page.locator('.tour').count() === 0, lang + ': the tour is left');
	await page.goto('/tour');
	check(await page.locator('.steps .done').count() === 0, lang + ': and begins anew');
	await leave(page);
}

/* Help beside a page that is being filled in, its search, and the guides. */
async function help(browser, demo, lang) {
	const page = await visitor(browser, demo, lang, 360);
	await page.goto('/help');
	await look(page, 'help-' + lang);
	await page.goto('/help/guide/focal');
	await look(page, 'guide-' + lang);
	for (const role of ['focal', 'head', 'coordinator', 'administrator', 'officer', 'donor', 'public']) {
		await page.goto('/help/guide/' + role);
		const file = path.join(os.tmpdir(), `tansiq-guide-${process.pid}.pdf`);
		await page.pdf({ path: file, preferCSSPageSize: true });
		const pages = execFileSync('pdfinfo', [file], { encoding: 'utf8' }).match(/Pages: +(\d+)/)[1];
		fs.rmSync(file);
		check(pages === '1', `${lang}: the guide ${role} prints on one page: ${pages}`);
	}
	await page.goto('/help?q=zzzz');
	check(await page.locator('.empty').count() === 1, lang + ': a search that finds nothing says so');
	await page.goto('/login');
	await page.fill('[name=email]', 'half typed');
	const [beside] = await Promise.all([page.waitForEvent('popup'), page.locator('.strip a[target]').click()]);
	await beside.waitForLoadState();
	check(await beside.locator('h1').count() === 1 && await beside.locator('a[href="/login"].btn').count() === 1,
		lang + ': help opens beside, with the way back');
	check(await page.inputValue('[name=email]') === 'half typed', lang + ': what was typed is still there');
	beside.withoutScript = true;
	await look(beside, 'help-topic-' + lang);
	await leave(page);
}

module.exports = async function welcome(browser, demo) {
	await findLate(browser);
	for (const lang of ['ar', 'ckb', 'en'])
		await tour(browser, demo, lang);
	for (const lang of ['ar', 'ckb', 'en'])
		await help(browser, demo, lang);
};
