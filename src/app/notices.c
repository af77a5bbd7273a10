#include "app/notices.h"

/* {1} the title of what it is about, {2} a date, {3} a number, {4} the body. */
const struct notice_kind notice_kinds[] = {
	{ 0 },
};
