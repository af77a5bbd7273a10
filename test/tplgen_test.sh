#!/bin/sh
# What tplgen accepts, what it makes of it, and what it refuses with which words. Needs the built tool.
cd "$(dirname -- "$0")/.." || exit 1
tplgen=${TANSIQ_BUILD:-build-check}/tools/tplgen
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

report() { # ok what
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'FAILED %s\n' "$2"
		sed 's/^/  /' "$dir/out"
	fi
}

# Compiles the body of a function ($1, with printf's escapes).
compile() {
	printf '%% void x_html(struct out *o, const char *s, int64_t n)\n%% {\n'"$(printf '%s' "$1" | sed 's/%/%%/g')"'\n%% }\n' >"$dir/x.html"
	"$tplgen" "$dir/x.html" "$dir/x_html.h" "$dir/x_html.c" >"$dir/out" 2>&1
}

# accepts BODY CODE: compiles, and the C holds CODE.
accepts() {
	if compile "$1"; then
		cat "$dir/x_html.c" >"$dir/out"
		grep -qF -- "$2" "$dir/x_html.c"
		report $? "accepts $1, giving $2"
	else
		report 1 "accepts $1"
	fi
}

# lacks BODY CODE: compiles, and the C does not hold CODE.
lacks() {
	compile "$1" && ! grep -qF -- "$2" "$dir/x_html.c"
	report $? "lacks $1: $2"
}

# refuses BODY LINE WORDS: the message names the line (of the body, from 1) and holds the words.
refuses() {
	if compile "$1"; then
		echo 'it was compiled' >"$dir/out"
		report 1 "refuses $1"
	else
		grep -qF -- "x.html:$(($2 + 2)): error: " "$dir/out" && grep -qF -- "$3" "$dir/out"
		report $? "refuses $1, line $2, $3"
	fi
}

# a whole file
file() {
	printf "$1" >"$dir/x.html"
	"$tplgen" "$dir/x.html" "$dir/x_html.h" "$dir/x_html.c" >"$dir/out" 2>&1
}

# ---- expressions
accepts '<p>{{s}}</p>' 'out_text(o, s);'
accepts '<p>{{"Save"}}</p>' 'out_words(o, "Save");'
accepts '<p>{{"By {1} on {2}", S(s), D(s)}}</p>' 'out_msg(o, MSG("By {1} on {2}", S(s), D(s)));'
accepts '<p title="{{"By {1}", S(s)}}">x</p>' 'out_msg_plain(o, MSG("By {1}", S(s)));'
accepts '<p>{{plural "{1} day" "{1} days", n}}</p>' 'out_msg(o, MSGN("{1} day", "{1} days", (int64_t)((n) * 1)));'
accepts '<p>{{plural "{1} of {2}" "{1} of {2}s", f(n, 2), N(n), S(s)}}</p>' '(int64_t)((f(n, 2)) * 1), N(n), S(s)));'
accepts '<p>{{msg m}}</p>' 'out_msg(o, m);'
accepts '<p>{{#n}}</p>' 'out_num(o, (int64_t)((n) * 1));'
accepts '<p>{{dec n, 2}} {{percent n}}</p>' 'out_dec(o, n, 2);'
accepts '<p>{{date s}}</p>' 'out_date(o, s);'
accepts '<p title="{{date s}}">x</p>' 'out_date_plain(o, s);'
accepts '<select name="x"><option>{{date s}}</option></select>' 'out_date_plain(o, s);'
accepts '<p>{{datefull s}}{{time s}}</p>' 'out_time(o, s);'
accepts '<p>{{bdi s}}{{code s}}</p>' 'out_code(o, s);'
accepts '<svg><title>{{bdi s}}</title></svg>' 'out_bdi_plain(o, s);'
accepts '<p>{{pick r->row title}}</p>' 'OUT_PICK(o, r->row, title);'
accepts '<p>{{!s -- made by us}}</p>' 'out_trusted(o, s);'
accepts '<a href="/x/{{id n}}?q={{url s}}#f">x</a>' 'out_url(o, s);'
accepts '<a href="{{href s}}">x</a>' 'out_href(o, s);'
accepts '<a href="mailto:{{url s}}">x</a>' 'out_url(o, s);'
accepts '<input {{attr checked if n > 1}}>' 'if (n > 1)'
accepts '<input {{attr aria-invalid="true" if n}}>' 'out_attr(o, "aria-invalid", "true");'
accepts '<input {{attr title=s}}>' 'out_attr(o, "title", s);'
accepts '<p>{{f("}}")}}</p>' 'out_text(o, f("}}"));'

