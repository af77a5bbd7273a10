/* Mail, for administrators of everything. */
#include "people/mail_pages.h"

#include <string.h>

#include "core/may.h"
#include "people/mail_batch.h"
#include "people/mail_out.h"
#include "people/mail_page_html.h"
#include "people/mail_views.h"

#define MOST 100

const char *mail_state_word(const char *state)
{
	static const char *const words[][2] = { { "waiting", _("Waiting") },
		{ "sending", _("Being sent") }, { "sent", _("Sent") },
		{ "refused", _("Refused by the server") }, { "failed", _("Server not reached") },
		{ "unknown", _("Unknown whether sent") } };

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i][0], state) == 0)
			return words[i][1];
	return state;
}

enum err mail_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct mail_view v = { .pg = pg, .config = cx->config };
	struct mail_counts *counts;
	struct batch_held *held;
	struct mail_trouble *trouble;
	struct bounces *bounced;

	TRY(may(cx, MAY_ADMINISTER, DB_NULL));
	TRY(mail_cap(cx, &v.cap));
	TRY(mail_counts_query(cx->db, cx->arena, &counts, &v.n_counts));
	TRY(batch_held_query(cx->db, cx->arena, &held, &v.n_held));
	TRY(mail_trouble_query(cx->db, cx->arena, MOST, 0, &trouble, &v.n_trouble));
	TRY(bounces_query(cx->db, cx->arena, &bounced, &v.n_bounces));
	v.counts = counts;
	v.held = held;
	v.trouble = trouble;
	v.bounces = bounced;
	pg->title = tr(cx->lang, _("Mail"));
	page_crumb(pg, pg->title, NULL);
	mail_page_html(pg->o, &v);
	return OK;
}

static enum err back(struct page *pg, const char *notice)
{
	return page_go(pg, "/settings/mail", notice);
}

enum err mail_cap_post(struct page *pg)
{
	static const struct field fields[] = { INT("cap", 1, 100000) };
	struct values *v;

	TRY(FORM_READ(pg, fields, &v));
	TRY(mail_cap_set(pg->cx, value_int(v, "cap")));
	return back(pg, _("The number is kept."));
}

enum err mail_test_post(struct page *pg)
{
	TRY(mail_test(pg->cx));
	return back(pg, _("The test mail is on its way. What becomes of it is shown here."));
}

enum err mail_again_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(mail_again(pg->cx, id));
	return back(pg, _("The mail is sent again."));
}

enum err mail_release_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(mail_batch_release(pg->cx, id));
	return back(pg, _("The mails are on their way."));
}

enum err mail_drop_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(mail_batch_drop(pg->cx, id));
	return back(pg, _("The mails are dropped. The notices stay in the product."));
}

enum err mail_bounce_post(struct page *pg)
{
	static const struct field fields[] = { EMAIL("email", 1) };
	struct values *v;

	TRY(FORM_READ(pg, fields, &v));
	TRY(mail_bounce_mark(pg->cx, value_text(v, "email")));
	return back(pg, _("The address is marked."));
}

enum err mail_unbounce_post(struct page *pg)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(mail_bounce_clear(pg->cx, id));
	return back(pg, _("Mails go to this address again."));
}
