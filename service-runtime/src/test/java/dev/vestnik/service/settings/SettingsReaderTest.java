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

    @Test
    void hasNoFaultsWhereAllIsWell() {
        properties.put("vestnik.x.accounts[0].name", "a");
        properties.put("vestnik.x.accounts[0].keys[0].file", "k");
        assertThat(faults()).isEmpty();
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
        assertThat(settings.faults()).extracting(Fault::setting).containsExactly("a", "b", "c");
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
        return settings.faults().stream().map(Fault::toString).toList();
    }

    private SettingsReader reader() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return new SettingsReader(environment);
    }
}