# ---- C
accepts '% if (n) {\n<b>x</b>\n% } else if (s) {\n<i>y</i>\n% } else {\n<u>z</u>\n% }' '} else if (s) {'
accepts '% for (int i = 0; i < n; i++) {\n<b>x</b>\n% }' 'for (int i = 0; i < n; i++) {'
accepts '% const char *c = s;\n{{c}}' 'const char *c = s;'
accepts '% y_html(o, s,\n%\tn);' 'y_html(o, s,'
accepts '% /* why */\nx' 'out_raw(o, "x'
accepts '<option\n% if (n) {\n selected\n% }\n>x</option>' 'if (n) {'
accepts 'x' '#line 2 '
accepts '\n\n{{s}}' '#line 5 '

# ---- markup
accepts '<form method="post" action="/x"><button>x</button></form>' 'out_csrf(o);'
accepts "<form action='/x' method=POST><button>x</button></form>" 'out_csrf(o);'
lacks '<form method="get" action="/x"><button>x</button></form>' 'out_csrf'
lacks '<p>x</p><!-- a secret -->' 'secret'
accepts '<br><img src="/x" alt="">' '<br><img src=\"/x\" alt=\"\">'
accepts '<svg><path d="M0 0"/></svg>' '/></svg>'
accepts '<p>a   b</p>  \n\n  <p>c</p>' '<p>a b</p>\n<p>c</p>'
accepts '<pre>a   b</pre>' 'a   b'
accepts '<textarea name="x">{{s}}</textarea>' '<textarea name=\"x\">\n"'
accepts '<script src="/x.js"></script>' '<script src=\"/x.js\"></script>'
accepts '<p>a</p> {{s}} <p>b</p>' 'out_raw(o, " <p>b</p>'
accepts '<input type="text"  name="x" >' '<input type=\"text\" name=\"x\">'
accepts '<p>"quoted\\\\"</p>' '\"quoted\\\\\"'

# ---- refused
refuses '<script>var x = "{{s}}";</script>' 1 '{{ inside <script>'
refuses '<style>{{s}}</style>' 1 '{{ inside <style>'
refuses '<p>x</p>\n<!-- {{s}} -->' 2 '{{ inside a comment'
refuses '<p onclick="{{s}}">x</p>' 1 'onclick=: scripts live in assets/'
refuses '<p style="color: red">x</p>' 1 'style=: looks live in'
refuses '<p title={{s}}>x</p>' 1 '{{ in an unquoted attribute'
refuses '<p title=a{{s}}>x</p>' 1 '{{ in an unquoted attribute'
refuses '<{{s}}>x' 1 '{{ inside a name'
refuses '<p da{{s}}="x">x</p>' 1 '{{ inside a name'
refuses '<p {{s}}>x</p>' 1 'only {{attr …}} may stand between attributes'
refuses '<p title="x"{{attr hidden if n}}>x</p>' 1 'a blank is due'
refuses '<a href="{{s}}">x</a>' 1 'in an address only'
refuses '<a href="/x/{{s}}">x</a>' 1 'in an address only'
refuses '<a href="/x/{{#n}}">x</a>' 1 'in an address only'
refuses '<form action="/x/{{#n}}"></form>' 1 'in an address only'
refuses '<img alt="" src="{{"Save"}}">' 1 'words in src='
refuses '<a href="/x{{href s}}">x</a>' 1 'the whole value'
refuses '<a href="{{href s}}/x">x</a>' 1 'the whole value'
refuses '<a href="{{href s}}{{id n}}">x</a>' 1 'the whole value'
refuses '<a href="x:{{url s}}">x</a>' 1 'begins with /'
refuses '<a href="{{url s}}:x">x</a>' 1 'begins with /'
accepts '<a href="{{url s}}/x">x</a>' 'out_url(o, s);'
refuses '<a href="//{{url s}}">x</a>' 1 'begins with /'
refuses '<a href="javascript:x()">x</a>' 1 'a script for an address'
refuses '<p>{{href s}}</p>' 1 'of an address only'
refuses '<p id="x{{#n}}">x</p>' 1 'id= is read by machines'
refuses '<p class="{{"x"}}">x</p>' 1 'words in class='
refuses '<p>{{!s}}</p>' 1 'says why'
refuses '<p>{{!s -- }}</p>' 1 'says why'
refuses '<p title="{{!s -- ours}}">x</p>' 1 'markup in a tag'
refuses '<p>{{"By {1} and {2}", S(s)}}</p>' 1 '{2} has no value'
refuses '<p>{{"By {1}"}}</p>' 1 '{1} has no value'
refuses '<p>{{plural "one" "many"}}</p>' 1 'plural of how many'
refuses '<p>{{pick title}}</p>' 1 'names a record and a field'
refuses '<p>{{}}</p>' 1 'nothing in it'
refuses '<p>{{s</p>' 1 '{{ without }}'
refuses '<p>{{date}}</p>\n<b>' 3 '<b> of line 4 is not closed'
refuses '<input {{attr href=s}}>' 1 'attr href …}} is refused'
refuses '<input {{attr onclick=s}}>' 1 'attr onclick …}} is refused'
refuses '<input {{attr checked}}>' 1 'by if and a condition'
refuses '<p><b>x</p></b>' 1 '</p> where </b> is due'
refuses 'x</p>' 1 '</p> closes nothing'
refuses '<p>x' 2 '<p> of line 3 is not closed'
refuses '<br></br>' 1 'void element'
refuses '<div/>' 1 'close themselves'
refuses '<p>a < b</p>' 1 '&lt;'
refuses '<form method="{{s}}"></form>' 1 'written, never computed'
refuses '<form method="get"><button formmethod="post">x</button></form>' 1 'formmethod= is refused'
refuses '<p title="a"b>x</p>' 1 'out of place'
refuses '<p title = "a">x</p>' 1 'out of place'
refuses '% if (n) {\n<b>\n% }\n</b>' 3 'not closed in its block'
refuses '<b>\n% if (n) {\n</b>\n% }' 3 'opened outside this block'
refuses '<p\n% if (n) {\n>\n% }' 4 'begins or ends inside the block'
refuses '% if (n) {\n<b>x</b>' 4 'the file ends inside a function'
refuses '% } else {' 1 'else without if'
refuses '% if (n) x_html(o);' 1 'not allowed in a template'
refuses '% n = 3;' 1 'not allowed in a template'
refuses '% free(s);' 1 'not allowed in a template'
refuses '% return;' 1 'not allowed in a template'
refuses '% int x = 3;' 1 'not allowed in a template'
refuses '% const int x = 3; free(s);' 1 'one statement a line'
refuses '% while (n) {\n% }' 1 'not allowed in a template'
refuses '% #define X\n' 1 'not allowed in a template'
refuses '<p title="\n% if (n) {\n% }\n">x</p>' 2 'a line of C inside'
refuses '% y_html(o, s,\nx' 1 'has no end'

