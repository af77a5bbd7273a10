/* The demonstration's bodies and invented people. */
#include <string.h>

#include "app/data.h"
#include "app/demo.h"
#include "people/account.h"
#include "people/body_import.h"
#include "people/body_sql.h"
#include "people/person.h"
#include "people/post.h"

/* Invented names. Nobody of these names is meant. */
static const struct {
	const char *role, *body, *post, *ar, *ckb, *en;
} people[] = {
	{ "admin", "MOFA", "administrator", "سلام التميمي", "سەلام تەمیمی", "Salam Al-Tamimi" },
	{ "coordinator", "MOFA", "coordinator", "لمياء الراوي", "لەمیا ڕاوی", "Lamia Al-Rawi" },
	{ "planning", "MOP", "coordinator", "كرار العبيدي", "کەڕار عوبێدی", "Karrar Al-Obaidi" },
	{ "directorate", "NDIW", "officer", "شيماء الدليمي", "شەیما دلێمی", "Shaimaa Al-Dulaimi" },
	{ "focal.moi", "MOI", "focal", "هبة الكناني", "هیبە کەنانی", "Hiba Al-Kinani" },
	{ "head.moi", "MOI", "head", "عادل الجبوري", "عادل جبووری", "Adil Al-Jubouri" },
	{ "focal.moen", "MOEN", "focal", "مها الزبيدي", "مەها زوبێدی", "Maha Al-Zubaidi" },
	{ "head.moen", "MOEN", "head", "نزار الحلي", "نیزار حیللی", "Nizar Al-Hilli" },
	{ "focal.molsa", "MOLSA", "focal", "زينب الخفاجي", "زەینەب خەفاجی", "Zainab Al-Khafaji" },
	{ "head.molsa", "MOLSA", "head", "كريم الأسدي", "کەریم ئەسەدی", "Kareem Al-Asadi" },
	{ "focal.mod", "MOD", "focal", "حيدر اللامي", "حەیدەر لامی", "Haider Al-Lami" },
	{ "head.mod", "MOD", "head", "رعد السامرائي", "ڕەعد سامەڕائی", "Raad Al-Samarrai" },
	{ "focal.moj", "MOJ", "focal", "إسراء التميمي", "ئیسرا تەمیمی", "Israa Al-Tamimi" },
	{ "head.moj", "MOJ", "head", "باسم الربيعي", "باسم ڕەبیعی", "Basim Al-Rubaie" },
	{ "trainer", "MOI", "trainer", "نور الساعدي", "نوور ساعیدی", "Noor Al-Saedi" },
	{ "assessor", "MOP", "assessor", "وسن البياتي", "وەسەن بەیاتی", "Wasan Al-Bayati" },
	{ "officer", "ELB", "officer", "ليلى حداد", "لەیلا حەداد", "Layla Haddad" },
	{ "donor", "GIZ", "donor", "آنا كيلر", "ئانا کێلەر", "Anna Keller" },
	{ "focal.mofa", "MOFA", "focal", "رنا العزاوي", "ڕەنا عەزاوی", "Rana Al-Azzawi" },
	{ "head.mofa", "MOFA", "head", "فراس النعيمي", "فیراس نوعەیمی", "Firas Al-Nuaimi" },
	{ "focal.mop", "MOP", "focal", "دعاء الشمري", "دوعا شەممەری", "Duaa Al-Shammari" },
	{ "head.mop", "MOP", "head", "ماجد الكرخي", "ماجید کەرخی", "Majid Al-Karkhi" },
	{ "focal.moh", "MOH", "focal", "سارة العبيدي", "سارا عوبێدی", "Sara Al-Obaidi" },
	{ "head.moh", "MOH", "head", "ليث القيسي", "لەیس قەیسی", "Laith Al-Qaisi" },
	{ "focal.moed", "MOED", "focal", "ابتسام المالكي", "ئیبتیسام مالیکی", "Ibtisam Al-Maliki" },
	{ "head.moed", "MOED", "head", "علاء الحسيني", "عەلا حوسێنی", "Alaa Al-Husseini" },
	{ "focal.mof", "MOF", "focal", "رغد الموسوي", "ڕەغەد مووسەوی", "Raghad Al-Musawi" },
	{ "head.mof", "MOF", "head", "قاسم الدوري", "قاسم دووری", "Qasim Al-Douri" },
	{ "focal.momd", "MOMD", "focal", "علي الشمري", "عەلی شەممەری", "Ali Al-Shammari" },
	{ "head.momd", "MOMD", "head", "سناء الجنابي", "سەنا جەنابی", "Sanaa Al-Janabi" },
	{ "focal.krg", "KRG_MOLSA", "focal", "شيلان أحمد", "شیلان ئەحمەد", "Shilan Ahmed" },
	{ "office.moi", "MOI", "officer", "رقية الجنابي", "ڕوقەیە جەنابی", "Ruqayya Al-Janabi" },
	{ "head.krg", "KRG_MOLSA", "head", "هيوا رشيد", "هیوا ڕەشید", "Hiwa Rashid" },
};

