package dev.vestnik.sandbox.webpush;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** All subscriptions, in a file of one JSON line each, so that a browser keeps its keys over a restart. */
final class Subscriptions {
    private static final JsonMapper json = JsonMapper.shared();

    private final Path file;
    private final Map<String, Subscription> known = new ConcurrentHashMap<>();

    Subscriptions(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                String text = Files.readString(file);
                text.lines().forEach(this::load);
                if (!text.isEmpty() && !text.endsWith("\n")) {
                    Files.writeString(file, "\n", StandardOpenOption.APPEND);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads a line; skips one that a crash has torn, whose subscription was never given out. */
    private void load(String line) {
        try {
            Subscription subscription = json.readValue(line, Subscription.class);
            known.put(subscription.id(), subscription);
        } catch (JacksonException e) {
            // torn
        }
    }

    /** Adds a subscription, which is on disk when this returns. */
    synchronized void add(Subscription subscription) {
        String line = json.writeValueAsString(subscription) + "\n";
        try {
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.put(subscription.id(), subscription);
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(known.get(id));
    }
}
