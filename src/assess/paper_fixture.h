/*
 * A round with one paper under way, for tests: each step taken by the account that acts now.
 */
#ifndef ASSESS_PAPER_FIXTURE_H
#define ASSESS_PAPER_FIXTURE_H

#include "assess/paper_entry.h"
#include "test/assess_fixtures.h"

struct world {
	struct t *t;
	struct ctx *cx;
	struct t_needs w;
	int64_t round, response, other; /* other: somebody else who enters for MOI */
};

void world_begin(struct t *t, struct world *x);
void world_later(struct world *x, int64_t minutes);
struct paper world_paper(struct world *x, int64_t id);
enum err world_save(
	struct world *x, int64_t id, int pass, const char *page, int64_t base, const char *json);
enum err world_act(struct world *x, int64_t id, const char *name);
const char *world_state(struct world *x, int64_t id);
/* Typed once by `one` and, after the break, by `two`: ready to be compared. */
int64_t world_typed(
	struct world *x, int64_t one, int64_t two, const char *first, const char *second);
enum err world_choose(struct world *x, int64_t id, const char *path, int choice, const char *value,
	int64_t version);
enum err world_take(struct world *x, int64_t id, bool replace);
const char *world_stored(struct world *x, const char *page);
const char *world_response(struct world *x);

/* What a page C says. */
#define SAME "{\"staff_total\":\"48200\",\"staff_women\":\"3910\"}"
#define OTHER "{\"staff_total\":\"42800\",\"staff_women\":\"3910\"}"

#endif
