/** The durable journal on SQLite: group commit, numbered and checksummed records, segments that go as whole files. */
@NullMarked
package dev.zta.journal;

import org.jspecify.annotations.NullMarked;
