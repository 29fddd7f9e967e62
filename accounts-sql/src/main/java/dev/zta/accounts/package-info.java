/** Users, sites, memberships, login sessions and API keys on SQL: SQLite today, in words that PostgreSQL understands. */
@NullMarked
package dev.zta.accounts;

import org.jspecify.annotations.NullMarked;
