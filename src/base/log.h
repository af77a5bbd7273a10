/*
 * Lines for the operator on standard error: "2026-11-24T06:10:00Z level request-id text key=value".
 * Never personal data: no names, addresses, mail, form contents, tokens.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* Lines below `level` are not written. Default LOG_INFO; tests use LOG_ERROR. */
void log_set_level(enum log_level level);

/* The id printed with each line of this thread, "-" by default. Copied, at most 31 bytes. */
void log_set_request(const char *id);

/* One line; control characters in what is printed become '?'. Atomic per line. */
void log_line(enum log_level level, const char *format, ...) PRINTF_LIKE(2, 3);

#define log_info(...) log_line(LOG_INFO, __VA_ARGS__)
#define log_warn(...) log_line(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_line(LOG_ERROR, __VA_ARGS__)

/* Logs an error and gives ERR_FAULT: `return fault("disk full on %s", path);` */
enum err fault(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
