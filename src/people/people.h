/* What the slice offers the application as a whole. */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H

#include "people/account.h"
#include "people/body.h"
#include "people/body_import.h"
#include "people/person.h"
#include "people/post.h"
#include "people/signin.h" /* people_who, for web_hooks.who */

#endif
