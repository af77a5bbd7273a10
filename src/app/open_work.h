/* What can be open at a post, of all subjects: the panels of a handover, in their order. */
#ifndef APP_OPEN_WORK_H
#define APP_OPEN_WORK_H

#include "people/handover.h"

extern const struct open_work open_work[];

#endif
