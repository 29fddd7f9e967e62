/** What an operator can set: each setting once, where its value came from, and what is allowed (contract: cli, "Settings"). */
@NullMarked
package dev.zta.server.settings;

import org.jspecify.annotations.NullMarked;
