'use strict';
/* Typing the answers of data/needs-responses.json into the pages of the form, as a person would. */
const fs = require('node:fs');
const path = require('node:path');
const { root } = require('./demo.js');

const responses = JSON.parse(fs.readFileSync(path.join(root, 'data/needs-responses.json'), 'utf8')).responses;

function answersOf(body) {
	return responses.find((r) => r.answers.org === body).answers;
}

/* Numbers and dates in Arabic-Indic digits. */
function arabicDigits(text) {
	return String(text).replace(/[0-9]/g, (d) => '٠١٢٣٤٥٦٧٨٩'[d]);
}

/* {"org": "MOI", "need[1]/n_topic": "gbv", …} */
function flat(answers) {
	const out = {};
	for (const [name, value] of Object.entries(answers)) {
		if (name !== 'need')
			out[name] = value;
		else
			value.forEach((one, i) => Object.entries(one).forEach(([k, v]) => { out[`need[${i + 1}]/${k}`] = v; }));
	}
	return out;
}

function named(page, name) {
	return page.locator(`#main [name="${name}"]:not([type=hidden])`);
}

/* Fills one question if it is on the page and not yet so answered. Tells whether anything was typed. */
async function answer(page, name, value, digits) {
	const fields = named(page, name);
	if (await fields.count() === 0)
		return false;
	const kind = await fields.first().evaluate((e) => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase());
	if (kind === 'radio' || kind === 'checkbox') {
		let typed = false;
		for (const one of Array.isArray(value) ? value : [value]) {
			const box = page.locator(`#main [name="${name}"][value="${one}"]`);
			if (await box.count() === 0 || await box.isChecked())
				continue;
			const fold = page.locator('#main details:not([open])').filter({ has: page.locator(`[name="${name}"][value="${one}"]`) });
			if (await fold.count())
				await fold.locator('summary').click();
			await box.check();
			typed = true;
		}
		return typed;
	}
	if (kind === 'select') {
		if (await fields.inputValue() === String(value) || await fields.locator(`option[value="${value}"]`).count() === 0)
			return false;
		await fields.selectOption(String(value));
		return true;
	}
	const old = await fields.inputValue();
	if (old !== '')
		return false;
	await fields.fill(digits && /^[0-9.-]+$/.test(String(value)) ? arabicDigits(value) : String(value));
	return true;
}

/* Fills what of the answers the page asks now. */
async function fillVisible(page, all, digits) {
	let typed = false;
	const names = await page.locator('#main [name]').evaluateAll((l) => [...new Set(l.map((e) => e.getAttribute('name')))]);
	for (const name of names)
		if (name in all && await answer(page, name, all[name], digits))
			typed = true;
	return typed;
}

/*
 * Fills a page until it asks nothing new: without JavaScript each save shows what the answers made relevant; with it the
 * server renders the group again when a field is left.
 */
async function fillPage(page, url, answers, { digits, script }) {
	const all = flat(answers);
	for (let turn = 0; turn < 5; turn++) {
		if (page.url() !== url)
			await page.goto(url);
		if (!await fillVisible(page, all, digits))
			break;
		if (script) {
			await page.locator('h1').first().click();
			await saved(page);
		} else {
			await page.locator('#main .btn.go[name=go]').click();
		}
	}
}

/* Waits until what was typed is saved in the background. */
async function saved(page) {
	await page.waitForFunction(() => {
		const state = document.querySelector('[data-save-state]');
		return state && state.textContent === state.dataset.saved;
	}, null, { timeout: 10000 });
}

module.exports = { answersOf, arabicDigits, fillPage, fillVisible, saved, named, flat };
