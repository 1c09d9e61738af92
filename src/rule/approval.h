/*
 * approval.h
 *		Four eyes: whether a release needs the approval of another person than its publisher.
 */
#ifndef EXPORT_CONTROL_APPROVAL_H
#define EXPORT_CONTROL_APPROVAL_H

#include "postgres.h"

extern void define_approval_settings(void);

#endif /* EXPORT_CONTROL_APPROVAL_H */
