/** What people see and do about their own account: status, usage, profile, export, deletion. */
@NullMarked
package dev.zta.server.account;

import org.jspecify.annotations.NullMarked;
