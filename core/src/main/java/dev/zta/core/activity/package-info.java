/** The audit trail of accounts and their sites: who did what, when, from where (contract: activity-log). */
@NullMarked
package dev.zta.core.activity;

import org.jspecify.annotations.NullMarked;
