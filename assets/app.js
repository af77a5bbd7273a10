/*
 * Comfort only: every page works without this file.
 *
 * 1. After a refused form the list of errors takes the focus.
 * 2. <form data-save="/address" data-into="id">: when a field is left changed, the form is posted there in the background,
 *    one send at a time. An answer with a body replaces the content of the element with that id (a group rendered again by
 *    the server); the field in use keeps its focus. Where something was typed since, or the form is about to be sent, only
 *    what the fields were shown with ([name=version], [name=base]) is taken from the answer, so that the next save does not
 *    clash with this one: as it was sent (data-sent) where the answer has others' changes that these fields lack. Nothing is replaced under a
 *    pressed button, and sending the form waits for the save under way. The element [data-save-state] says how it stands,
 *    in the words of its own data-saving, data-saved, data-refused (the server said no) and data-failed (no answer), or
 *    of the answer's data-state (saved, with something wrong). The reasons of a refusal are put beside their fields.
 * 4. [data-keys] holds a box: while it is ticked (kept in this browser), a letter alone, outside fields and without Alt,
 *    Ctrl or Meta, presses the button or link, or goes to the field, whose data-key it is (WCAG 2.2, 2.1.4: it can be turned off).
 * 3. <details class="kind">: says in its summary how many of its boxes are ticked.
 */
(function () {
	'use strict';

	const errors = document.querySelector('.errors');
	if (errors)
		errors.focus();

	function say(form, how, words) {
		const state = form.querySelector('[data-save-state]');
		if (state)
			state.textContent = words || state.dataset[how] || '';
	}

	function text(form) {
		const data = new FormData(form);
		for (const [name, value] of [...data])
			if (value instanceof File)
				data.delete(name);
		return new URLSearchParams(data).toString();
	}

	let pressed = false;
	const waiting = [];
	document.addEventListener('pointerdown', function () {
		pressed = true;
	}, true);
	for (const end of ['pointerup', 'pointercancel'])
		document.addEventListener(end, function () {
			pressed = false;
			/* After the click that follows. */
			setTimeout(function () {
				waiting.splice(0).forEach((go) => go());
			});
		}, true);

	function released() {
		return pressed ? new Promise((go) => waiting.push(go)) : Promise.resolve();
	}

	/* Puts the group in again. */
	function put(form, html, sent) {
		const into = document.getElementById(form.dataset.into || '');
		if (!into || !html)
			return;
		if (form.held || text(form) !== sent) {
			const answer = new DOMParser().parseFromString(html, 'text/html');
			for (const name of ['version', 'base']) {
				const now = answer.querySelector('[name=' + name + ']');
				if (now)
					form.elements[name].value = 'sent' in now.dataset ? now.dataset.sent : now.value;
			}
			return;
		}
		const was = into.contains(document.activeElement) ? document.activeElement : null;
		const from = was && was.type === 'text' ? was.selectionStart : null;
		const to = from === null ? null : was.selectionEnd;
		const open = [...into.querySelectorAll('details[open]')].map((d) => d.closest('[id]').id);
		into.innerHTML = html;
		for (const id of open) {
			const details = document.querySelector('#' + CSS.escape(id) + ' details');
			if (details)
				details.open = true;
		}
		const again = was && was.id && document.getElementById(was.id);
		if (again) {
			again.focus();
			if (from !== null)
				again.setSelectionRange(from, to);
		}
	}

	/* The reasons of a refusal, each beside its field; the fields stay as they are. */
	function beside(form, html) {
		for (const old of form.querySelectorAll('.err[data-told]'))
			old.remove();
		const answer = new DOMParser().parseFromString(html, 'text/html');
		for (const why of answer.querySelectorAll('form .err[id]')) {
			const field = document.getElementById(why.id.replace(/-error$/, ''));
			if (!field || !form.contains(field) || !field.name || document.getElementById(why.id))
				continue;
			const told = document.importNode(why, true);
			told.dataset.told = '';
			field.before(told);
			field.setAttribute('aria-invalid', 'true');
			field.setAttribute('aria-describedby', why.id);
		}
	}

	function state(html) {
		const field = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-state]');
		return field ? field.dataset.state : '';
	}

	async function save(form) {
		if (form.saving) {
			form.saveAgain = true;
			return;
		}
		form.saving = true;
		say(form, 'saving');
		let how = 'saved', words = '';
		try {
			do {
				form.saveAgain = false;
				const sent = text(form);
				const answer = await fetch(form.dataset.save, {
					method: 'POST', body: new URLSearchParams(sent), credentials: 'same-origin', redirect: 'manual',
					headers: { 'HX-Request': 'true' }
				});
				const html = await answer.text();
				how = answer.ok ? 'saved' : 'refused';
				await released();
				beside(form, answer.ok ? '' : html);
				if (answer.ok)
					put(form, html, sent);
				words = answer.ok ? state(html) : '';
			} while (form.saveAgain && !form.held && how === 'saved');
		} catch (_) {
			how = 'failed';
		}
		say(form, how, how === 'saved' ? words : '');
		form.saving = false;
		const held = form.held;
		form.held = null;
		if (held)
			held.click();
	}

	document.addEventListener('submit', function (event) {
		const form = event.target;
		if (!form.saving || !event.submitter)
			return;
		event.preventDefault();
		form.held = event.submitter;
	});

	/* How many boxes of a folded list are ticked. */
	document.addEventListener('change', function (event) {
		const list = event.target.closest('details.kind');
		if (!list)
			return;
		const said = list.querySelector('[data-chosen]');
		const boxes = list.querySelectorAll('[name=bodies]'), ticked = list.querySelectorAll('[name=bodies]:checked');
		const digits = new Intl.NumberFormat(document.dir === 'rtl' ? 'ar-u-nu-arab' : 'en');
		const n = list.querySelector('[name=kind]').checked ? boxes.length : ticked.length;
		said.textContent = said.dataset.chosen.replace('{1}', digits.format(n)).replace('{2}', digits.format(boxes.length));
	});

	document.addEventListener('change', function (event) {
		const form = event.target.form;
		if (form && form.dataset.save && event.target.type !== 'file')
			save(form);
	});

	/* One letter is enough. */
	const keys = document.querySelector('[data-keys]');
	if (keys) {
		const box = keys.querySelector('input');
		keys.hidden = false;
		box.checked = localStorage.getItem('keys') !== 'off';
		box.addEventListener('change', function () {
			localStorage.setItem('keys', box.checked ? 'on' : 'off');
		});
		document.addEventListener('keydown', function (event) {
			if (!box.checked || event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing ||
					event.target.closest('input:not([type=checkbox]), textarea, select'))
				return;
			const letter = /^Key([A-Z])$/.exec(event.code);
			const found = letter && document.querySelector('[data-key="' + letter[1].toLowerCase() + '"]');
			if (!found)
				return;
			event.preventDefault();
			if (found.matches('select, textarea, input'))
				found.focus();
			else
				found.click();
		});
	}
}());
