/*
 * What of rounds and forms is open at a post, as panels of its handover (people/handover.h): what a
 * body owes with days and reasons, what waits for its head, what waits for the coordinator, letters
 * still expected. Registered in app/open_work.c.
 */
#ifndef ASSESS_OPEN_WORK_H
#define ASSESS_OPEN_WORK_H

#include "people/handover.h"

enum err open_owed(struct ctx *cx, const struct work_post *p, struct work_lines *lines);
enum err open_approvals(struct ctx *cx, const struct work_post *p, struct work_lines *lines);
enum err open_reviews(struct ctx *cx, const struct work_post *p, struct work_lines *lines);
enum err open_extensions(struct ctx *cx, const struct work_post *p, struct work_lines *lines);
enum err open_letters(struct ctx *cx, const struct work_post *p, struct work_lines *lines);

#endif
