package dev.vestnik.standalone.keys;

import dev.vestnik.service.access.ApiKey;
import dev.vestnik.service.access.KeyFile;
import dev.vestnik.service.access.Role;
import dev.vestnik.service.settings.SettingsException;
import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.command.CommandLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ./vestnik keys}: changes the file of keys that services read. A key itself is shown once, when it is made, and kept nowhere. */
public final class KeysCommand {
    private static final String USAGE =
            "./vestnik keys [list], add NAME --roles R,.. --shops S,.. [--expires 90d], rotate NAME [--old-for 24h] [--expires 90d], or revoke NAME";

    private static final String OLD_FOR = "24h";

    private final PrintStream out;
    private final Path file;
    private final InstantSource clock;

    /** @param file that it reads and writes; made where it is missing */
    public KeysCommand(PrintStream out, Path file, InstantSource clock) {
        this.out = out;
        this.file = file;
        this.clock = clock;
    }

    /** @throws CommandFailedException when the arguments say nothing, or the file is wrong */
    public void run(CommandLine arguments) {
        String action = arguments.next().orElse("list");
        String name = arguments.next().orElse("");
        if (!action.equals("list") && name.isBlank()) {
            throw new CommandFailedException(USAGE);
        }
        try {
            switch (action) {
                case "list" -> list(stored());
                case "add" -> alone(() -> add(stored(), name, arguments));
                case "rotate" -> alone(() -> rotate(stored(), name, arguments));
                case "revoke" -> alone(() -> revoke(stored(), name));
                default -> throw new CommandFailedException("unknown: " + action + "; " + USAGE);
            }
        } catch (SettingsException e) {
            throw new CommandFailedException(file + " is wrong: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private StoredKeys stored() {
        return new StoredKeys(KeyFile.read(file));
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Waits for another command that changes the same file: of two, each would write without the other's key. */
    private void alone(Change change) throws IOException {
        Path lock = Path.of(file.toAbsolutePath() + ".lock");
        Files.createDirectories(Objects.requireNonNull(lock.getParent()));
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            change.make();
        }
    }

    private void list(StoredKeys keys) {
        if (keys.all().isEmpty()) {
            out.println("no keys in " + file);
        }
        Instant now = clock.instant();
        for (ApiKey key : keys.all()) {
            out.printf(
                    "%-20s %s...  %-28s %-20s %s%n",
                    key.shownName(),
                    key.sha256().substring(0, 8),
                    roles(key),
                    String.join(",", new TreeSet<>(key.shops())),
                    state(key, now));
        }
    }

    private static String roles(ApiKey key) {
        return key.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String state(ApiKey key, Instant now) {
        Instant end = key.expires();
        if (end == null) {
            return "does not expire";
        }
        return key.isExpired(now) ? "expired at " + end : "until " + end + ", " + Lifetime.words(now, end);
    }

    private void add(StoredKeys keys, String name, CommandLine arguments) throws IOException {
        Set<Role> roles = roles(said(arguments, "--roles"));
        Set<String> shops = words(said(arguments, "--shops"));
        if (!Stream.concat(Stream.of(name), shops.stream().filter(shop -> !shop.equals("*")))
                .allMatch(word -> KeyFile.NAME.matcher(word).matches())) {
            throw new CommandFailedException(
                    "names of keys and shops are 1-64 letters, digits, '.', '_', '-'; or all shops: '*'");
        }
        boolean isNew = Files.notExists(file);
        NewKey made = NewKey.random();
        ApiKey key = new ApiKey(name, made.sha256(), roles, shops, expires(arguments));
        keys.add(key);
        KeyFile.write(file, keys.all());
        show(made, key);
        if (isNew) {
            out.printf(
                    "%s is new, and its owner's alone: chmod 644 it where services run as another user (containers)%n",
                    file);
        }
    }

    private void rotate(StoredKeys keys, String name, CommandLine arguments) throws IOException {
        Instant now = clock.instant();
        Instant end = Lifetime.end(arguments.option("--old-for").orElse(OLD_FOR), now);
        NewKey made = NewKey.random();
        keys.rotate(name, made.sha256(), expires(arguments), new StoredKeys.Overlap(now, end));
        KeyFile.write(file, keys.all());
        show(made, keys.all().getLast());
        out.println("the one before it is taken until " + end);
    }

    private void revoke(StoredKeys keys, String name) throws IOException {
        int gone = keys.revoke(name);
        KeyFile.write(file, keys.all());
        out.printf(
                "%d %s of %s revoked; services that read %s refuse it within seconds%n",
                gone, gone == 1 ? "key" : "keys", name, file);
    }

    private void show(NewKey made, ApiKey key) {
        out.println(made.text());
        out.printf(
                "is the key: it is shown this once. Services that read %s take it within seconds, %s%n",
                file, key.expires() == null ? "and it does not expire" : "until " + key.expires());
    }

    private @Nullable Instant expires(CommandLine arguments) {
        return arguments
                .option("--expires")
                .map(text -> Lifetime.end(text, clock.instant()))
                .orElse(null);
    }

    private static String said(CommandLine arguments, String option) {
        return arguments.option(option).orElseThrow(() -> new CommandFailedException(option + " is missing: " + USAGE));
    }

    private static Set<Role> roles(String text) {
        try {
            return words(text).stream()
                    .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(
                    "roles are " + Arrays.toString(Role.values()).toLowerCase(Locale.ROOT) + ", not " + text, e);
        }
    }

    private static Set<String> words(String text) {
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
