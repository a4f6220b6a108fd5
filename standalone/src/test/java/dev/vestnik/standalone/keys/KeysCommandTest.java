package dev.vestnik.standalone.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.access.ApiKey;
import dev.vestnik.service.access.KeyFile;
import dev.vestnik.service.access.Role;
import dev.vestnik.standalone.command.Command;
import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.installation.DataDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void setFile() {
        file = directory.resolve("keys.yml");
    }

    private String run(Instant now, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new KeysCommand(new PrintStream(printed, true, StandardCharsets.UTF_8), file, () -> now)
                .run(Command.KEYS.read(List.of(arguments)));
        return printed.toString(StandardCharsets.UTF_8);
    }

    private String made(String... arguments) {
        return run(NOW, arguments).lines().findFirst().orElseThrow();
    }

    @Test
    void addsAKeyAndKeepsItsHashAlone() throws IOException {
        String key = made("add", "crm", "--roles", "support,ops", "--shops", "main", "--expires", "90d");

        ApiKey kept = KeyFile.read(file).getFirst();
        assertThat(kept.sha256()).isEqualTo(DataDirectory.sha256(key));
        assertThat(kept.roles()).containsExactlyInAnyOrder(Role.SUPPORT, Role.OPS);
        assertThat(kept.expires()).isEqualTo("2027-02-28T12:00:00Z");
        assertThat(Files.readString(file)).doesNotContain(key);
        assertThat(run(NOW, "list"))
                .contains("crm", "ops,support", "main", "90 days more")
                .doesNotContain(key, kept.sha256());
    }

    @Test
    void rotatesAKeyWithAnOverlap() {
        String old = made("add", "crm", "--roles", "support", "--shops", "main");
        String fresh = made("rotate", "crm", "--old-for", "2h");

        List<ApiKey> kept = KeyFile.read(file);
        assertThat(kept)
                .extracting(ApiKey::sha256)
                .containsExactly(DataDirectory.sha256(old), DataDirectory.sha256(fresh));
        assertThat(kept.getFirst().expires()).isEqualTo("2026-11-30T14:00:00Z");
        assertThat(kept.getLast().expires()).isNull();
        assertThat(kept.getLast().roles()).isEqualTo(kept.getFirst().roles());
        assertThat(kept.getLast().shops()).isEqualTo(kept.getFirst().shops());

        run(NOW.plusSeconds(7_200), "rotate", "crm");
        assertThat(KeyFile.read(file))
                .as("the first has ended and is forgotten")
                .hasSize(2);
    }

    @Test
    void anOverlapMakesNoKeyLastLonger() {
        run(NOW, "add", "crm", "--roles", "support", "--shops", "main", "--expires", "1h");
        run(NOW, "rotate", "crm", "--old-for", "5h", "--expires", "1d");

        assertThat(KeyFile.read(file).getFirst().expires()).isEqualTo("2026-11-30T13:00:00Z");
    }

    @Test
    void aKeyThatEndsIsNotFollowedByOneForEver() {
        run(NOW, "add", "crm", "--roles", "support", "--shops", "main", "--expires", "90d");

        assertThatThrownBy(() -> run(NOW, "rotate", "crm"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessage("crm ends at 2027-02-28T12:00:00Z: say when its successor does, --expires 90d");
        assertThat(KeyFile.read(file)).hasSize(1);
    }

    @Test
    void saysOnceThatANewFileIsItsOwnersAlone() {
        assertThat(run(NOW, "add", "crm", "--roles", "ops", "--shops", "main")).contains("chmod 644");
        assertThat(run(NOW, "add", "shop", "--roles", "shop", "--shops", "*")).doesNotContain("chmod");
    }

    @Test
    void changesNothingWhileAnotherCommandDoes() throws IOException {
        Path lock = directory.resolve("keys.yml.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            assertThatThrownBy(() -> run(NOW, "add", "crm", "--roles", "ops", "--shops", "main"))
                    .as("the same process would wait for itself")
                    .isInstanceOf(OverlappingFileLockException.class);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void revokesAllKeysOfAName() {
        run(NOW, "add", "crm", "--roles", "support", "--shops", "main");
        run(NOW, "rotate", "crm");
        run(NOW, "add", "shop", "--roles", "shop", "--shops", "*");

        assertThat(run(NOW, "revoke", "crm")).startsWith("2 keys of crm revoked");
        assertThat(KeyFile.read(file)).extracting(ApiKey::name).containsExactly("shop");
        run(NOW, "revoke", "shop");
        assertThat(KeyFile.read(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add crm --roles boss --shops main | roles are [shop, marketer, support, ops], not boss",
                "add crm --roles ops | --shops is missing",
                "add crm --roles ops --shops main --expires soon | a time is 90d, 24h or a day",
                "add crm --roles ops --shops main --expires 2020-01-01 | 2020-01-01 has passed",
                "add | ./vestnik keys [list], add NAME",
                "add ${x} --roles ops --shops main | names of keys and shops are",
                "add crm --roles ops --shops ${x} | names of keys and shops are",
                "rotate nobody | there is no key nobody",
                "revoke nobody | there is no key nobody",
                "remove crm | unknown: remove"
            })
    void saysWhatIsWrong(String command, String problem) {
        assertThatThrownBy(() -> run(NOW, command.split(" ")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageStartingWith(problem);
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesASecondKeyOfTheSameName() {
        run(NOW, "add", "crm", "--roles", "ops", "--shops", "main");
        assertThatThrownBy(() -> run(NOW, "add", "crm", "--roles", "ops", "--shops", "main"))
                .hasMessageContaining("rotate it");
    }

    @Test
    void leavesAFileAloneThatItDoesNotUnderstand() throws IOException {
        Files.writeString(file, "keys:\n  - {name: crm, sha256: 12, roles: [ops], shops: [main]}\n");
        assertThatThrownBy(() -> run(NOW, "add", "shop", "--roles", "shop", "--shops", "main"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("64 hex digits");
        assertThat(Files.readString(file)).contains("crm").doesNotContain("shop\"");
    }
}
