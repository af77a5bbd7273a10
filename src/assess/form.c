#include "assess/form.h"

#include <assert.h>
#include <string.h>

#include "assess/form_draft.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/file.h"
#include "core/may.h"
#include "forms/xlsform.h"

static const struct flow_state states[] = {
	{ "draft", _("Draft"), "" },
	{ "ready", _("Ready"), "ok" },
	{ "used", _("In use"), "part" },
	{ "retired", _("Retired"), "lock" },
};

static const struct flow_step steps[] = {
	{ "draft", "ready", _("Mark as ready"), MAY_COORDINATE, "ready", FLOW_NOTHING },
	{ "ready", "redraft", _("Back to draft"), MAY_COORDINATE, "draft", FLOW_NOTHING },
	{ "ready", "use", _("Use in a round"), MAY_COORDINATE, "used", FLOW_NOTHING },
	{ "ready", "retire", _("Retire"), MAY_COORDINATE, "retired", FLOW_NOTHING },
	{ "used", "retire", _("Retire"), MAY_COORDINATE, "retired", FLOW_NOTHING },
	{ "retired", "restore", _("Undo retiring"), MAY_COORDINATE, "ready", FLOW_NOTHING },
	{ "retired", "reuse", _("Undo retiring"), MAY_COORDINATE, "used", FLOW_NOTHING },
};

const struct flow form_version_flow = {
	.kind = "form_version",
	.states = states,
	.n_states = COUNT_OF(states),
	.steps = steps,
	.n_steps = COUNT_OF(steps),
};

/* ---- reading a workbook ---- */

/* The file's name without folder and ending. */
static const char *stem_of(struct arena *a, const char *name)
{
	const char *slash = strrchr(name, '/'), *from = slash ? slash + 1 : name;
	const char *dot = strrchr(from, '.');

	return dot && dot > from ? arena_strn(a, from, (size_t)(dot - from)) : from;
}

void form_parse(struct arena *a, struct bytes data, const char *name, const struct form **model,
	struct form_problems *problems)
{
	*problems = (struct form_problems){ .arena = a };
	if (xlsform_read_file(a, data, stem_of(a, name), NULL, problems, model) != OK)
		*model = NULL;
}

static int64_t count_questions(const struct form *f)
{
	int64_t n = 0;

	for (size_t i = 0; i < f->n_nodes; i++)
		n += f->nodes[i].kind == FORM_QUESTION && f->nodes[i].has_control &&
		     f->nodes[i].type != FORM_NOTE;
	return n;
}

/* "Arabic (ar)" → "ar"; a name without a code as it is. */
static const char *lang_code(struct arena *a, const char *written)
{
	const char *open = strrchr(written, '('), *close = open ? strchr(open, ')') : NULL;

	return close ? arena_strn(a, open + 1, (size_t)(close - open - 1)) : written;
}

static const char *lang_codes(struct arena *a, const struct form *f)
{
	struct buf b;

	buf_init(&b, a, 0);
	for (size_t i = 0; i < f->n_langs; i++) {
		if (i)
			buf_char(&b, ' ');
		buf_str(&b, lang_code(a, f->langs[i]));
	}
	return b.data;
}

/* A workbook has one title: it goes to the language of the form whose script it is in. */
static struct names title_names(struct arena *a, const struct form *f)
{
	const char *title = f->settings.title, *code;
	struct names n = { 0 };

	if (text_length(title) > NAME_MAX_LENGTH) {
		const char *end = title;

		for (int i = 0; i < NAME_MAX_LENGTH; i++)
			text_next(&end);
		title = arena_strn(a, title, (size_t)(end - title));
	}
	if (!text_is_rtl(title)) {
		n.en = title;
		return n;
	}
	code = lang_code(a, f->langs[f->default_lang]);
	if (text_same_nocase(code, "ckb"))
		n.ckb = title;
	else if (text_same_nocase(code, "kmr"))
		n.kmr = title;
	else
		n.ar = title;
	return n;
}

