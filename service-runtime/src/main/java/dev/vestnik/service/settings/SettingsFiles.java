package dev.vestnik.service.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * The files that a service's settings were read from or that they name, and the folders where Spring looks for more of them, with their times: to
 * ask for these costs a hundredth of reading the settings anew.
 */
public final class SettingsFiles {
    private static final Pattern FILE = Pattern.compile("Config resource 'file \\[(.+?)]'.*");
    private static final Pattern TREE = Pattern.compile("Config tree '(.+?)'.*");
    private static final Pattern LOCATION =
            Pattern.compile("(?:optional:|file:|configtree:)*([^:\\[*]+)(\\*/)?(?:\\[.*])?");
    private static final Pattern BETWEEN = Pattern.compile("[,;]");
    private static final int DEEPEST = 4;
    private static final int MOST = 1000;

    private final Map<Path, Stamp> stamps;

    /**
     * The mark by which a file that was written or replaced is known; of a folder, that files in it came, went or were renamed.
     *
     * @param size in bytes; -1 of a folder whose files do not matter
     * @param key tells a file from another one with the same name
     */
    private record Stamp(
            @Nullable FileTime changed, long size, @Nullable Object key) {
        private static final Stamp ABSENT = new Stamp(null, 0, null);
        private static final Stamp FOLDER = new Stamp(null, -1, null);

        static Stamp of(Path path, boolean asFolder) {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                return now.isDirectory() && !asFolder
                        ? FOLDER
                        : new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (IOException e) {
                return ABSENT;
            }
        }
    }

    private SettingsFiles(Map<Path, Stamp> stamps) {
        this.stamps = stamps;
    }

    /** @param sections names of settings, the values below which may name files */
    public static SettingsFiles of(ConfigurableEnvironment environment, Collection<String> sections) {
        SettingsFiles files = new SettingsFiles(new HashMap<>());
        SettingsReader settings = new SettingsReader(environment);
        files.folder(Path.of(""));
        files.folderWithFolders(Path.of("config"));
        environment.getPropertySources().forEach(files::source);
        settings.values("spring.config").flatMap(BETWEEN::splitAsStream).forEach(files::location);
        sections.stream().flatMap(settings::values).forEach(files::named);
        return files;
    }

    /** Whether none of them has changed since. */
    public boolean areTheSame() {
        return stamps.entrySet().stream()
                .allMatch(one -> one.getValue()
                        .equals(Stamp.of(one.getKey(), !one.getValue().equals(Stamp.FOLDER))));
    }

    /** Whether these are the same files and folders as those, unchanged. */
    public boolean areAs(SettingsFiles others) {
        return stamps.equals(others.stamps);
    }

    private void source(PropertySource<?> source) {
        Matcher file = FILE.matcher(source.getName());
        Matcher tree = TREE.matcher(source.getName());
        if (file.matches()) {
            Path path = Path.of(file.group(1)).toAbsolutePath();
            put(path, false);
            folder(path.resolveSibling(""));
        } else if (tree.matches()) {
            tree(Path.of(tree.group(1)));
        }
    }

    private void tree(Path root) {
        try (Stream<Path> below = Files.walk(root, DEEPEST)) {
            below.limit(MOST).forEach(this::folder);
        } catch (IOException | UncheckedIOException e) {
            put(root, true);
        }
    }

    /** A place, as it is written for Spring, where files of settings may be. */
    private void location(String written) {
        Matcher location = LOCATION.matcher(written.strip());
        if (location.matches()) {
            try {
                Path path = Path.of(location.group(1));
                if (location.group(2) == null) {
                    folder(path);
                } else {
                    folderWithFolders(path);
                }
            } catch (InvalidPathException e) {
                // Spring has refused it, or it is no file
            }
        }
    }

    private void folderWithFolders(Path path) {
        folder(path);
        try (Stream<Path> below = Files.list(path)) {
            below.limit(MOST).filter(Files::isDirectory).forEach(this::folder);
        } catch (IOException | UncheckedIOException e) {
            // there is none
        }
    }

    private void folder(Path path) {
        put(path, true);
    }

    /** A value that may be the name of a file: of one that is there, or of one that may come. */
    private void named(String value) {
        try {
            Path path = Path.of(value);
            if (!value.isBlank() && (value.contains("/") || Files.isRegularFile(path))) {
                put(path, false);
            }
        } catch (InvalidPathException e) {
            // it is no file's name
        }
    }

    private void put(Path path, boolean asFolder) {
        stamps.putIfAbsent(path.toAbsolutePath(), Stamp.of(path, asFolder));
    }
}
