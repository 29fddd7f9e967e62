package dev.zta.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AccessTableDocumentTest {
    /** After a change of the table: {@code mvn -pl core test -Dtest=AccessTableDocumentTest -Dzta.write}. */
    @Test
    void docs_access_md_is_the_table_that_the_code_decides_by() throws IOException {
        if (System.getProperty("zta.write") != null) {
            AccessTableDocument.write();
        }
        assertThat(Files.readString(AccessTableDocument.FILE, StandardCharsets.UTF_8))
                .isEqualTo(AccessTableDocument.text());
    }
}
