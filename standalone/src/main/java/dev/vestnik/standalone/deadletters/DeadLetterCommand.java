package dev.vestnik.standalone.deadletters;

import dev.vestnik.standalone.command.CommandFailedException;
import dev.vestnik.standalone.command.CommandLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code ./vestnik dead-letters}: lists what was set aside, shows one of it, has it written to its topic again. */
public final class DeadLetterCommand {
    private static final String USAGE =
            "dead-letters list [TOPIC] [--reason R], show TOPIC OFFSET, or replay TOPIC [OFFSET] [--reason R] [--yes]";
    private static final String SUFFIX = ".dead-letters";

    private final PrintStream out;
    private final String engine;
    private final String key;

    /** @param engine its address */
    public DeadLetterCommand(PrintStream out, String engine, String key) {
        this.out = out;
        this.engine = engine;
        this.key = key;
    }

    /**
     * True when all of it was done.
     *
     * @param consent asks whoever runs the command; not asked with {@code --yes}
     * @throws CommandFailedException when the arguments say nothing, or the engine does not answer
     */
    public boolean run(CommandLine arguments, BooleanSupplier consent) throws InterruptedException {
        String action = arguments.next().orElse("list");
        String topic = arguments.next().map(DeadLetterCommand::topic).orElse(null);
        Long offset = arguments.next().map(DeadLetterCommand::offset).orElse(null);
        String reason = arguments.option("--reason").orElse(null);
        try (LetterClient client = new LetterClient(engine, key)) {
            return switch (action) {
                case "list" -> topic == null ? overview(client) : list(client, topic, reason);
                case "show" -> show(client, required(topic), required(offset));
                case "replay" ->
                    replay(
                            client,
                            required(topic),
                            offset == null ? offsets(client, required(topic), reason) : List.of(offset),
                            arguments.flag("--yes") ? () -> true : consent);
                default -> throw new CommandFailedException("unknown: " + action + "; " + USAGE);
            };
        }
    }

    /** The topic's name as people see it in Kafka, or as the catalogue calls it. */
    private static String topic(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static Long offset(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandFailedException("an offset is a whole number, not " + text, e);
        }
    }

    private static <T> T required(@Nullable T said) {
        if (said == null) {
            throw new CommandFailedException(USAGE);
        }
        return said;
    }

    private boolean overview(LetterClient client) throws InterruptedException {
        JsonNode overview = client.overview();
        if (overview.path("groups").isEmpty()) {
            out.println("nothing is set aside");
        }
        for (JsonNode group : overview.path("groups")) {
            out.printf(
                    "%-28s %-18s %6d  %s to %s  %s%n",
                    text(group, "topic"),
                    text(group, "reason"),
                    group.path("count").asInt(),
                    text(group, "first"),
                    text(group, "last"),
                    text(group, "cause"));
        }
        overview.path("more")
                .forEach(topic -> out.println(topic.asString() + " has more: only its newest 1,000 are counted"));
        return true;
    }

    private boolean list(LetterClient client, String topic, @Nullable String reason) throws InterruptedException {
        JsonNode page = client.page(topic, reason, null);
        for (JsonNode letter : page.path("items")) {
            out.printf(
                    "%8d  %s  %-18s %s%n",
                    letter.path("offset").asLong(), text(letter, "at"), text(letter, "reason"), text(letter, "cause"));
        }
        if (page.path("next").isString()) {
            out.println("there are older ones");
        }
        return true;
    }

    private boolean show(LetterClient client, String topic, long offset) throws InterruptedException {
        client.letter(topic, offset)
                .properties()
                .forEach(field -> out.printf(
                        "%-10s %s%n", field.getKey(), field.getValue().asString()));
        return true;
    }

    /** The offsets of all that are there now, the oldest first. What comes back while they are written again is not among them. */
    private static List<Long> offsets(LetterClient client, String topic, @Nullable String reason)
            throws InterruptedException {
        List<Long> offsets = new ArrayList<>();
        JsonNode page = client.page(topic, reason, null);
        for (String cursor = take(page, offsets); cursor != null; cursor = take(page, offsets)) {
            page = client.page(topic, reason, cursor);
        }
        return offsets.reversed();
    }

    private static @Nullable String take(JsonNode page, List<Long> offsets) {
        page.path("items").forEach(letter -> offsets.add(letter.path("offset").asLong()));
        return page.path("next").isString() ? page.path("next").asString() : null;
    }

    private boolean replay(LetterClient client, String topic, List<Long> offsets, BooleanSupplier consent)
            throws InterruptedException {
        out.printf("%d to be written to %s again%n", offsets.size(), topic);
        if (offsets.isEmpty() || !consent.getAsBoolean()) {
            return offsets.isEmpty();
        }
        int replayed = 0;
        int left = 0;
        for (int from = 0; from < offsets.size(); from += LetterClient.MOST) {
            JsonNode answer =
                    client.replay(topic, offsets.subList(from, Math.min(offsets.size(), from + LetterClient.MOST)));
            replayed += answer.path("replayed").asInt();
            left += answer.path("left").size();
            answer.path("left")
                    .forEach(one ->
                            out.printf("  %d was left: %s%n", one.path("offset").asLong(), text(one, "why")));
            out.printf("  %d of %d written again%n", replayed, offsets.size());
        }
        return left == 0;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString();
    }
}
