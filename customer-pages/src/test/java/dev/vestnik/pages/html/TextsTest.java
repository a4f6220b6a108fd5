package dev.vestnik.pages.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static Set<String> words(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "dev.vestnik.pages.texts",
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new TreeSet<>(bundle.keySet());
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(words("ru")).isEqualTo(words("en")).hasSizeGreaterThan(40);
    }

    @Test
    void russianIsForThoseWhoReadIt() {
        assertThat(Texts.of("ru-RU,ru;q=0.9,en;q=0.8").language()).isEqualTo("ru");
        assertThat(Texts.of("de-DE").language()).isEqualTo("en");
        assertThat(Texts.RUSSIAN.get("language")).isEqualTo("Русский");
    }
}
