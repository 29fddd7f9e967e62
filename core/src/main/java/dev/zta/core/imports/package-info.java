/** What a web server's access log tells of a site (contract: cli, "Importing an access log"). */
@NullMarked
package dev.zta.core.imports;

import org.jspecify.annotations.NullMarked;
