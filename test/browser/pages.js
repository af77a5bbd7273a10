'use strict';
/* Every kind of page that each role is led to: its HTML, accessibility, width and pictures, in three languages. */
const { person, leave } = require('./people.js');
const { check, axeOf, narrow, html, shot, size } = require('./look.js');

const roles = ['coordinator', 'admin', 'focal.moi', 'head.moh', 'donor', null];
/* Of pages with one address a question, one is enough. */
const same = [/\/questions\/\w+$/, /\/preview\/\w+$/];

function kindOf(url) {
	let kind = url.pathname.replace(/\d{6,}/g, ':id').replace(/^\/r\/[^/]+/, '/r/:token');
	for (const s of same)
		kind = kind.replace(s, (m) => m.replace(/\w+$/, ':one'));
	return kind;
}

async function addresses(page, demo, role, seen) {
	const todo = role ? ['/'] : ['/login', '/login/code', new URL(demo.link).pathname, '/nowhere'];
	const found = [], own = new Set();
	while (todo.length) {
		const at = todo.shift(), url = new URL(at, demo.url), kind = kindOf(url);
		if (own.has(kind) || /\.(csv|xlsx|json|pdf)$|\/file$|^\/assets|^\/language/.test(url.pathname) || url.search.includes('print=1'))
			continue;
		own.add(kind);
		const answer = await page.context().request.get(at);
		if (!check(answer.status() === 200 || at === '/nowhere', `${at} as ${role}: ${answer.status()}`))
			continue;
		if (!/^text\/html/.test(answer.headers()['content-type'])) /* a file under no name of one */
			continue;
		if (!seen.has(kind) || at === '/')
			found.push([at === '/' && role !== 'coordinator' ? '/home ' + role : kind, at]);
		seen.add(kind);
		const text = await answer.text();
		for (const m of text.matchAll(/<a\b[^>]*href="(\/[^"#]*)/g))
			todo.push(m[1].replaceAll('&amp;', '&'));
	}
	return found;
}

function nameOf(kind) {
	return kind.replace(/[/: ]+/g, '-').replace(/^-|-$/g, '') || 'home';
}

async function lookOver(page, kind, at) {
	for (const lang of ['ar', 'ckb', 'en']) {
		const what = `${kind} in ${lang}`, to = at + (at.includes('?') ? '&' : '?') + 'lang=' + lang;
		if (lang === 'en')
			await html(await (await page.context().request.get(to)).text(), what);
		await size(page, 360);
		await page.emulateMedia({ colorScheme: 'light' });
		await page.goto(to);
		await narrow(page, what);
		await shot(page, `${nameOf(kind)}-${lang}-360`);
		if (lang === 'ar') {
			await axeOf(page, what + ', 360 px, light');
			await page.emulateMedia({ colorScheme: 'dark' });
		} else if (lang === 'en') {
			await page.emulateMedia({ colorScheme: 'dark' });
			await axeOf(page, what + ', 360 px, dark');
			await page.emulateMedia({ colorScheme: 'light' });
		}
		await size(page, 1280);
		if (lang !== 'ckb')
			await axeOf(page, `${what}, 1280 px, ${lang === 'ar' ? 'dark' : 'light'}`);
		await page.emulateMedia({ colorScheme: 'light' });
		await shot(page, `${nameOf(kind)}-${lang}-1280`);
	}
}

module.exports = async function pages(browser, demo) {
	const seen = new Set();
	for (const role of roles) {
		const page = await person(browser, demo, role, { script: true });
		const found = await addresses(page, demo, role, seen);
		check(found.length > 0, `${role} is led to pages`);
		for (const [kind, at] of found)
			await lookOver(page, kind, at);
		await leave(page);
	}
	check(seen.size > 30, `the kinds of pages: ${seen.size}`);
};
