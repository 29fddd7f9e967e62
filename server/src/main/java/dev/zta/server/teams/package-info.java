/** Who else reaches a site: members, invitations, handing a site over (contract: teams). */
@NullMarked
package dev.zta.server.teams;

import org.jspecify.annotations.NullMarked;
