package dev.vestnik.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

class SettingsFilesTest {
    @TempDir
    private Path directory;

    private Path settings;
    private Path secret;

    @BeforeEach
    void write() throws IOException {
        settings = directory.resolve("application.yml");
        secret = directory.resolve("secrets/key.pem");
        Files.createDirectories(secret.getParent());
        Files.writeString(settings, "vestnik: {sms: {key-file: " + secret + ", state-dir: " + directory + "/state}}");
        Files.writeString(secret, "one");
        Files.createDirectories(directory.resolve("state"));
    }

    private SettingsFiles read() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "arguments", Map.of("spring.config.additional-location", "optional:file:" + directory + "/")));
        ConfigDataEnvironmentPostProcessor.applyTo(environment, new DefaultResourceLoader(), null, List.of());
        return SettingsFiles.of(environment, List.of("vestnik.sms"));
    }

    /** A time of its own: that of the file system may be coarse. */
    private static void rewrite(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    }

    @Test
    void nothingHasChanged() throws IOException {
        SettingsFiles files = read();
        Files.writeString(directory.resolve("state/LOG"), "a service writes here all the time");
        assertThat(files.areTheSame()).isTrue();
        assertThat(files.areAs(read())).isTrue();
    }

    @Test
    void aFileOfSettingsWasWritten() throws IOException {
        SettingsFiles files = read();
        rewrite(settings, Files.readString(settings));
        assertThat(files.areTheSame()).isFalse();
    }

    @Test
    void aFileThatSettingsNameWasReplacedByOneWithTheSameTimeAndSize() throws IOException {
        SettingsFiles files = read();
        Path other = directory.resolve("secrets/other");
        Files.writeString(other, "two");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(secret));
        Files.move(other, secret, StandardCopyOption.REPLACE_EXISTING);
        assertThat(files.areTheSame()).isFalse();
    }

    @Test
    void aFileThatSettingsNameHasCome() throws IOException {
        Files.delete(secret);
        SettingsFiles files = read();
        Files.writeString(secret, "one");
        assertThat(files.areTheSame()).isFalse();
    }

    @Test
    void aFurtherFileOfSettingsHasCome() throws IOException {
        SettingsFiles files = read();
        Files.setLastModifiedTime(directory, FileTime.from(Instant.EPOCH));
        SettingsFiles before = read();
        Files.writeString(directory.resolve("application.properties"), "vestnik.sms.sender=shop");
        assertThat(before.areTheSame()).isFalse();
        assertThat(before.areAs(files)).isFalse();
    }

    @Test
    void aTreeOfSettingsWasWrittenInto() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("tree/vestnik.sms"));
        Files.writeString(tree.resolve("sender"), "shop");
        Files.writeString(settings, "spring: {config: {import: \"configtree:" + directory + "/tree/\"}}");
        SettingsFiles files = read();
        rewrite(tree.resolve("sender"), "SHOP");
        assertThat(files.areTheSame()).isFalse();
    }
}
