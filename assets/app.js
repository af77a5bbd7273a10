/*
 * Comfort only: every page works without this file.
 *
 * 1. After a refused form the list of errors takes the focus.
 * 2. <form data-save="/address" data-into="id">: when a field is left changed, the form is posted there in the background,
 *    one send at a time. An answer with a body replaces the content of the element with that id (a group rendered again by
 *    the server); the field in use keeps its focus. The element [data-save-state] says how it stands, in the words of its own
 *    data-saving, data-saved and data-failed.
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

	/* Puts the group in again. What was typed since the send stays, and so does the focus. */
	function put(form, html, sent) {
		const into = document.getElementById(form.dataset.into || '');
		if (!into || !html)
			return;
		const now = new FormData(form);
		for (const [name, value] of now)
			if (typeof value === 'string' && sent.getAll(name).indexOf(value) < 0)
				return;
		const focus = document.activeElement && into.contains(document.activeElement) ? document.activeElement.id : '';
		into.innerHTML = html;
		const again = focus && document.getElementById(focus);
		if (again)
			again.focus();
	}

	async function save(form) {
		if (form.saving) {
			form.saveAgain = true;
			return;
		}
		form.saving = true;
		say(form, 'saving');
		try {
			do {
				form.saveAgain = false;
				const sent = new FormData(form);
				for (const [name, value] of [...sent])
					if (value instanceof File)
						sent.delete(name);
				const answer = await fetch(form.dataset.save, {
					method: 'POST', body: new URLSearchParams(sent), credentials: 'same-origin', redirect: 'error',
					headers: { 'HX-Request': 'true' }
				});
				if (!answer.ok)
					throw new Error(String(answer.status));
				put(form, await answer.text(), sent);
			} while (form.saveAgain);
			say(form, 'saved');
		} catch (_) {
			say(form, 'failed');
		}
		form.saving = false;
	}

	document.addEventListener('change', function (event) {
		const form = event.target.form;
		if (form && form.dataset.save && event.target.type !== 'file')
			save(form);
	});
}());