/* ---- keeping it ---- */

static enum err read_upload(
	struct ctx *cx, struct bytes data, const char *name, const struct form **model)
{
	struct form_problems problems;

	form_parse(cx->arena, data, name, model, &problems);
	if (!*model)
		return problem(cx, ERR_INPUT, "file",
			MSGN("The workbook has {1} fault. No form was made of it.",
				"The workbook has {1} faults. No form was made of it.",
				(int64_t)problems.errors, N((int64_t)problems.errors)));
	if (!count_questions(*model))
		return problem(cx, ERR_INPUT, "file",
			MSG("This workbook asks no question. No form was made of it."));
	return OK;
}

static enum err add_form(struct ctx *cx, const struct form *model, int64_t body, int64_t *id)
{
	struct names title = title_names(cx->arena, model);
	struct name_keys keys = names_keys(cx, &title, model->settings.id);

	*id = id_new();
	TRY(conflict(cx, form_insert_query(cx->db, *id, model->settings.id, body, title.ar,
				 title.ckb, title.kmr, title.en, keys.ar, keys.ckb, keys.en,
				 keys.fold, SHARE_GOVERNMENT, cx->now, NULL)));
	return audit(cx, "form.add", "form", *id, body, FACT("code", model->settings.id));
}

static enum err add_version(struct ctx *cx, const struct form *model, const char *sha,
	const char *name, int64_t body, struct form_uploaded *out)
{
	out->version = id_new();
	TRY(form_version_next_query(cx->db, cx->arena, out->form, &out->number));
	TRY(conflict(cx, form_version_insert_query(cx->db, out->version, out->form, out->number,
				 model->settings.version, sha, name, count_questions(model),
				 lang_codes(cx->arena, model), cx->who.account, cx->now, NULL)));
	TRY(form_keep_questions(cx, out->version, model));
	TRY(form_tell_version(cx, out));
	return audit(cx, "form.upload", "form", out->form, body, FACT_N("number", out->number),
		FACT("file", sha));
}

/* The file as a version of a form there is, unless it is one already. */
static enum err keep(struct ctx *cx, const struct form *model, struct bytes data, const char *name,
	int64_t body, struct form_uploaded *out)
{
	struct form_version_by_file same;
	const char *sha = sha256_hex(cx->arena, data.data, data.len);
	bool found;

	TRY(form_version_by_file_query(cx->db, cx->arena, out->form, sha, &same, &found));
	if (found) {
		out->version = same.id;
		out->number = same.number;
		out->same = true;
		return OK;
	}
	TRY(file_save(cx, data, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		&sha));
	return add_version(cx, model, sha, name, body, out);
}

enum err form_upload(struct ctx *cx, struct bytes data, const char *name, int64_t body,
	struct form_uploaded *out)
{
	struct form_by_code there;
	const struct form *model;
	bool found;

	*out = (struct form_uploaded){ 0 };
	TRY(may(cx, MAY_COORDINATE, body));
	TRY(read_upload(cx, data, name, &model));
	assert(model);
	TRY(form_by_code_query(cx->db, cx->arena, model->settings.id, &there, &found));
	if (found && !may_at(cx, MAY_COORDINATE, there.body))
		return problem(cx, ERR_DENIED, "file",
			MSG("The form {1} belongs to another body. Only those who write it add "
			    "versions to it, on its own page.",
				S(model->settings.id)));
	if (found)
		out->form = there.id;
	else
		TRY(add_form(cx, model, body, &out->form));
	return keep(cx, model, data, name, body, out);
}

enum err form_upload_to(struct ctx *cx, int64_t form, struct bytes data, const char *name,
	struct form_uploaded *out)
{
	const struct form *model;
	struct form_by_id f;
	int64_t body;

