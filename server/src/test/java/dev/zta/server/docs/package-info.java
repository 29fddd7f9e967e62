/** Whether what the pages for people say is so. */
@NullMarked
package dev.zta.server.docs;

import org.jspecify.annotations.NullMarked;
