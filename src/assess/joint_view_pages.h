/* What the template of suggested joint trainings is given. */
#ifndef ASSESS_JOINT_VIEW_PAGES_H
#define ASSESS_JOINT_VIEW_PAGES_H

#include "assess/joint.h"
#include "web/parts.h"

struct joint_part_view {
	const char *body, *by_date;
	int64_t people;
};
struct joint_row {
	const char *seal, *topic, *group, *place; /* in words; place NULL: any */
	const char *first_by, *last_by;
	int64_t bodies, people;
	struct joint_part_view *parts; /* of an open suggestion */
	size_t n_parts;
	/* once decided: */
	bool taken;
	const char *reason, *who, *at;
};
struct joint_view {
	const struct round_by_id *r;
	int64_t months;
	LIST(struct joint_row) open, decided;
};

#endif