static const struct {
	const char *kind, *ar, *ckb, *en;
} titles[] = {
	{ "administrator", "مدير النظام", "بەڕێوەبەری سیستەم", "Administrator" },
	{ "coordinator", "منسّق", "هەماهەنگکار", "Coordinator" },
	{ "focal", "نقطة الاتصال", "خاڵی پەیوەندی", "Focal point" },
	{ "head", "رئيس الدائرة", "سەرۆکی فەرمانگە", "Head of department" },
	{ "officer", "مسؤول برامج", "بەرپرسی بەرنامە", "Programme officer" },
	{ "trainer", "مدربة", "ڕاهێنەر", "Trainer" },
	{ "assessor", "مقيّمة", "هەڵسەنگێنەر", "Assessor" },
	{ "donor", "ممثلة جهة مانحة", "نوێنەری لایەنی بەخشەر", "Donor representative" },
};

static enum err import(struct ctx *cx, void *what)
{
	struct import_report report = { 0 };

	(void)what;
	return bodies_import(cx, data_file("organisations.csv"), true, &report);
}

static struct names title_of(const char *kind)
{
	for (size_t i = 0; i < COUNT_OF(titles); i++)
		if (strcmp(titles[i].kind, kind) == 0)
			return (struct names){
				.ar = titles[i].ar, .ckb = titles[i].ckb, .en = titles[i].en
			};
	return (struct names){ .en = kind };
}

struct person_work {
	const struct demo *demo;
	size_t i;
	int64_t account;
};

static enum err add_person(struct ctx *cx, void *what)
{
	struct person_work *w = what;
	const char *role = people[w->i].role, *kind = people[w->i].post;
	struct names title = title_of(kind);
	struct body_by_code b;
	struct person_input in;
	int64_t person, post;
	bool found;

	TRY(body_by_code_query(cx->db, cx->arena, people[w->i].body, &b, &found));
	if (!found)
		return ERR_MISSING;
	in = (struct person_input){ .body = b.id,
		.name = { .ar = people[w->i].ar, .ckb = people[w->i].ckb, .en = people[w->i].en },
		.email = arena_printf(cx->arena, "%s@demo.example", role) };
	TRY(person_add(cx, &in, &person));
	TRY(post_add(cx, b.id, kind, &title, "2026-08-01", &post));
	TRY(post_take(cx, post, person, "2026-08-01"));
	TRY(account_add(cx, in.email, person, &w->account));
	return account_password_put(cx, w->account, w->demo->password);
}

enum err demo_people(struct demo *d)
{
	struct demo_account *accounts =
		ARENA_ARRAY(d->arena, COUNT_OF(people), struct demo_account);

	TRY(demo_act(d, NULL, "2026-08-01T05:00:00.000Z", import, NULL));
	for (size_t i = 0; i < COUNT_OF(people); i++) {
		struct person_work w = { .demo = d, .i = i };

		TRY(demo_act(d, NULL, "2026-08-01T06:00:00.000Z", add_person, &w));
		accounts[i] = (struct demo_account){ .email = arena_printf(d->arena,
							     "%s@demo.example", people[i].role),
			.role = people[i].role,
			.body = people[i].body,
			.post = people[i].post,
			.id = w.account };
	}
	d->accounts = accounts;
	d->n_accounts = COUNT_OF(people);
	return OK;
}
