#include "db/engine.h"

#include <stdlib.h>

static size_t place(const struct statements *s, const struct db_query *q)
{
	uint64_t h = (uint64_t)(uintptr_t)q * UINT64_C(0x9E3779B97F4A7C15);
	size_t i = (size_t)(h >> 32) & (s->room - 1);

	while (s->at[i].q && s->at[i].q != q)
		i = (i + 1) & (s->room - 1);
	return i;
}

static void grow(struct statements *s)
{
	struct statements old = *s;

	s->room = old.room ? old.room * 2 : 64;
	s->at = calloc(s->room, sizeof(*s->at));
	if (!s->at)
		abort();
	for (size_t i = 0; i < old.room; i++)
		if (old.at[i].q)
			s->at[place(s, old.at[i].q)] = old.at[i];
	free(old.at);
}

struct statement *statement_slot(struct statements *s, const struct db_query *q)
{
	size_t i;

	if (s->n * 2 >= s->room)
		grow(s);
	i = place(s, q);
	if (!s->at[i].q) {
		s->at[i].q = q;
		s->n++;
	}
	return &s->at[i];
}

void statements_free(struct statements *s)
{
	free(s->at);
	*s = (struct statements){ 0 };
}
