package dev.vestnik.service.access;

import dev.vestnik.service.settings.SettingFault;
import dev.vestnik.service.settings.SettingsException;
import dev.vestnik.service.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A file of API keys: YAML with a list {@code keys}, whose elements have what {@code vestnik.security.keys} has. */
public final class KeyFile {
    /** The names that keys of the file may have; any other text might not come back from YAML as it was. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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
            return parse(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new SettingsException(List.of(new SettingFault(file.toString(), unreadable(e))));
        }
    }

    static String unreadable(IOException e) {
        return "cannot be read: %s; the service's user must be able to (chmod 644, directories 755)"
                .formatted(e.getClass().getSimpleName());
    }

    static List<ApiKey> parse(byte[] text) throws IOException {
        StandardEnvironment file = environment(text);
        SettingsReader settings = new SettingsReader(file);
        settings.check(hasList(text), LIST, "is missing, or no list: say keys: [] where there are none");
        List<ApiKey> keys = new ArrayList<>();
        for (String element : settings.elements(LIST)) {
            settings.knownOnly(element, ApiKey.class); // "expire" for "expires" would be a key for ever
            ApiKey key = settings.read(element, ApiKey.class);
            if (key != null) {
                settings.check(
                        NAME.matcher(key.shownName()).matches(),
                        element + ".name",
                        "must be 1-64 letters, digits, '.', '_', '-'");
                keys.add(key);
            }
        }
        if (!settings.faults().isEmpty()) {
            throw new SettingsException(settings.faults());
        }
        return List.copyOf(keys);
    }

    /** Settings do not tell a bare {@code keys:} from an empty list, and whoever was interrupted there did not mean to lock everybody out. */
    private static boolean hasList(byte[] text) {
        try {
            Object document =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(text, StandardCharsets.UTF_8));
            return document instanceof Map<?, ?> map && map.get(LIST) instanceof List<?>;
        } catch (YAMLException e) {
            return false;
        }
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
            throw new SettingsException(List.of(new SettingFault("the file of keys", "is no YAML")));
        }
    }

    /**
     * Puts these keys in place of those in the file, all at once; owner, group and mode stay as they were.
     *
     * @throws IOException also where they cannot be kept: the file is then as it was
     */
    public static void write(Path file, List<ApiKey> keys) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "keys", ".tmp");
        try {
            Files.writeString(fresh, text(keys), StandardCharsets.UTF_8);
            if (Files.exists(file)) {
                makeAlike(file, fresh);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void makeAlike(Path file, Path fresh) throws IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributeView after = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (before == null || after == null) { // a file system without them
            return;
        }
        PosixFileAttributes kept = before.readAttributes();
        PosixFileAttributes made = after.readAttributes();
        try {
            if (!made.owner().equals(kept.owner())) {
                after.setOwner(kept.owner());
            }
            if (!made.group().equals(kept.group())) {
                after.setGroup(kept.group());
            }
        } catch (IOException e) {
            throw new IOException("it must stay with its owner; do this as " + kept.owner(), e);
        }
        after.setPermissions(kept.permissions());
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
