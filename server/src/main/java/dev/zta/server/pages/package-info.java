/** What browsers load: the dashboard's files and the tracker script, from the jar of the web parts. */
@NullMarked
package dev.zta.server.pages;

import org.jspecify.annotations.NullMarked;
