/** The data folder: whose it is, what lies where in it, and how commands find the server that runs on it. */
@NullMarked
package dev.zta.server.folder;

import org.jspecify.annotations.NullMarked;
