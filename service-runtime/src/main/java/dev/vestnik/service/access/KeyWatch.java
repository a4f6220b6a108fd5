package dev.vestnik.service.access;

import dev.vestnik.service.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes of the file of keys while the service runs: once two looks in a row have seen the same, as an editor may write a file in
 * parts. A file that is wrong, gone, or not to be read, changes nothing: the keys before it stay.
 */
final class KeyWatch {
    private static final Logger log = LoggerFactory.getLogger(KeyWatch.class);

    /** The file at one look. */
    private sealed interface Content {
        record Missing() implements Content {}

        record Text(String text) implements Content {}

        record Unreadable(String cause) implements Content {}
    }

    private final Path file;
    private final ApiKeys keys;
    private final KeyMetrics metrics;
    /** The content at the last look. */
    private Content seen = new Content.Missing();

    /** The content that was taken, or refused, last. */
    private Content taken = seen;

    /** The keys of the file that are taken now. */
    private List<ApiKey> known = List.of();

    KeyWatch(Path file, ApiKeys keys, KeyMetrics metrics) {
        this.file = file;
        this.keys = keys;
        this.metrics = metrics;
    }

    /** Takes the file as it is; where there is none, its keys may come later. */
    KeyWatch atStart() {
        seen = content();
        if (seen instanceof Content.Missing) {
            metrics.taken(keys.all());
        } else {
            take();
        }
        return this;
    }

    /** A look that failed. */
    void failed(RuntimeException e) {
        metrics.refused(true);
        log.error("keys=not-looked-at file={}", file, e);
    }

    /** Looks once. */
    void look() {
        Content now = content();
        boolean again = now.equals(seen);
        seen = now;
        if (again && !now.equals(taken)) {
            take();
        }
    }

    private void take() {
        taken = seen;
        try {
            List<ApiKey> read = keys(seen);
            metrics.taken(keys.ofFile(read));
            log.info(
                    "keys=taken file={} keys={} came={} gone={}",
                    file,
                    read.size(),
                    beside(read, known),
                    beside(known, read));
            known = read;
        } catch (SettingsException | IOException e) {
            metrics.refused(true);
            log.error("keys=refused file={} cause=\"{}\" next=\"the keys before it stay\"", file, oneLine(e));
        }
    }

    private static List<ApiKey> keys(Content content) throws IOException {
        return switch (content) {
            case Content.Missing() -> throw new IOException("it is gone");
            case Content.Unreadable(String cause) -> throw new IOException(cause);
            case Content.Text(String text) -> KeyFile.parse(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The names of keys that are not among the others. */
    private static Set<String> beside(List<ApiKey> keys, List<ApiKey> others) {
        Set<String> hashes = others.stream().map(ApiKey::sha256).collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> !hashes.contains(key.sha256()))
                .map(ApiKey::shownName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replace("\n", "; ");
    }

    private Content content() {
        try {
            return new Content.Text(Files.readString(file));
        } catch (NoSuchFileException e) {
            return new Content.Missing();
        } catch (IOException e) {
            return new Content.Unreadable(KeyFile.unreadable(e));
        }
    }
}
