/* The kinds of notices of all subjects, with their words; one table (config->notices). */
#ifndef APP_NOTICES_H
#define APP_NOTICES_H

#include "people/notice.h"

extern const struct notice_kind notice_kinds[]; /* ended by one without a name */

#endif
