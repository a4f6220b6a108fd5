package dev.vestnik.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.oidc.OidcSettings;
import dev.vestnik.service.settings.SettingsException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeyFileTest {
    private static final String HASH = "0123456789".repeat(6) + "0123";
    private static final ApiKey SHOP =
            new ApiKey("7", HASH, Set.of(Role.SHOP, Role.OPS), Set.of("*", "a: \"b\""), null);
    private static final ApiKey CRM =
            new ApiKey("crm", HASH, Set.of(Role.OPS), Set.of("main", "yes"), Instant.parse("2027-01-31T00:00:00Z"));

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ApiKeys keys = new ApiKeys(List.of(), InstantSource.system());
    private Path file;
    private KeyWatch watch;

    @BeforeEach
    void setFile() {
        file = directory.resolve("keys.yml");
        watch = new KeyWatch(file, keys, new KeyMetrics(meters));
    }

    private double refused() {
        return meters.get("vestnik.keys.refused").gauge().value();
    }

    @Test
    void readsWhatItWrites() throws IOException {
        KeyFile.write(file, List.of(SHOP, CRM));
        assertThat(KeyFile.read(file)).containsExactly(SHOP, CRM);

        KeyFile.write(file, List.of());
        assertThat(KeyFile.read(file)).isEmpty();
        assertThat(directory.toFile().list()).containsExactly("keys.yml");
    }

    @Test
    void namesEverythingThatIsWrong() throws IOException {
        Files.writeString(file, """
                keys:
                  - {sha256: abc, roles: [ops], shops: [main]}
                  - {sha256: %s, roles: [boss], shops: [main]}
                  - {sha256: %s, roles: [ops], shops: [main], expire: 2027-01-31T00:00:00Z}
                  - {sha256: %s, roles: [ops], shops: [main], expires: tomorrow}
                  - {name: "c r m", sha256: %s, roles: [ops], shops: [main]}
                """.formatted(HASH, HASH, HASH, HASH));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "keys[0].sha256 must be 64 hex digits",
                        "keys[1].roles",
                        "keys[2].expire is no setting",
                        "keys[3].expires must be a moment such as",
                        "keys[4].name must be 1-64 letters");
    }

    @Test
    void whoMayReadTheFileStaysAsItWas() throws IOException {
        KeyFile.write(file, List.of(CRM));
        Set<PosixFilePermission> before = PosixFilePermissions.fromString("rw-r--r-x");
        Files.setPosixFilePermissions(file, before);

        KeyFile.write(file, List.of(SHOP));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(before);
    }

    @Test
    void aFileThatCannotBeReadIsNotNoFile() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cannot be read");
        watch.atStart();
        assertThat(refused()).isOne();

        Files.delete(file);
        KeyFile.write(file, List.of(CRM));
        watch.look();
        watch.look();
        assertThat(refused()).isZero();
        Files.delete(file);
        Files.createDirectory(file);
        watch.look();
        watch.look();
        assertThat(refused()).isOne();
        assertThat(keys.all()).containsExactly(CRM);
    }

    @Test
    void saysThatNobodyMayCallYet(CapturedOutput log) throws IOException {
        SecuritySettings settings = new SecuritySettings(List.of(), file, false, 20, OidcSettings.none());
        new KeysConfiguration().keyWatch(settings, keys, new KeyMetrics(meters));
        assertThat(log.getAll()).containsOnlyOnce("keys=none");

        KeyFile.write(file, List.of(CRM));
        new KeysConfiguration().keyWatch(settings, keys, new KeyMetrics(meters));
        assertThat(log.getAll()).containsOnlyOnce("keys=none");
        assertThat(keys.all()).containsExactly(CRM);
    }

    @Test
    void aFileWithoutAListIsNoEmptyList() throws IOException {
        Files.writeString(file, "");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("keys is missing");
        Files.writeString(file, "keys:\n");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("no list");
        Files.writeString(file, "keys: crm\n");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("no list");
        Files.writeString(file, "keys: [a, {");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("is no YAML");
    }

    @Test
    void takesAChangeThatStaysTheSameForTwoLooks() throws IOException {
        watch.atStart();
        KeyFile.write(file, List.of(CRM));
        watch.look();
        assertThat(keys.all()).isEmpty();
        watch.look();
        assertThat(keys.all()).containsExactly(CRM);
    }

    @Test
    void keepsTheKeysWhenTheFileIsWrongOrGone() throws IOException {
        KeyFile.write(file, List.of(CRM));
        watch.atStart();
        assertThat(refused()).isZero();

        Files.writeString(file, "keys:\n  - {sha256: abc}\n");
        watch.look();
        watch.look();
        assertThat(keys.all()).containsExactly(CRM);
        assertThat(refused()).isOne();

        Files.delete(file);
        watch.look();
        watch.look();
        assertThat(keys.all()).containsExactly(CRM);
        assertThat(refused()).isOne();

        KeyFile.write(file, List.of(SHOP));
        watch.look();
        watch.look();
        assertThat(keys.all()).containsExactly(SHOP);
        assertThat(refused()).isZero();
    }
}
