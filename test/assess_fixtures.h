/*
 * Forms, rounds and responses for tests: the needs form with its mapping, a coordinator at MOFA,
 * ministries with a focal point and a head each, made through the domain as they themselves would.
 */
#ifndef TEST_ASSESS_FIXTURES_H
#define TEST_ASSESS_FIXTURES_H

#include "assess/form.h"
#include "assess/response.h"
#include "assess/round.h"
#include "test/people_fixtures.h"

struct t_ministry {
	int64_t body, focal, head; /* accounts */
};

struct t_needs {
	int64_t mofa, coordinator;
	struct t_ministry moi, moen, mod;
	int64_t donor; /* an account of a donor */
	int64_t form, version, number;
	const struct form *model;
};

/* All of it; the coordinator acts afterwards. */
void t_needs(struct ctx *cx, struct t_needs *w);

/* The workbook, whole. */
struct bytes t_workbook(struct ctx *cx);

/* A file of data/. */
struct bytes t_data(struct ctx *cx, const char *name);

/* A round with the letter 4/7/2210, due in ten days; a draft, or open. The coordinator acts. */
int64_t t_round_draft(struct ctx *cx, const struct t_needs *w, const int64_t *bodies, size_t n);
int64_t t_round(struct ctx *cx, const struct t_needs *w, const int64_t *bodies, size_t n);

/* The response of a body. */
int64_t t_response(struct ctx *cx, int64_t round, int64_t body);

/* Its focal point types the whole answer the data has for a code ("MOI"), page by page. */
void t_fill(struct ctx *cx, const struct t_needs *w, int64_t response, const char *code);

/* One act with a reason and a letter at hand, whether needed or not. */
enum err t_act(struct ctx *cx, int64_t response, const char *act);

/* Brings a new response through the acts up to a state, each by who may; filled with MOI's answer.
 */
void t_reach(struct ctx *cx, const struct t_needs *w, int64_t response, const struct t_ministry *m,
	const char *state);

#endif
