package dev.vestnik.service.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flattens settings as they are written. A value that names a file comes with a hash of its content: keys are renewed in their files. */
final class Snapshot {
    /** Keys, certificates and descriptions are much smaller; a larger file is no setting's. */
    private static final int LARGEST_FILE = 1 << 20;

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9._-]+}");
    private static final Pattern INDEX = Pattern.compile("\\.([0-9]+)(?=\\.|$)");

    private final SortedMap<String, String> all = new TreeMap<>();

    private Snapshot() {}

    static SortedMap<String, String> of(Map<String, Object> settings) {
        Snapshot snapshot = new Snapshot();
        snapshot.add("", settings);
        return snapshot.all;
    }

    /** The values alone. */
    static Stream<String> values(Object settings) {
        return switch (settings) {
            case Map<?, ?> map -> map.values().stream().flatMap(Snapshot::values);
            case Collection<?> list -> list.stream().flatMap(Snapshot::values);
            default -> Stream.of(settings.toString());
        };
    }

    /** Notes settings that refer to something that is not set: the reference itself would be taken for the value. */
    static void unresolved(String name, Map<String, Object> settings, Collection<SettingFault> faults) {
        Snapshot.of(settings).forEach((key, value) -> {
            Matcher reference = REFERENCE.matcher(value);
            if (reference.find()) {
                String setting = name + "." + INDEX.matcher(key).replaceAll("[$1]");
                faults.add(new SettingFault(setting, "refers to " + reference.group() + ", which is not set"));
            }
        });
    }

    private void add(String name, Object value) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, below) -> add(name.isEmpty() ? "" + key : name + "." + key, below));
            case Collection<?> list -> {
                int index = 0;
                for (Object one : list) {
                    add(name + "." + index++, one);
                }
            }
            default -> all.put(name, value + content(value.toString()));
        }
    }

    private static String content(String value) {
        try {
            Path file = Path.of(value);
            boolean named = !value.isBlank() && Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE;
            return named ? " with " + hash(Files.readAllBytes(file)) : "";
        } catch (IOException e) {
            return " unreadable";
        } catch (InvalidPathException e) {
            return "";
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
