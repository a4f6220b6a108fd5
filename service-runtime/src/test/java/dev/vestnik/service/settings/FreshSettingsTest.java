package dev.vestnik.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

class FreshSettingsTest {
    @TempDir
    Path directory;

    @Configuration
    static class Nothing {}

    @Test
    void readsWhatTheFilesHoldNow() throws Exception {
        write("demo.yml", "a: old\nb: old\nc: old\n");
        try (ConfigurableApplicationContext context = start("--b=argument")) {
            write("demo.yml", "a: new\nb: new\nc: ${a}er\n");
            ConfigurableEnvironment fresh = FreshSettings.of(context.getEnvironment());
            assertThat(fresh.getProperty("a")).isEqualTo("new");
            assertThat(fresh.getProperty("b")).isEqualTo("argument");
            assertThat(fresh.getProperty("c")).isEqualTo("newer");
            assertThat(context.getEnvironment().getProperty("a")).isEqualTo("old");
        }
    }

    @Test
    void readsMountedSecretsAgain() throws Exception {
        Path secret = Files.createDirectories(directory.resolve("secrets/vestnik.sms"));
        Files.writeString(secret.resolve("password"), "old");
        write("demo.yml", "spring.config.import: 'configtree:" + directory + "/secrets/'\n");
        try (ConfigurableApplicationContext context = start()) {
            Files.writeString(secret.resolve("password"), "new");
            assertThat(FreshSettings.of(context.getEnvironment()).getProperty("vestnik.sms.password"))
                    .isEqualTo("new");
        }
    }

    @Test
    void takesAFileThatCameLaterForStrongerThanWhatTheProgramHasSet() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            MutablePropertySources sources = context.getEnvironment().getPropertySources();
            sources.addLast(new MapPropertySource("installation", Map.of("a", "installed", "b", "installed")));
            assertThat(FreshSettings.of(context.getEnvironment()).getProperty("a"))
                    .isEqualTo("installed");
            write("demo.yml", "a: own\n");
            ConfigurableEnvironment fresh = FreshSettings.of(context.getEnvironment());
            assertThat(fresh.getProperty("a")).isEqualTo("own");
            assertThat(fresh.getProperty("b")).isEqualTo("installed");
        }
    }

    @Test
    void namesThePlaceInAFileThatIsNoYamlAndNotItsContent() throws Exception {
        write("demo.yml", "a: 1\n");
        try (ConfigurableApplicationContext context = start()) {
            write("demo.yml", "a: 1\npassword: {the secret\nb: 2\n");
            assertThatThrownBy(() -> FreshSettings.of(context.getEnvironment()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("line 3")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
                    .hasNoCause();
        }
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Nothing.class)
                .properties(
                        "spring.config.name=demo", "spring.config.additional-location=optional:file:" + directory + "/")
                .run(Stream.concat(Stream.of("--spring.main.web-application-type=none"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
