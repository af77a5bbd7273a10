'use strict';
/*
 * A genuinely empty instance: made by "tansiq migrate", with its first administrator from "tansiq account add", served by
 * "tansiq serve". Set up in the browser, from its name to a form and an invited focal point, who signs in by the code of the
 * letter; in Arabic and in English.
 */
const { spawn, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const readline = require('node:readline');
const { build } = require('./demo.js');
const { leave } = require('./people.js');
const { check, look } = require('./look.js');

const binary = path.join(build, 'tansiq');
const words = {
	ar: { on: 'متابعة الإعداد', pair: 'ar-en', invited: 'مدعوّ', name: 'هبة الكناني' },
	en: { on: 'Go on with the set-up', pair: 'en', invited: 'Invited', name: 'Hiba Al-Kinani' }
};

/* A port nobody listens on: the configuration names it, so that the letters can. */
async function freePort() {
	const server = require('node:net').createServer();
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address();
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function empty() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tansiq-setup-')), data = path.join(folder, 'data');
	const port = await freePort(), log = fs.openSync(path.join(folder, 'log'), 'a');
	execFileSync(binary, ['migrate', '--data', data], { stdio: 'ignore' });
	const said = execFileSync(binary, ['account', 'add', 'first@mofa.example', '--name', 'سلام', '--body', 'MOFA', '--role', 'administrator',
		'--data', data], { encoding: 'utf8' });
	const child = spawn(binary, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] });
	const gone = new Promise((resolve) => child.once('exit', resolve));
	process.once('exit', () => child.kill('SIGKILL'));
	await new Promise((resolve, reject) => {
		readline.createInterface({ input: child.stderr }).on('line', (line) => {
			fs.writeSync(log, line + '\n');
			if (line.includes('listening on'))
				resolve();
		});
		child.once('exit', () => reject(new Error('no start: ' + fs.readFileSync(path.join(folder, 'log'), 'utf8'))));
	});
	return { folder, url: `http://127.0.0.1:${port}`, code: said.match(/[0-9A-Z]{5}-[0-9A-Z]{5}/)[0],
		stop: async () => {
			child.kill('SIGTERM');
			const code = await gone, text = fs.readFileSync(path.join(folder, 'log'), 'utf8');
			check(code === 0, `the empty instance ends with ${code}`);
			check(!/AddressSanitizer|LeakSanitizer|runtime error:/.test(text), 'in its log: ' + text.slice(-500));
			fs.rmSync(folder, { recursive: true, force: true });
		} };
}

async function visitor(browser, at, lang, width) {
	const context = await browser.newContext({ baseURL: at.url, javaScriptEnabled: false, locale: lang, viewport: { width, height: 900 },
		reducedMotion: 'reduce', acceptDownloads: true });
	const page = await context.newPage();
	page.withoutScript = true;
	page.setDefaultTimeout(20000);
	return page;
}

async function signInByCode(page, email, code) {
	await page.goto('/login/code');
	await page.fill('[name=email]', email);
	await page.fill('[name=code]', code);
	await page.fill('[name=new_password]', 'four words of no kind');
	await page.locator('form[action="/login/code"] .go').click();
}

const go = (page, action) => page.locator(`form[action="${action}"] .btn.go`).click();
const where = (page) => new URL(page.url()).pathname;

async function instance(page, at, lang) {
	await page.fill('[name=name_ar]', 'وزارة الخارجية');
	await page.fill('[name=name_en]', 'Ministry of Foreign Affairs');
	await page.fill('[name=base_url]', 'tansiq');
	await go(page, '/setup/instance');
	check(await page.locator('#f-base_url-error').count() === 1, lang + ': a wrong address is told at its field');
	check(await page.inputValue('[name=name_en]') === 'Ministry of Foreign Affairs', lang + ': what was typed stays');
	await look(page, `setup-instance-wrong-${lang}`);
	await page.fill('[name=base_url]', at.url + '/');
	await go(page, '/setup/instance');
	check(where(page) === '/setup/bodies', `${lang}: the name leads to the bodies: ${page.url()}`);
	check((await page.locator('.brand small').innerText()).includes(lang === 'ar' ? 'وزارة الخارجية' : 'Ministry of Foreign'), lang + ': the name stands on the page');
}

