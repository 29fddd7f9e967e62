/** Messages to people: texts from templates, SMTP, and the outbox for servers without it. */
@NullMarked
package dev.zta.server.mail;

import org.jspecify.annotations.NullMarked;
