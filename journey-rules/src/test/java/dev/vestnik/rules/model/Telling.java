package dev.vestnik.rules.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells decisions by names that both sides know: runs by the events that started them, messages by run, step and channel. */
public final class Telling {
    private final Map<UUID, String> runs = new HashMap<>();
    private final Map<String, UUID> ids = new HashMap<>();
    private final Map<UUID, String> messages = new HashMap<>();

    /** @param cause the id of the event behind it: of a run's first decision the one that started it */
    public record What(
            String outcome,
            @Nullable String reason,
            @Nullable String journey,
            @Nullable UUID instance,
            @Nullable String step,
            @Nullable String cause) {}

    public Line of(Instant now, What what, @Nullable String channel, @Nullable UUID message) {
        String run = what.instance() == null
                ? null
                : runs.computeIfAbsent(what.instance(), id -> what.journey() + "/" + what.cause());
        if (message != null) {
            String name = run + "/" + what.step() + "/" + channel;
            ids.put(name, message);
            messages.put(message, name);
        }
        return new Line(now, what.outcome(), what.reason(), run, what.step(), channel);
    }

    /** Takes over all names that the other one knows. */
    void know(Telling other) {
        runs.putAll(other.runs);
        ids.putAll(other.ids);
        messages.putAll(other.messages);
    }

    /** The name of a message. */
    public String message(UUID id) {
        return Objects.requireNonNull(messages.get(id), "a message without a decision");
    }

    public UUID id(String message) {
        return Objects.requireNonNull(ids.get(message), message);
    }
}
