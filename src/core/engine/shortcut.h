/*
 * shortcut.h
 *		Shortcuts past the tests of a decision tree that many rows ask.
 *
 * The truths of all its tests are computed at once, none waiting for another, and looked up among
 * those of rows before.  A shortcut only remembers where the tree led, so it gives the same
 * answers; and a tree has one only once as many rows have asked it as pay for it, and if all the
 * tests that they took have room in a key.
 */
#ifndef EC_SHORTCUT_H
#define EC_SHORTCUT_H

#include "core/engine/tree.h"

/* A tree, and what leads past its tests.  Zeros, but for what the tree is about, are a new one. */
typedef struct ec_fast_tree
{
	ec_tree tree;
	struct ec_shortcut *shortcut; /* NULL: not worth it, or not possible */
	uint32_t walks;               /* counted until the shortcut is made */
} ec_fast_tree;

extern ec_answer *ec_fast_tree_answer(ec_fast_tree *tree, const ec_ground *ground,
                                      const ec_facts *facts);

#endif /* EC_SHORTCUT_H */
