#include "core/mail.h"

#include <string.h>

#include "test/harness.h"

static const struct config config = { .base_url = "https://tansiq.example:8443/x",
	.mail_from = "tansiq@tansiq.example" };

TEST(a_mail_is_ascii_with_short_lines_and_a_stable_id)
{
	const struct mail_message m = { .to = "a@b.example",
		.subject = "شيء ينتظركم في نظام تنسيق، وهذا العنوان طويل بما يكفي لسطرين",
		.text = "نص الرسالة\nسطر ثانٍ طويل جداً حتى يتجاوز سطراً واحداً من الترميز\n",
		.id = "81",
		.at_ms = INT64_C(1795500600000) };
	const char *text = mail_text(t->arena, &config, &m), *line = text;

	if (!CHECK(text != NULL))
		return;
	CHECK_HAS(text, "Message-ID: <mail.81@tansiq.example>\r\n");
	CHECK_HAS(text, "Date: Tue, 24 Nov 2026 06:10:00 +0000\r\n");
	CHECK_HAS(text, "Auto-Submitted: auto-generated\r\n");
	for (const char *s = text; *s; s++)
		CHECK((unsigned char)*s < 0x80);
	while (line && *line) {
		const char *end = strstr(line, "\r\n");

		CHECK(end && end - line <= 85);
		line = end ? end + 2 : NULL;
	}
	CHECK_STR(text, mail_text(t->arena, &config, &m));
}

TEST(an_address_with_a_line_end_is_no_address)
{
	struct mail_message m = {
		.to = "a@b.example\r\nBcc: c@d.example", .subject = "x", .text = "x", .id = "1"
	};

	CHECK(mail_text(t->arena, &config, &m) == NULL);
	m.to = "a@b.example> <c@d.example";
	CHECK(mail_text(t->arena, &config, &m) == NULL);
	m.to = "nobody";
	CHECK(mail_text(t->arena, &config, &m) == NULL);
}
