#include <string.h>

#include "app/data.h"
#include "app/help.h"
#include "app/help_html.h"
#include "web/download.h"

static enum err texts(struct page *pg, struct help_view *v)
{
	struct help *h = ARENA_NEW(pg->cx->arena, struct help);

	TRY(help_read(pg->cx->arena, data_file("help.txt"), h));
	*v = (struct help_view){ .pg = pg, .help = h };
	return OK;
}

static enum err list(struct page *pg, struct help_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_param(pg, "q");

	v->found = ARENA_ARRAY(cx->arena, v->help->topics.n + 1, const struct help_topic *);
	for (size_t i = 0; i < v->help->topics.n; i++)
		if (!q || help_matches(cx->arena, cx->lang, &v->help->topics.at[i], q))
			v->found[v->n++] = &v->help->topics.at[i];
	pg->title = tr(cx->lang, _("Help"));
	help_list_html(pg->o, v);
	return OK;
}

static enum err show(struct page *pg, struct help_view *v)
{
	pg->title = help_words(pg->cx->lang, &v->topic->title);
	page_crumb(pg, tr(pg->cx->lang, _("Help")), "/help");
	page_crumb(pg, pg->title, NULL);
	help_topic_html(pg->o, v);
	return OK;
}

enum err help_list_page(struct page *pg)
{
	struct help_view v;

	TRY(texts(pg, &v));
	return list(pg, &v);
}

/* The help of the page whose address is in ?of=, with the way back to it. */
enum err help_for_page(struct page *pg)
{
	const char *from = page_param(pg, "of");
	struct help_view v;

	TRY(texts(pg, &v));
	if (from && page_local(from)) {
		v.from = from;
		v.topic = help_of_page(v.help, from);
	}
	return v.topic ? show(pg, &v) : list(pg, &v);
}

enum err help_topic_page(struct page *pg)
{
	struct help_view v;

	TRY(texts(pg, &v));
	v.topic = help_by_key(v.help, page_segment(pg, "key"));
	return v.topic ? show(pg, &v) : ERR_MISSING;
}

enum err guide_page(struct page *pg)
{
	struct help_view v;

	TRY(texts(pg, &v));
	v.guide = guide_by_role(page_segment(pg, "role"));
	if (!v.guide)
		return ERR_MISSING;
	pg->title = tr(pg->cx->lang, v.guide->title);
	page_crumb(pg, tr(pg->cx->lang, _("Help")), "/help");
	page_crumb(pg, pg->title, NULL);
	guide_html(pg->o, &v);
	return OK;
}

enum err guide_pdf_page(struct page *pg)
{
	struct help_view v;
	const char *foot;
	struct bytes file;
	size_t pages;

	TRY(texts(pg, &v));
	v.guide = guide_by_role(page_segment(pg, "role"));
	if (!v.guide)
		return ERR_MISSING;
	TRY(download_foot(pg, pg->cx->lang, tr(pg->cx->lang, _("Tansiq")), &foot));
	TRY(guide_pdf(pg->cx->arena, pg->cx->lang, v.help, v.guide, foot, &file, &pages));
	return download_pdf(pg, file, arena_printf(pg->cx->arena, "guide-%s", v.guide->role));
}
