package dev.vestnik.rules.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells decisions by names that both sides know: runs by the events that started them, messages by run, step and channel. */
public final class Telling {
    /** What is told besides, by outcome. */
    private static final Map<String, Set<String>> DETAILS = Map.of(
            "ENTERED", Set.of("arm", "counts", "exposed"),
            "CONVERTED", Set.of("arm", "counts", "exposed", "value", "currency", "sale", "touch.first", "touch.last"),
            "EXPOSED", Set.of("arm", "counts", "before"),
            "UPDATED", Set.of("due", "before", "context", "attributes", "source", "answer", "because"),
            "EMITTED", Set.of("event", "journey"),
            "TASK", Set.of("queue", "outcome", "because"),
            "ANSWER", Set.of("answer"),
            "DROPPED", Set.of("bound", "journey", "left", "offer"));

    /** The beginnings of inputs that a conversion has for each experiment. */
    private static final List<String> OF_ARMS = List.of("arm.", "counts.", "exposed.");

    private final Map<String, List<Object>> times = new HashMap<>();
    private final Map<String, String> questions = new HashMap<>();
    private final Map<String, String> causes = new HashMap<>();
    private final Map<UUID, String> runs = new HashMap<>();
    private final Map<String, UUID> ids = new HashMap<>();
    private final Map<UUID, String> messages = new HashMap<>();

    /**
     * A decision.
     *
     * @param cause the id of the event behind it: of a run's first decision the one that started it
     * @param inputs what it says besides
     */
    public record What(
            String outcome,
            @Nullable String reason,
            @Nullable String journey,
            @Nullable UUID instance,
            @Nullable String step,
            @Nullable String cause,
            Map<String, String> inputs) {}

    public Line of(Instant now, What what, @Nullable String channel, @Nullable UUID message) {
        String run = what.instance() == null
                ? null
                : runs.computeIfAbsent(
                        what.instance(), id -> what.journey() + "/" + causes.getOrDefault(what.cause(), what.cause()));
        String emitted = what.inputs().get("eventId");
        if (what.outcome().equals("EMITTED") && emitted != null) {
            causes.put(emitted, numbered(run + "/" + what.step(), emitted));
        }
        if (message != null) {
            String known = messages.get(message); // its step may have another id by now
            String name = known == null ? numbered(run + "/" + what.step() + "/" + channel, message) : known;
            ids.put(name, message);
            messages.put(message, name);
        }
        return new Line(now, what.outcome(), what.reason(), run, what.step(), channel, detail(what));
    }

    /** The name of a question that a run asks in a step. */
    String question(UUID instance, String step, String askId) {
        String name = numbered(runs.get(instance) + "/" + step + "?", askId);
        questions.put(name, askId);
        return name;
    }

    /** The id of a question. */
    String question(String name) {
        return Objects.requireNonNull(questions.get(name), name);
    }

    /** A run may come to a step several times. */
    private String numbered(String name, Object id) {
        List<Object> all = times.computeIfAbsent(name, key -> new ArrayList<>());
        if (!all.contains(id)) {
            all.add(id);
        }
        return name(name, all.indexOf(id));
    }

    static String name(String name, int before) {
        return before == 0 ? name : name + "#" + before;
    }

    private static @Nullable String detail(What what) {
        String told = what.inputs().entrySet().stream()
                .filter(input -> DETAILS.getOrDefault(what.outcome(), Set.of()).contains(input.getKey())
                        || what.outcome().equals("CONVERTED")
                                && OF_ARMS.stream().anyMatch(input.getKey()::startsWith))
                .sorted(Map.Entry.comparingByKey())
                .map(input -> input.getKey() + "=" + said(input.getKey(), input.getValue()))
                .collect(Collectors.joining(" "));
        return told.isEmpty() ? null : told;
    }

    /** Of a message that a sale is owed to its journey and channel: the other side knows no versions, and its step may have another id by now. */
    private static String said(String name, String value) {
        String[] parts = value.split(" ");
        return name.startsWith("touch.") ? parts[0] + " " + parts[3] : value;
    }

    /** Takes over all names that the other one knows. */
    void know(Telling other) {
        other.times.forEach((name, all) -> times.put(name, new ArrayList<>(all)));
        questions.putAll(other.questions);
        causes.putAll(other.causes);
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
