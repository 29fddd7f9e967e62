package dev.zta.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.mail.MailTemplate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both forms of every message, made of one template each. */
class MailTextsTest {
    private final MailTexts texts = MailTexts.read();

    private static Map<String, String> values(MailTemplate template) {
        Map<String, String> values = new HashMap<>(Map.of("server", "https://stats.example.net"));
        template.valueNames().forEach(name -> values.put(name, "<value of " + name + ">"));
        return values;
    }

    @ParameterizedTest
    @EnumSource(MailTemplate.class)
    void each_message_has_a_subject_and_two_forms_with_all_its_values(MailTemplate template) {
        MailText text = texts.text(template, values(template));
        assertThat(text.subject()).isNotBlank().hasSizeLessThan(100);
        for (String name : template.valueNames()) {
            assertThat(text.subject() + text.plain()).contains("<value of " + name + ">");
            assertThat(text.subject() + text.html()).contains("value of " + name);
        }
        assertThat(text.plain()).doesNotContain("{", "&lt;");
        assertThat(text.html()).doesNotContain("{", "<value of").startsWith("<!doctype html>");
    }

    @Test
    void a_value_can_neither_be_markup_nor_a_template_nor_a_header() {
        Map<String, String> values = values(MailTemplate.API_KEY_CREATED);
        values.put("name", "\"><script>alert(1)</script>{mask}\r\nBcc: eve@example.org\u0000");
        MailText text = texts.text(MailTemplate.API_KEY_CREATED, values);
        assertThat(text.html())
                .contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;{mask}")
                .doesNotContain("<script");
        assertThat(text.plain()).contains("{mask}").doesNotContain("\r", "\u0000");
        assertThat(text.subject()).doesNotContain("\n");
    }

    @Test
    void a_link_is_a_link_in_html_and_an_address_in_plain_text() {
        Map<String, String> values = values(MailTemplate.PASSWORD_RESET);
        values.put("link", "https://stats.example.net/reset/?token=a&b=\"");
        MailText text = texts.text(MailTemplate.PASSWORD_RESET, values);
        assertThat(text.html())
                .contains(
                        "<a href=\"https://stats.example.net/reset/?token=a&amp;b=&quot;\">Choose a new password</a>");
        assertThat(text.plain()).contains("Choose a new password:\nhttps://stats.example.net/reset/?token=a&b=\"\n");
    }

    @Test
    void a_message_without_one_of_its_values_is_a_fault() {
        assertThatThrownBy(() -> texts.text(MailTemplate.PASSWORD_RESET, Map.of("server", "x")))
                .hasMessage("The message lacks its value link");
    }
}
