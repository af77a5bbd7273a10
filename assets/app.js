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
 *    in the words of its own data-saving, data-saved, data-refused (the server said no) and data-failed (no answer).
 */
(function () {
	'use strict';

	const errors = document.querySelector('.errors');
	if (errors)
		errors.focus();

	function say(form, how) {
		const state = form.querySelector('[data-save-state]');
		if (state)
			state.textContent = state.dataset[how] || '';
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

	async function save(form) {
		if (form.saving) {
			form.saveAgain = true;
			return;
		}
		form.saving = true;
		say(form, 'saving');
		let how = 'saved';
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
				if (answer.ok)
					put(form, html, sent);
			} while (form.saveAgain && !form.held && how === 'saved');
		} catch (_) {
			how = 'failed';
		}
		say(form, how);
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

	document.addEventListener('change', function (event) {
		const form = event.target.form;
		if (form && form.dataset.save && event.target.type !== 'file')
			save(form);
	});
}());
