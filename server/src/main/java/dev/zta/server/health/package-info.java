/** Whether the server does what it is there for, found out by trying (contract: cli, "Health"). */
@NullMarked
package dev.zta.server.health;

import org.jspecify.annotations.NullMarked;
