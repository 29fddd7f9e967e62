package dev.zta.core.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
    /** After a change of a definition: {@code mvn -pl core test -Dtest=MetricsDocumentTest -Dzta.write}. */
    @Test
    void docs_metrics_md_has_the_definitions_that_the_code_counts_by() throws IOException {
        if (System.getProperty("zta.write") != null) {
            MetricsDocument.write();
        }
        assertThat(MetricsDocument.FILE).hasContent(MetricsDocument.text());
        assertThat(Files.readString(MetricsDocument.FILE)).isEqualTo(MetricsDocument.text());
    }
}
