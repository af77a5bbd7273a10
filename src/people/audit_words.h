/* Acts of the audit log in words. */
#ifndef PEOPLE_AUDIT_WORDS_H
#define PEOPLE_AUDIT_WORDS_H

/* The kinds of records, NULL-ended, as stored; the word of one; the address before its id, or NULL.
 */
extern const char *const audit_kinds[];
const char *audit_kind_word(const char *kind);
const char *audit_kind_href(const char *kind);

/* What an act is in words, a msgid without its doer ("Body added"); the act itself if unknown. */
const char *audit_act_word(const char *act);

/* The acts there are words for, NULL-ended, for a filter. */
const char *const *audit_acts(void);

#endif
