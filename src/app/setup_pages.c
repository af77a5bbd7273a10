/* The set-up: its overview, instance, mail, first form and end. */
#include "app/setup_pages.h"

#include <string.h>

#include "app/setup_html.h"
#include "app/setup_views.h"
#include "core/identity.h"
#include "core/may.h"
#include "people/body.h"

enum err setup_begin(struct page *pg, enum setup_step step, struct setup_view *v)
{
	struct ctx *cx = pg->cx;

	*v = (struct setup_view){ .pg = pg, .step = step };
	TRY(setup_get(cx, &v->now));
	/* What was set a moment ago shows at once. */
	TRY(identity_refresh(cx, true));
	pg->title = tr(cx->lang, step < SETUP_STEPS ? setup_titles[step] : _("Set-up"));
	page_crumb(pg, tr(cx->lang, _("Set-up")), step < SETUP_STEPS ? "/setup" : NULL);
	if (step < SETUP_STEPS)
		page_crumb(pg, pg->title, NULL);
	return OK;
}

const char *setup_href(struct out *o, int step)
{
	return step < 0 || step >= SETUP_STEPS
		       ? "/setup"
		       : arena_printf(o->arena, "/setup/%s", setup_words[step]);
}

/* ---- the strip ---- */

enum err setup_top_read(struct page *pg)
{
	struct setup *now;
	bool open;

	TRY(identity_refresh(pg->cx, false));
	if (strncmp(pg->rq->path, "/setup", 6) == 0)
		return OK;
	TRY(setup_is_open(pg->cx, &open));
	if (!open)
		return OK;
	now = ARENA_NEW(pg->cx->arena, struct setup);
	TRY(setup_get(pg->cx, now));
	pg->top = now;
	return OK;
}

void setup_strip(struct page *pg, struct out *o)
{
	if (pg->top && !pg->bare)
		setup_strip_html(o, pg->top);
}

/* ---- the overview ---- */

enum err setup_page(struct page *pg)
{
	struct setup_view v;

	TRY(setup_begin(pg, SETUP_STEPS, &v));
	setup_html(pg->o, &v);
	return OK;
}

enum err setup_skip_post(struct page *pg)
{
	static const char *const acts[] = { "skip", "resume", NULL };
	static const struct field fields[] = { WORD("step", setup_words), WORD("act", acts) };
	enum setup_step step = SETUP_INSTANCE;
	struct values *v;
	bool skip;

	TRY(FORM_READ(pg, fields, &v));
	while (strcmp(setup_words[step], value_text(v, "step")) != 0)
		step++;
	skip = strcmp(value_text(v, "act"), "skip") == 0;
	TRY(setup_skip(pg->cx, step, skip));
	return page_go(pg, skip ? "/setup" : setup_href(pg->o, (int)step),
		skip ? _("The step is left for later. It can be taken up at any time.")
		     : _("The step is open again."));
}

/* ---- what the instance is ---- */

enum err setup_instance_page(struct page *pg)
{
	struct setup_instance_view v = { 0 };
	struct identity in;

	TRY(setup_begin(pg, SETUP_INSTANCE, &v.v));
	TRY(identity_get(pg->cx, &in));
	v.name = (struct names){ in.name[LANG_AR], in.name[LANG_CKB], in.name[LANG_KMR],
		in.name[LANG_EN] };
	v.lang = langs[in.lang].code;
	v.base_url = in.base_url;
	for (int l = 0; l < LANG_COUNT; l++)
		*LIST_PUSH(pg->cx->arena, &v.langs) =
			(struct choice){ .value = langs[l].code, .name = langs[l].name };
	setup_instance_html(pg->o, &v);
	return OK;
}

enum err setup_instance_post(struct page *pg)
{
	static const char *const codes[] = { "ar", "ckb", "kmr", "en", NULL };
	static const struct field fields[] = { TEXT("name_ar", 0, IDENTITY_NAME_MAX),
		TEXT("name_ckb", 0, IDENTITY_NAME_MAX), TEXT("name_kmr", 0, IDENTITY_NAME_MAX),
		TEXT("name_en", 0, IDENTITY_NAME_MAX), WORD("lang", codes),
		TEXT("base_url", 0, IDENTITY_URL_MAX) };
	struct identity in = { 0 };
	struct values *v;

	TRY(FORM_READ(pg, fields, &v));
	in.name[LANG_AR] = value_text(v, "name_ar");
	in.name[LANG_CKB] = value_text(v, "name_ckb");
	in.name[LANG_KMR] = value_text(v, "name_kmr");
	in.name[LANG_EN] = value_text(v, "name_en");
	in.lang = lang_of(value_text(v, "lang"), LANG_AR);
	in.base_url = value_text(v, "base_url");
	TRY(identity_set(pg->cx, &in));
	return page_go(pg, setup_href(pg->o, SETUP_BODIES),
		_("Kept. Name and language hold for every page from now on."));
}

/* ---- mail ---- */

enum err setup_mail_page(struct page *pg)
{
	struct setup_view v;

	TRY(setup_begin(pg, SETUP_MAIL, &v));
	setup_mail_html(pg->o, &v);
	return OK;
}

/* ---- the first form ---- */

enum err setup_form_page(struct page *pg)
{
	struct setup_form_view v = { 0 };

	TRY(setup_begin(pg, SETUP_FORM, &v.v));
	v.coordinates = may_at(pg->cx, MAY_COORDINATE, pg->cx->who.body);
	setup_form_html(pg->o, &v);
	return OK;
}

enum err setup_form_post(struct page *pg)
{
	static const char *const acts[] = { "coordinate", "needs", NULL };
	static const struct field fields[] = { WORD("act", acts) };
	struct values *v;
	int64_t form;

	TRY(must_administer(pg->cx, DB_NULL));
	TRY(FORM_READ(pg, fields, &v));
	if (strcmp(value_text(v, "act"), "coordinate") == 0) {
		TRY(setup_coordinate(pg->cx));
		return page_go(pg, setup_href(pg->o, SETUP_FORM),
			_("You hold the coordinator's post now. Hand it over on the page of posts "
			  "when somebody else takes it."));
	}
	TRY(setup_form(pg->cx, &form));
	return page_go(pg, setup_href(pg->o, SETUP_FORM),
		_("The needs form is there, ready for a round."));
}

/* ---- the end ---- */

enum err setup_end_page(struct page *pg)
{
	struct setup_view v;

	TRY(setup_begin(pg, SETUP_END, &v));
	setup_end_html(pg->o, &v);
	return OK;
}

enum err setup_end_post(struct page *pg)
{
	static const char *const acts[] = { "end", "open", NULL };
	static const struct field fields[] = { WORD("act", acts) };
	struct values *v;
	bool end;

	TRY(FORM_READ(pg, fields, &v));
	end = strcmp(value_text(v, "act"), "end") == 0;
	TRY(setup_end(pg->cx, end));
	return page_go(pg, setup_href(pg->o, SETUP_END),
		end ? _("The set-up has ended. It can be opened again here.")
		    : _("The set-up is open again."));
}
