/* Kinds of records of rounds that are kept for a time: see people/retention.h. */
#ifndef ASSESS_RETENTION_ASSESS_H
#define ASSESS_RETENTION_ASSESS_H

#include "people/retention.h"

extern const struct retention_kind draft_retention, evidence_retention;
extern const struct retention_subject response_subject;

#endif
