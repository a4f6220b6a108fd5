package dev.vestnik.service.access;

import dev.vestnik.service.settings.Fault;
import dev.vestnik.service.settings.SettingsException;
import dev.vestnik.service.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.YAMLException;

/** A file of API keys: YAML with a list {@code keys}, whose elements have what {@code vestnik.security.keys} has. */
public final class KeyFile {
    private static final String LIST = "keys";
    private static final String HEAD = """
            # The keys that may call, by their hashes. ./vestnik keys writes this file; services take a change within seconds.
            keys:
            """;

    private KeyFile() {}

    /**
     * The keys of a file; none where there is no such file.
     *
     * @throws SettingsException where it cannot be read, or anything in it is wrong
     */
    public static List<ApiKey> read(Path file) {
        try {
            return Files.exists(file) ? parse(Files.readAllBytes(file)) : List.of();
        } catch (IOException e) {
            throw new SettingsException(List.of(
                    new Fault(file.toString(), "cannot be read: " + e.getClass().getSimpleName())));
        }
    }

    static List<ApiKey> parse(byte[] text) throws IOException {
        StandardEnvironment file = environment(text);
        SettingsReader settings = new SettingsReader(file);
        settings.check(
                file.containsProperty(LIST) || file.containsProperty(LIST + "[0].sha256"),
                LIST,
                "is missing: say keys: [] where there are none");
        List<ApiKey> keys = new ArrayList<>();
        for (String element : settings.elements(LIST)) {
            settings.knownOnly(element, ApiKey.class); // "expire" for "expires" would be a key for ever
            ApiKey key = settings.read(element, ApiKey.class);
            if (key != null) {
                keys.add(key);
            }
        }
        if (!settings.faults().isEmpty()) {
            throw new SettingsException(settings.faults());
        }
        return List.copyOf(keys);
    }

    /** The file's settings alone, without the process's own. */
    private static StandardEnvironment environment(byte[] text) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
        try {
            new YamlPropertySourceLoader()
                    .load(LIST, new ByteArrayResource(text))
                    .forEach(sources::addLast);
            return environment;
        } catch (YAMLException | IllegalStateException e) {
            throw new SettingsException(List.of(new Fault("the file of keys", "is no YAML")));
        }
    }

    /** Puts these keys in place of those in the file, all at once; who may read the file stays as it was. */
    public static void write(Path file, List<ApiKey> keys) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "keys", ".tmp");
        Files.writeString(fresh, text(keys), StandardCharsets.UTF_8);
        if (Files.exists(file) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> before = Files.getPosixFilePermissions(file);
            Files.setPosixFilePermissions(fresh, before);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(List<ApiKey> keys) {
        StringBuilder text = new StringBuilder(keys.isEmpty() ? HEAD.replace("keys:", "keys: []") : HEAD);
        for (ApiKey key : keys) {
            text.append("  - name: ").append(quoted(key.shownName())).append('\n');
            text.append("    sha256: ").append(quoted(key.sha256())).append('\n');
            text.append("    roles: ")
                    .append(list(key.roles().stream()
                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                            .toList()));
            text.append("    shops: ").append(list(key.shops()));
            if (key.expires() != null) {
                text.append("    expires: ")
                        .append(quoted(key.expires().toString()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String list(Iterable<String> words) {
        Set<String> quoted = new TreeSet<>();
        words.forEach(word -> quoted.add(quoted(word)));
        return "[" + String.join(", ", quoted) + "]\n";
    }

    /** A hash of digits alone, or an instant, would be read as something else than text. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