	*out = (struct form_uploaded){ .form = form };
	TRY(form_get(cx, form, &f));
	TRY(form_writes_for(cx, form, &body));
	TRY(read_upload(cx, data, name, &model));
	assert(model);
	if (strcmp(model->settings.id, f.code) != 0)
		return problem(cx, ERR_INPUT, "file",
			MSG("The form_id of this workbook is {1}, and that of this form is {2}. "
			    "Change it in the workbook.",
				S(model->settings.id), S(f.code)));
	return keep(cx, model, data, name, body, out);
}

/* ---- reading and changing ---- */

enum err form_get(struct ctx *cx, int64_t form, struct form_by_id *f)
{
	return form_by_id_query(
		cx->db, cx->arena, form, cx->who.system, cx->who.reach, cx->who.account, f);
}

enum err form_version_get(
	struct ctx *cx, int64_t form, int64_t number, struct form_version_by_number *v)
{
	struct form_by_id f;

	TRY(form_get(cx, form, &f));
	return form_version_by_number_query(
		cx->db, cx->arena, form, number, cx->who.system, cx->who.account, v);
}

enum err form_versions_seen(struct ctx *cx, int64_t form, struct form_versions **rows, size_t *n)
{
	struct form_by_id f;

	TRY(form_get(cx, form, &f));
	return form_versions_query(
		cx->db, cx->arena, form, cx->who.system, cx->who.account, rows, n);
}

enum err form_edit(
	struct ctx *cx, int64_t form, int64_t version, const struct names *title, enum share share)
{
	struct form_by_id f;
	struct name_keys keys;
	int64_t changed;

	TRY(form_get(cx, form, &f));
	TRY(may(cx, MAY_COORDINATE, f.body));
	TRY(names_check(cx, title));
	keys = names_keys(cx, title, f.code);
	TRY(form_set_query(cx->db, form, version, title->ar, title->ckb, title->kmr, title->en,
		keys.ar, keys.ckb, keys.en, keys.fold, share, &changed));
	if (!changed)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Somebody changed this form meanwhile. What you typed is kept "
			    "below."));
	return audit(cx, "form.edit", "form", form, f.body, FACT_N("share", share));
}

/* ---- states of a version ---- */

static enum err move(
	struct ctx *cx, const struct form_version_by_number *v, int64_t body, const char *act)
{
	const struct flow_step *step;
	int64_t changed;

	TRY(flow_go(cx, &form_version_flow, v->id, body, v->state, act, &(struct flow_papers){ 0 },
		&step));
	TRY(form_version_set_state_query(cx->db, v->id, step->from, step->to, &changed));
	return changed ? OK : ERR_BUSY;
}

enum err form_version_act(struct ctx *cx, int64_t form, int64_t number, const char *act)
{
	struct form_version_by_number v;

	TRY(form_version_get(cx, form, number, &v));
	if (strcmp(act, "use") == 0)
		return ERR_MISSING;
	if (strcmp(act, "restore") == 0 && v.rounds)
		act = "reuse";
	else if (strcmp(act, "reuse") == 0 && !v.rounds)
		act = "restore";
	return move(cx, &v, v.body, act);
}

enum err form_version_use(struct ctx *cx, int64_t form_version, int64_t body)
{
	struct form_version_by_number v;

	TRY(form_version_by_id_query(cx->db, cx->arena, form_version, &v));
	if (strcmp(v.state, "used") == 0)
		return OK;
	if (strcmp(v.state, "ready") != 0)
		return problem(cx, ERR_CONFLICT, "form_version",
			MSG("Version {1} of the form is not ready. Mark it as ready first, or "
			    "choose another one.",
				N(v.number)));
	return move(cx, &v, body, "use");
}

size_t form_version_acts(
	struct ctx *cx, const struct form_version_by_number *v, const struct flow_step ***steps_out)
{
	size_t n = flow_acts(cx, &form_version_flow, v->state, v->body, steps_out), kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct flow_step *s = (*steps_out)[i];
		const char *hidden = v->rounds ? "restore" : "reuse";

		if (strcmp(s->act, "use") != 0 && strcmp(s->act, hidden) != 0)
			(*steps_out)[kept++] = s;
	}
	return kept;
}
