#include "assess/unheld.h"

struct msg unheld_why(const struct unheld_list *u)
{
	if (u->post == DB_NULL)
		return MSG("The post was never made");
	return u->holder == DB_NULL ? MSG("Post is vacant")
				    : MSG("The holder has no account to sign in with");
}

enum err unheld_note(struct ctx *cx, int64_t round, struct unheld_note *note)
{
	struct unheld_list *rows;

	note->href = round == DB_NULL ? "/rounds/unheld"
				      : arena_printf(cx->arena, "/rounds/unheld?round=%lld",
						(long long)round);
	TRY(unheld_count_query(cx->db, cx->arena, round, NULL, "%", cx->today, &note->total));
	TRY(unheld_list_query(
		cx->db, cx->arena, round, NULL, "%", cx->today, UNHELD_NAMED, 0, &rows, &note->n));
	note->rows = rows;
	return OK;
}
