#include "app/setup.h"

#include <string.h>

#include "app/data.h"
#include "app/setup_sql.h"
#include "assess/form.h"
#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "base/text.h"
#include "core/may.h"
#include "core/setting.h"
#include "people/account.h"
#include "people/body.h"
#include "people/person.h"
#include "people/post.h"
#include "people/post_sql.h"

#define WORKBOOK "needs-assessment.xlsx"

const char *const setup_words[] = { "instance", "bodies", "posts", "people", "mail", "form", "end",
	NULL };
const char *const setup_titles[SETUP_STEPS] = { _("Instance"), _("Bodies"), _("Posts"),
	_("People and invitations"), _("Mail"), _("First form"), _("End of the set-up") };

/* ---- states ---- */

/* Whether a word is among those of a list parted by blanks. */
static bool listed(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; p && *p;) {
		size_t len = strcspn(p, " ");

		if (len == n && memcmp(p, word, n) == 0)
			return true;
		p += len;
		p += strspn(p, " ");
	}
	return false;
}

static void judge(struct ctx *cx, const struct setup_facts *f, struct setup *out)
{
	const bool done[SETUP_STEPS] = {
		[SETUP_INSTANCE] = f->told,
		[SETUP_BODIES] = f->bodies > 1,
		[SETUP_POSTS] = f->focal > 0 && f->head > 0,
		[SETUP_PEOPLE] = f->focal > 0 && f->invited == f->focal,
		[SETUP_MAIL] = cx->config->mail_url != NULL,
		[SETUP_FORM] = f->forms > 0,
		[SETUP_END] = out->ended != NULL,
	};

	out->next = SETUP_END;
	for (int i = SETUP_END; i >= 0; i--) {
		out->state[i] = done[i]				     ? SETUP_DONE
				: listed(f->skipped, setup_words[i]) ? SETUP_SKIPPED
								     : SETUP_TODO;
		out->done += out->state[i] == SETUP_DONE;
		out->skipped += out->state[i] == SETUP_SKIPPED;
		if (out->state[i] == SETUP_TODO)
			out->next = (enum setup_step)i;
	}
}

enum err setup_get(struct ctx *cx, struct setup *out)
{
	struct setup_facts f;
	struct setup_open o;

	TRY(must_administer(cx, DB_NULL));
	TRY(setup_open_query(cx->db, cx->arena, &o));
	TRY(setup_facts_query(cx->db, cx->arena, cx->today, &f));
	*out = (struct setup){ .ended = o.ended && *o.ended ? o.ended : NULL,
		.bodies = f.bodies,
		.focal = f.focal,
		.head = f.head,
		.held = f.held,
		.invited = f.invited,
		.forms = f.forms };
	judge(cx, &f, out);
	return OK;
}

enum err setup_is_open(struct ctx *cx, bool *open)
{
	struct setup_open o;

	*open = false;
	if (!cx->who.account || !may_everywhere(cx, MAY_ADMINISTER))
		return OK;
	TRY(setup_open_query(cx->db, cx->arena, &o));
	*open = !(o.ended && *o.ended) && !o.rounds;
	return OK;
}

enum err setup_skip(struct ctx *cx, enum setup_step step, bool skip)
{
	const char *was;
	struct buf b;

	TRY(must_administer(cx, DB_NULL));
	if (step >= SETUP_END)
		return problem(cx, ERR_INPUT, "step", MSG("Choose one of the steps."));
	TRY(setting_get(cx, "setup.skipped", "", &was));
	if (listed(was, setup_words[step]) == skip)
		return OK;
	buf_init(&b, cx->arena, 64);
	for (int i = 0; i < SETUP_END; i++)
		if (i == (int)step ? skip : listed(was, setup_words[i]))
			buf_printf(&b, "%s%s", b.len ? " " : "", setup_words[i]);
	return setting_put(cx, "setup.skipped", b.data);
}

enum err setup_end(struct ctx *cx, bool end)
{
	const char *was;

	TRY(must_administer(cx, DB_NULL));
	TRY(setting_get(cx, "setup.ended", "", &was));
	if ((*was != '\0') == end)
		return OK;
	return setting_put(cx, "setup.ended", end ? cx->today : "");
}

/* ---- acts ---- */

enum err setup_posts(
	struct ctx *cx, const char *kind, const int64_t *bodies, size_t n, int64_t *added)
{
	struct post_of_kind *there;
	size_t n_there;
	int64_t id;

	for (size_t i = 0; i < n; i++) {
		TRY(post_of_kind_query(
			cx->db, cx->arena, bodies[i], kind, cx->today, &there, &n_there));
		if (n_there)
			continue;
		TRY(post_add(cx, bodies[i], kind, &(struct names){ 0 }, NULL, &id));
		*added += 1;
	}
	return OK;
}

enum err setup_person(struct ctx *cx, const struct setup_person *in)
{
	struct person_input person = { .name = in->name, .email = in->email, .phone = in->phone };
	struct post_by_id p;
	int64_t id, account;
	enum err e = post_by_id_query(
		cx->db, cx->arena, in->post, (int64_t)cx->who.reach, cx->who.account, &p);

	if (e == ERR_MISSING)
		return problem(cx, ERR_INPUT, "post", MSG("Choose the post the person takes."));
	TRY(e);
	if (p.holding != DB_NULL)
		return problem(cx, ERR_CONFLICT, "post",
			MSG("Somebody holds this post already. Choose a vacant one."));
	if (!in->email)
		return problem(cx, ERR_INPUT, "email",
			MSG("Enter an e-mail address, for example name@ministry.example."));
	person.body = p.body;
	TRY(person_add(cx, &person, &id));
	TRY(post_take(cx, in->post, id, cx->today));
	return account_add(cx, in->email, id, &account);
}

enum err setup_coordinate(struct ctx *cx)
{
	struct setup_coordinator post;
	bool found;

	TRY(must_administer(cx, DB_NULL));
	if (may_everywhere(cx, MAY_COORDINATE))
		return OK;
	TRY(setup_coordinator_query(cx->db, cx->arena, cx->who.body, &post, &found));
	if (!found)
		TRY(post_add(
			cx, cx->who.body, "coordinator", &(struct names){ 0 }, NULL, &post.id));
	return post_take(cx, post.id, cx->who.person, cx->today);
}

enum err setup_form(struct ctx *cx, int64_t *form)
{
	const struct names title = { .ar = "تقييم احتياجات بناء القدرات",
		.ckb = "هەڵسەنگاندنی پێداویستییەکانی توانا",
		.en = "WPS capacity needs assessment" };
	struct form_version_by_number v;
	struct form_uploaded up;
	const struct form *model;
	struct form_by_id f;

	TRY(form_upload(cx, data_file(WORKBOOK), WORKBOOK, cx->who.body, &up));
	*form = up.form;
	TRY(form_version_get(cx, up.form, up.number, &v));
	if (strcmp(v.state, "draft") != 0)
		return OK;
	if (!up.same && up.number == 1) {
		TRY(form_get(cx, up.form, &f));
		TRY(form_edit(cx, up.form, f.version, &title, SHARE_GOVERNMENT));
		TRY(model_get(cx, v.file, &model));
		TRY(meaning_import(cx, up.form, model, data_file("wps_needs.mapping.csv")));
	}
	return form_version_act(cx, up.form, up.number, "ready");
}
