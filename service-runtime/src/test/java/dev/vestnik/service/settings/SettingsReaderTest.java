package dev.vestnik.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsReaderTest {
    private final Map<String, Object> properties = new HashMap<>();

    enum Form {
        ROUND,
        SQUARE
    }

    record Account(
            String name,
            @DefaultValue("2775") int port,
            @DefaultValue("2m") Duration grace,
            @DefaultValue("round") Form form,
            List<Key> keys) {
        Account {
            keys = keys == null ? List.of() : keys;
            new BrokenRules("vestnik.x.accounts[]")
                    .check(name != null, "name", "is required")
                    .check(port > 0, "port", "must be from 1 to 65535")
                    .refuse(IllegalArgumentException::new);
        }
    }

    record Key(String file) {
        Key {
            new BrokenRules("vestnik.x.accounts[].keys[]")
                    .check(!"none".equals(file), "file", "must name a key")
                    .refuse(IllegalArgumentException::new);
        }
    }

    record Service(String accounts) {}

    /** VESTNIK_X_PORT in the environment is the launcher's. */
    @Test
    void takesNoOffenceAtTheLaunchersPorts() {
        properties.put("vestnik.x.port", "8082");
        properties.put("vestnik.x.prot", "8082");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        SettingsReader settings = new SettingsReader(environment);
        settings.knownOnly("vestnik.x", Service.class);
        assertThat(settings.faults()).singleElement().asString().contains("vestnik.x.prot");
    }

    @Test
    void namesEveryFaultOfEveryElement() {
        properties.put("vestnik.x.accounts[0].port", "-1");
        properties.put("vestnik.x.accounts[0].grace", "a secret time");
        properties.put("vestnik.x.accounts[1].name", "b");
        properties.put("vestnik.x.accounts[1].port", "a secret port");
        properties.put("vestnik.x.accounts[1].form", "a secret form");
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "vestnik.x.accounts[0].name is required",
                        "vestnik.x.accounts[0].port must be from 1 to 65535",
                        "vestnik.x.accounts[0].grace must be a time such as 500ms, 30s or 2m",
                        "vestnik.x.accounts[1].port must be a whole number",
                        "vestnik.x.accounts[1].form must be one of round, square");
    }

    @Test
    void namesTheElementInAnElement() {
        properties.put("vestnik.x.accounts[0].name", "a");
        properties.put("vestnik.x.accounts[0].keys[0].file", "k");
        properties.put("vestnik.x.accounts[0].keys[1].file", "k");
        properties.put("vestnik.x.accounts[0].keys[2].file", "k");
        properties.put("vestnik.x.accounts[0].keys[2].flie", "k");
        assertThat(faults()).containsExactly("vestnik.x.accounts[0].keys[2].flie is no setting; there are file");
        properties.remove("vestnik.x.accounts[0].keys[2].file");
        assertThat(faults()).hasSize(1);
        properties.put("vestnik.x.accounts[0].keys[1].file", "none");
        assertThat(faults()).contains("vestnik.x.accounts[0].keys[1].file must name a key");
    }

    @Test
    void namesASettingThatNobodyReads() {
        properties.put("vestnik.x.accounts[0].name", "a");
        properties.put("vestnik.x.accounts[0].prot", "1");
        assertThat(faults())
                .containsExactly("vestnik.x.accounts[0].prot is no setting; there are name, port, grace, form, keys");
    }

    /** The environment's {@code ACCOUNTS_0_FO_RM} may stand for {@code fo-rm}, and nobody can tell from its name. */
    @Test
    void takesTheWordsOfANameInTheEnvironmentForTheWhole() {
        properties.put("vestnik.x.accounts[0].name", "a");
        properties.put("vestnik.x.accounts[0].fo.rm", "round");
        assertThat(faults()).isEmpty();
    }

    @Test
    void hasNoFaultsWhereAllIsWell() {
        properties.put("vestnik.x.accounts[0].name", "a");
        properties.put("vestnik.x.accounts[0].keys[0].file", "k");
        assertThat(faults()).isEmpty();
    }

    @Test
    void takesAListFromOneSourceAndSecretsForItFromStrongerOnes() {
        properties.put("vestnik.x.accounts[0].port", "1");
        StandardEnvironment environment = environment();
        add(environment, "file", Map.of("vestnik.x.accounts[0].name", "own", "vestnik.x.accounts[1].name", "other"));
        add(
                environment,
                "installation",
                Map.of(
                        "vestnik.x.accounts[0].name", "sandbox",
                        "vestnik.x.accounts[0].form", "square",
                        "vestnik.x.accounts[2].name", "third"));
        SettingsReader settings = new SettingsReader(environment);
        assertThat(settings.elements("vestnik.x.accounts")).hasSize(2);
        assertThat(settings.read("vestnik.x.accounts[0]", Account.class))
                .isEqualTo(new Account("own", 1, Duration.ofMinutes(2), Form.ROUND, List.of()));
        assertThat(settings.text("vestnik.x.accounts[1].name")).isEqualTo("other");
        assertThat(settings.snapshot("vestnik.x.accounts[0]")).containsOnlyKeys("name", "port");
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void namesWhatASettingRefersToInVain() {
        properties.put("vestnik.x.accounts[0].name", "a-${NOT_THERE}");
        properties.put("vestnik.x.accounts[0].keys[0].file", "${NOT_THERE_EITHER}");
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "vestnik.x.accounts[0].name refers to ${NOT_THERE}, which is not set",
                        "vestnik.x.accounts[0].keys[0].file refers to ${NOT_THERE_EITHER}, which is not set");
    }

    private static void add(StandardEnvironment environment, String name, Map<String, Object> all) {
        environment.getPropertySources().addLast(new MapPropertySource(name, all));
    }

    @Test
    void looksAtFiles(@TempDir Path directory) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        Path full = Files.writeString(directory.resolve("full"), "secret");
        SettingsReader settings = reader();
        settings.file("a", directory.resolve("none"));
        settings.file("b", empty);
        settings.file("c", directory);
        assertThat(settings.file("d", full)).isTrue();
        assertThat(settings.file("e", null)).isTrue();
        assertThat(settings.faults()).extracting(SettingFault::setting).containsExactly("a", "b", "c");
    }

    @Test
    void seesThatAFileHasAnotherContent(@TempDir Path directory) throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "one");
        properties.put("vestnik.x.accounts[0].keys[0].file", key.toString());
        var before = reader().snapshot("vestnik.x");
        assertThat(reader().snapshot("vestnik.x")).isEqualTo(before);
        Files.writeString(key, "two");
        assertThat(reader().snapshot("vestnik.x")).isNotEqualTo(before);
    }

    private List<String> faults() {
        SettingsReader settings = reader();
        settings.elements("vestnik.x.accounts").forEach(element -> {
            settings.knownOnly(element, Account.class);
            settings.read(element, Account.class);
        });
        return settings.faults().stream().map(SettingFault::toString).toList();
    }

    private SettingsReader reader() {
        return new SettingsReader(environment());
    }

    private StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return environment;
    }
}