async function bodiesAndPosts(page, lang) {
	await look(page, `setup-bodies-${lang}`);
	await page.locator('details:has([value=NDIW]) summary').click();
	await page.check('[value=NDIW]');
	await go(page, '/setup/bodies');
	check(where(page) === '/setup/posts', lang + ': the bodies lead to their posts');
	check(await page.locator('#main tbody tr').count() > 15, lang + ': ministries and what is above are there');
	await look(page, `setup-posts-${lang}`);
	for (const box of await page.locator('[name=focal], [name=head]').all())
		await box.uncheck();
	await go(page, '/setup/posts');
	check(await page.locator('.errors').count() === 1, lang + ': no post ticked is told');
	await page.goto('/setup/posts?q=interior');
	await go(page, '/setup/posts');
	check(where(page) === '/setup/people', lang + ': the posts lead to people');
	await page.goto('/setup/posts?q=interior');
	check(await page.locator('[name=end]').count() === 4, lang + ': a vacant post can be taken back');
	await page.locator('[name=end]').last().click();
	await page.goto('/setup/posts?q=interior');
	await go(page, '/setup/posts');
}

async function people(page, at, lang) {
	await look(page, `setup-people-${lang}`);
	const focal = await page.locator('#f-post option').nth(1).getAttribute('value');
	await page.selectOption('[name=post]', focal);
	await page.fill('[name=name_ar]', 'هبة الكناني');
	await page.fill('[name=name_en]', 'Hiba Al-Kinani');
	await page.fill('[name=email]', 'first@mofa.example');
	await go(page, '/setup/people');
	check(await page.locator('#f-email-error').count() === 1, lang + ': an address that is taken is told at its field');
	await page.fill('[name=email]', 'hiba@moi.example');
	await go(page, '/setup/people');
	check(where(page) === '/setup/people', lang + ': the person is added');

	/* The rest from a file, filled in as a person would. */
	await page.goto('/people/import');
	const [template] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="people.csv"]').first().click()]);
	const rows = fs.readFileSync(await template.path(), 'utf8').trim().split(/\r?\n/);
	const heads = rows[0].replace('\ufeff', '').split(','), filled = rows.slice(1).map((r, i) => {
		const cells = r.split(',');
		cells[heads.indexOf('name_ar')] = 'عادل ' + i;
		cells[heads.indexOf('email')] = i ? `adil${i}@moi.example` : 'no address';
		return cells.join(',');
	});
	check(filled.length >= 1, lang + ': the file to fill in has the vacant posts');
	const file = (name, lines) => ({ name, mimeType: 'text/csv', buffer: Buffer.from([heads.join(','), ...lines].join('\n')) });
	await page.setInputFiles('[name=file]', file('people.csv', filled));
	await go(page, '/people/import');
	check(await page.locator('.note.bad').count() === 1, lang + ': a refused row stops the file');
	await look(page, `people-import-refused-${lang}`);
	await page.goto('/people/import');
	await look(page, `people-import-${lang}`);
	await page.setInputFiles('[name=file]', file('people.csv', filled.map((r) => r.replace('no address', 'adil@moi.example'))));
	await go(page, '/people/import');
	await look(page, `people-import-report-${lang}`);
	await go(page, '/people/import/confirm');
	check(where(page) === '/people', lang + ': the file is applied');
	await page.locator('.tour a[href^="/setup/"]').first().click();
	check(where(page) === '/setup/people', `${lang}: the strip leads back to the step: ${page.url()}`);
}

