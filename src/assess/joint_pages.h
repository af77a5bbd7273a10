/* Suggested joint trainings of a round; for those who coordinate it. */
#ifndef ASSESS_JOINT_PAGES_H
#define ASSESS_JOINT_PAGES_H

#include "web/page.h"

page_handler joint_list_page, joint_decide_post, joint_undo_post;

#endif
