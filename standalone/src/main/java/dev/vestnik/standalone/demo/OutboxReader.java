package dev.vestnik.standalone.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads the messages that arrive from the sandbox's outbox, and counts them. */
final class OutboxReader {
    private final EngineClient client;
    private final String url;
    private final Map<String, Integer> byMessage = new HashMap<>();
    private final Map<String, Integer> byKind = new TreeMap<>();
    private String since = "";
    private int total;

    OutboxReader(EngineClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /** Reads the new messages. */
    void read(Consumer<JsonNode> each) throws InterruptedException {
        boolean more = true;
        while (more) {
            JsonNode page = client.get(url + "/outbox?limit=500" + (since.isEmpty() ? "" : "&since=" + since));
            for (JsonNode item : page.path("items")) {
                since = item.path("seq").asString();
                total++;
                byMessage.merge(item.path("messageId").asString(""), 1, Integer::sum);
                byKind.merge(
                        item.path("template").asString() + " "
                                + item.path("channel").asString(),
                        1,
                        Integer::sum);
                each.accept(item);
            }
            more = !page.path("next").isNull() && !page.path("next").isMissingNode();
        }
    }

    int total() {
        return total;
    }

    int of(String message) {
        return byMessage.getOrDefault(message, 0);
    }

    Map<String, Integer> byKind() {
        return byKind;
    }

    /** The number of messages that arrived more than once. */
    long doubled() {
        return byMessage.values().stream().filter(count -> count > 1).count();
    }
}
