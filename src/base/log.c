#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static _Atomic(int) threshold = LOG_INFO;
static _Thread_local char request[32] = "-";

void log_set_level(enum log_level level)
{
	atomic_store(&threshold, (int)level);
}

void log_set_request(const char *id)
{
	snprintf(request, sizeof(request), "%s", id && *id ? id : "-");
}

static void write_line(enum log_level level, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

static void write_line(enum log_level level, const char *format, va_list args)
{
	static const char names[][6] = { "debug", "info", "warn", "error" };
	char line[2048];
	size_t room = sizeof(line) - 1, len;
	time_t now = time(NULL);
	struct tm tm;
	int n;

	if ((int)level < atomic_load(&threshold))
		return;
	gmtime_r(&now, &tm);
	len = strftime(line, room, "%Y-%m-%dT%H:%M:%SZ ", &tm);
	n = snprintf(line + len, room - len, "%s %s ", names[level], request);
	len += (size_t)n;
	n = vsnprintf(line + len, room - len, format, args);
	if (n > 0)
		len += (size_t)n < room - len ? (size_t)n : room - len - 1;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)line[i] < 32 || line[i] == 127)
			line[i] = '?';
	line[len++] = '\n';
	/* One write, so lines of several threads never mix; a full log disk stops nothing. */
	if (write(STDERR_FILENO, line, len) < 0)
		return;
}

void log_line(enum log_level level, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line(level, format, args);
	va_end(args);
}

enum err fault(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	write_line(LOG_ERROR, format, args);
	va_end(args);
	return ERR_FAULT;
}
