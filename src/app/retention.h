/* What is kept how long, of all subjects (people/retention.h). */
#ifndef APP_RETENTION_H
#define APP_RETENTION_H

#include "people/retention.h"

extern const struct retention retention_all;

#endif
