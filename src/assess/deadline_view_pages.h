/* What the pages of reminders and later deadlines show. */
#ifndef ASSESS_DEADLINE_VIEW_H
#define ASSESS_DEADLINE_VIEW_H

#include "assess/extend.h"
#include "assess/remind.h"
#include "assess/response.h"
#include "assess/round.h"
#include "assess/round_view_pages.h"
#include "web/parts.h"

/* An extension with what the reader may do about it. */
struct extension_line {
	const struct extensions_of *e;
	bool grants, withdraws, takes_back;
};

struct deadline_view {
	const struct response_by_id *r;
	struct step_tag tag;
	const struct extension_line *lines;
	size_t n;
	const struct reminders_of *reminders;
	size_t n_reminders;
	bool coordinates, asks, owed, reminded_today;
};

struct round_remind_view {
	const struct round_by_id *r;
	const struct reminder_late_bodies *rows;
	size_t n;
};

struct rules_view {
	const struct reminder_rules *rules;
	size_t n;
	struct choices whom, sides;
	int64_t edited; /* the rule whose form was refused; 0: none, or the new one's */
};

/* "7 days before the deadline" of a rule. */
struct msg rule_when(int64_t days);

#endif
