/** The sites of an account over HTTP (contract: sites). */
@NullMarked
package dev.zta.server.sites;

import org.jspecify.annotations.NullMarked;