# ---- whole files
file '<p>x</p>\n'
grep -qF 'x.html:1: error: markup outside a function' "$dir/out"
report $? 'markup outside a function'
file '%% void x_html(int n)\n%% {\n%% }\n'
grep -qF 'a template is void name_html' "$dir/out"
report $? 'a template takes an output'
file '%% void x_page(struct out *o)\n%% {\n%% }\n'
grep -qF 'a template is void name_html' "$dir/out"
report $? 'a template ends in _html'
file '%% #include <stdio.h>\n'
grep -qF 'not allowed outside a function' "$dir/out"
report $? 'system headers are refused'
file '%% /* partial */\n%% void a_html(struct out *o)\n%% {\n<div>\n%% }\n%% void b_html(struct out *o)\n%% {\n</div>\n%% }\n'
report $? 'a partial file opens here and closes there'
file '%% #include "a/b.h"\n%% static void y_html(struct out *o)\n%% {\nx\n%% }\n%% void x_html(struct out *o,\n%%\tint n)\n%% {\n%% y_html(o);\n%% }\n'
grep -qF '#include "a/b.h"' "$dir/x_html.h" && grep -qF 'int n);' "$dir/x_html.h" && ! grep -q y_html "$dir/x_html.h"
report $? 'the header holds includes and public functions'
awk 'BEGIN { print "% void x_html(struct out *o)\n% {"; for (i = 0; i < 900; i++) printf "سلام"; print "\n% }" }' >"$dir/x.html"
"$tplgen" "$dir/x.html" "$dir/x_html.h" "$dir/x_html.c" >"$dir/out" 2>&1 &&
	printf 'int main(void) { return 0; }\nvoid out_raw(struct out *o, const char *s, unsigned long n) { (void)o, (void)s, (void)n; }\n' >>"$dir/x_html.c" &&
	mkdir -p "$dir/web" && echo 'struct out; void out_raw(struct out *o, const char *s, unsigned long n);' >"$dir/web/html.h" &&
	${CC:-cc} -std=gnu17 -Wall -Wextra -Wpedantic -Werror -Wno-missing-prototypes -I"$dir" -o "$dir/x" "$dir/x_html.c" >"$dir/out" 2>&1 &&
	[ "$(grep -c out_raw "$dir/x_html.c")" -gt 3 ]
report $? 'long text is cut between characters'

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
