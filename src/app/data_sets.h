/* The sets of data that leave as files, of all subjects, with their first classes; one table
 * (config->data_sets). A new route with a file names one of these, or a new row here. */
#ifndef APP_DATA_SETS_H
#define APP_DATA_SETS_H

#include "core/sensitivity.h"

extern const struct data_set data_sets[]; /* ended by one without a key */

#endif
