package dev.zta.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextPoolTest {
    private final TextPool pool = new TextPool();

    private String text(String text) {
        return pool.text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void gives_the_same_string_for_the_same_text() {
        assertThat(text("/articles/1")).isEqualTo("/articles/1").isSameAs(text("/articles/1"));
    }

    @Test
    void never_gives_another_text_however_many_share_a_place() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(text("/page/" + i % 7_919)).isEqualTo("/page/" + i % 7_919);
        }
    }

    @Test
    void keeps_texts_beyond_ascii_apart_from_their_bytes() {
        assertThat(text("/müller")).isEqualTo("/müller");
        assertThat(text("/müller")).isEqualTo("/müller");
        assertThat(text("")).isEmpty();
        assertThat(text("ü".repeat(100))).isEqualTo("ü".repeat(100));
    }
}