/* The letters; gives the code of Hiba's. */
async function letters(page, at, lang) {
	const form = page.locator('form[action="/setup/people/letters"]');
	const ticked = await form.locator('[name=account]:checked').count();
	check(ticked >= 2, `${lang}: those to be invited are ticked: ${ticked}`);
	await page.selectOption('[name=pair]', words[lang].pair);
	const [pdf] = await Promise.all([page.waitForEvent('download'), form.locator('.btn.go').click()]);
	const file = path.join(at.folder, `letters-${lang}.pdf`);
	await pdf.saveAs(file);
	const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
	const sheets = text.split('\f').filter((s) => s.trim());
	check(sheets.length === ticked, `${lang}: a page for each person: ${sheets.length}`);
	const hers = sheets.find((s) => s.includes('hiba@moi.example'));
	check(hers && hers.includes(at.url + '/login/code'), lang + ': the letter names the address');
	await page.goto('/setup/people');
	check(await page.locator('.tag.wait').count() === ticked, lang + ': they are invited now');
	check((await page.locator('.tag.wait').first().innerText()).includes(words[lang].invited), lang + ': in words');
	check(await form.locator('[name=account]:checked').count() === 0, lang + ': nobody is ticked twice');
	await look(page, `setup-invited-${lang}`);
	await page.locator('tr', { hasText: 'adil' }).first().locator('[name=withdraw]').click();
	check(await page.locator('.tag.wait').count() === ticked - 1, lang + ': a code is withdrawn');
	return hers.match(/[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/)[0];
}

async function mailFormEnd(page, lang) {
	await page.goto('/setup/mail');
	await look(page, `setup-mail-${lang}`);
	await page.locator('[name=act][value=skip]').click();
	check(where(page) === '/setup' && await page.locator('.steps .tag.none').count() === 1, lang + ': mail is left for later');
	await page.goto('/setup/form');
	await look(page, `setup-form-${lang}`);
	await page.locator('[name=act][value=coordinate]').click();
	await page.locator('[name=act][value=needs]').click();
	check(await page.locator('h1 + p .tag.ok, .page .tag.ok').count() === 1, lang + ': the first form is there');
	await page.goto('/forms');
	check(await page.locator('#main tbody tr').count() === 1, lang + ': in the list of forms');
	await page.goto('/setup');
	await look(page, `setup-steps-${lang}`);
	await page.goto('/setup/end');
	await look(page, `setup-end-${lang}`);
	await go(page, '/setup/end');
	await page.goto('/');
	check(await page.locator('.tour').count() === 0, lang + ': after the end no strip leads there');
	check(await page.locator('a[href="/setup"]').count() === 1, lang + ': the home page still does');
	await page.goto('/setup/end');
	await page.locator('[value=open]').click();
	check(await page.locator('[value=end]').count() === 1, lang + ': it can be opened again');
}

async function setUp(browser, lang, width) {
	const at = await empty();
	try {
		const page = await visitor(browser, at, lang, width);
		await signInByCode(page, 'first@mofa.example', at.code);
		check(where(page) === '/', `${lang}: the first administrator signs in: ${page.url()}`);
		check(await page.getByRole('link', { name: words[lang].on }).count() === 1, lang + ': the home page leads to the set-up');
		await look(page, `setup-home-${lang}`);
		await page.getByRole('link', { name: words[lang].on }).click();
		check(where(page) === '/setup/instance', `${lang}: it begins with the instance: ${page.url()}`);
		await instance(page, at, lang);
		await bodiesAndPosts(page, lang);
		await people(page, at, lang);
		const code = await letters(page, at, lang);
		await mailFormEnd(page, lang);
		await leave(page);

		const focal = await visitor(browser, at, lang, width);
		await signInByCode(focal, 'hiba@moi.example', code);
		check(where(focal) === '/', `${lang}: the focal point signs in by the code: ${focal.url()}`);
		check((await focal.locator('.me').innerText()).includes(words[lang].name), lang + ': under the own name');
		check(await focal.locator('.tour').count() === 0, lang + ': and sees nothing of the set-up');
		const refused = await focal.goto('/setup');
		check(refused.status() === 403, lang + ': which is not open to her');
		await leave(focal);
		const again = await visitor(browser, at, lang, width);
		await signInByCode(again, 'hiba@moi.example', code);
		check(where(again) === '/login/code', lang + ': the code works once');
		await leave(again);
	} finally {
		await at.stop();
	}
}

module.exports = async function setup(browser) {
	await setUp(browser, 'ar', 360);
	await setUp(browser, 'en', 1280);
};
