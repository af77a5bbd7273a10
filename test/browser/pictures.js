'use strict';
/* The pictures of the README, of the demonstration as it begins. */
const path = require('node:path');
const { root } = require('./demo.js');
const { person, leave } = require('./people.js');
const { check } = require('./look.js');
const { running } = require('./clashes.js');

async function picture(page, name) {
	const file = path.join(root, 'docs', 'pictures', name + '.png');
	check((await page.screenshot({ path: file, animations: 'disabled' })).length > 10000, name + ' shows something');
}

module.exports = async function pictures(browser, demo) {
	const home = await person(browser, demo, 'coordinator', { lang: 'ar', width: 1000 });
	await home.setViewportSize({ width: 1000, height: 720 });
	await picture(home, 'home-ar');
	await leave(home);
	const phone = await person(browser, demo, 'focal.moi', { lang: 'ckb', width: 390 });
	await phone.setViewportSize({ width: 390, height: 800 });
	await phone.goto((await running(phone)) + '/fill/C');
	await picture(phone, 'fill-ckb-phone');
	await leave(phone);
	const donor = await person(browser, demo, null, { lang: 'en', width: 1000 });
	await donor.setViewportSize({ width: 1000, height: 860 });
	await donor.goto(new URL(demo.link).pathname);
	await picture(donor, 'release-en');
	await leave(donor);
};
