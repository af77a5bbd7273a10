/*
 * The demonstration's papers: one that a ministry typed once and that waits for its second entry;
 * one the coordinators typed twice on behalf of a ministry that has not begun, with differences.
 */
#include "app/data.h"
#include "app/demo.h"
#include "app/demo_sql.h"
#include "assess/paper_entry.h"
#include "base/time.h"

struct page {
	const char *page, *json;
};

struct work {
	struct demo *demo;
	const char *body;
	int64_t id;
	int pass;
	const struct page *pages;
	size_t n;
	const char *act;
	bool scan;
};

static enum err type_in(struct ctx *cx, void *what)
{
	struct bytes scan = data_file("demo-evidence.jpg");
	struct work *w = what;
	struct page_text out;
	struct paper p;
	int64_t response;

	if (!w->id) {
		TRY(demo_response_query(
			cx->db, cx->arena, w->demo->round_running, w->body, &response));
		TRY(paper_open(cx, response, &w->id));
	} else {
		TRY(paper_act(cx, w->id, DB_NULL, "begin", NULL));
	}
	TRY(paper_get(cx, w->id, &p));
	for (size_t i = 0; i < w->n; i++)
		TRY(paper_page_save(cx, &p, w->pass, w->pages[i].page, 0, w->pages[i].json, &out));
	if (w->scan)
		TRY(paper_scan_add(cx, w->id, scan, "ورقة مختلقة.jpg"));
	return paper_act(cx, w->id, DB_NULL, w->act, NULL);
}

#define BEGUN "{\"org\":\"MOMD\",\"fp_exists\":\"yes\",\"fp_level\":\"dg\"}"
#define NEED(people, prio)                                                                         \
	"{\"need\":[{\"n_topic\":\"gbv\",\"n_group\":\"fp\",\"n_people\":\"" people                \
	"\",\"n_type\":\"tech\",\"n_prio\":\"" prio "\"}]}"

enum err demo_paper(struct demo *d)
{
	static const struct page own[] = {
		{ "E", "{\"need\":[{\"n_topic\":\"climate\",\"n_group\":\"police\",\"n_people\":"
		       "\"40\",\"n_type\":\"joint\",\"n_prio\":\"medium\"}]}" },
	};
	static const struct page first[] = {
		{ "A", BEGUN },
		{ "C", "{\"staff_total\":\"1240\",\"staff_women\":\"310\",\"trained_n\":\"25\"}" },
		{ "E", NEED("30", "high") },
	};
	static const struct page second[] = {
		{ "A", BEGUN },
		{ "C", "{\"staff_total\":\"1420\",\"staff_women\":\"310\",\"trained_n\":\"25\"}" },
		{ "E", NEED("80", "medium") },
	};
	struct work w = { .demo = d,
		.body = "MOMD",
		.pass = 1,
		.pages = first,
		.n = COUNT_OF(first),
		.act = "done",
		.scan = true };
	struct work moi = {
		.demo = d, .body = "MOI", .pass = 1, .pages = own, .n = COUNT_OF(own), .act = "done"
	};

	TRY(demo_act(d, "coordinator", demo_at(d, d->today, -1, "10:00"), type_in, &w));
	w.pass = 2;
	w.pages = second;
	w.act = "compare";
	w.scan = false;
	TRY(demo_act(d, "planning", demo_at(d, d->today, -1, "11:30"), type_in, &w));
	return demo_act(d, "focal.moi", demo_at(d, d->today, -1, "12:00"), type_in, &moi);
}
