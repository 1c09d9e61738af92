/*
 * shortcut.h
 *		Shortcuts past the tests of a decision tree that many rows ask.
 *
 * The truths of all tests are computed at once, none waiting for another, and looked up among those
 * of earlier rows.  A shortcut only remembers where the tree led, so it gives the same answers.  A
 * tree gets one when enough rows have asked to pay for it, and keeps it as long as all the tests
 * that rows take have room in a key.
 */
#ifndef EC_SHORTCUT_H
#define EC_SHORTCUT_H

#include "core/engine/tree.h"

/* A tree, and its shortcut.  All zeros, but for what the tree is about: a new one. */
typedef struct ec_fast_tree
{
	ec_tree tree;
	struct ec_shortcut *shortcut; /* NULL: none yet, or no room in a key */
	uint32_t walks;               /* counted until the shortcut is made */
} ec_fast_tree;

extern ec_answer *ec_fast_tree_answer(ec_fast_tree *tree, const ec_setting *setting,
                                      const ec_facts *facts);

#endif /* EC_SHORTCUT_H */
