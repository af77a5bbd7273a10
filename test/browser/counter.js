'use strict';
/* Counts the steps of a main job, typing apart: presses of links, buttons and keys. */
const { check } = require('./look.js');

class Counter {
	constructor(page, what, most) {
		Object.assign(this, { page, what, most, n: 0 });
	}

	async press(selector) {
		this.n++;
		await this.page.locator(selector).first().click();
	}

	async key(letter) {
		this.n++;
		await this.page.keyboard.press(letter);
	}

	done() {
		check(this.n <= this.most, `${this.what}: ${this.n} steps, at most ${this.most}`);
	}
}

module.exports = { Counter };
