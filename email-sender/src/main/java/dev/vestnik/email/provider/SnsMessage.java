package dev.vestnik.email.provider;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.UnreadableHookException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A call of Amazon SNS (Simple Notification Service): its fields, all of them texts. */
record SnsMessage(Map<String, String> fields) {
    static final String NOTIFICATION = "Notification";
    static final String CONFIRMATION = "SubscriptionConfirmation";

    /** The signed fields, in the order in which Amazon signs them. */
    private static final List<String> SIGNED_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

    private static final List<String> SIGNED_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    SnsMessage {
        fields = Map.copyOf(fields);
    }

    static SnsMessage of(Hook hook) throws UnreadableHookException {
        JsonNode body = hook.json();
        if (!body.isObject()) {
            throw new UnreadableHookException("the body is no message of SNS");
        }
        Map<String, String> fields = new HashMap<>();
        body.forEachEntry((name, value) -> {
            if (value.isString()) {
                fields.put(name, value.stringValue());
            }
        });
        return new SnsMessage(fields);
    }

    /** A field; empty where it is missing. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    String type() {
        return field("Type");
    }

    /** The bytes that the signature is over: names and values of fields, each on a line of its own; a missing one is left out. */
    byte[] signed() {
        StringBuilder content = new StringBuilder();
        for (String name : type().equals(NOTIFICATION) ? SIGNED_NOTIFICATION : SIGNED_CONFIRMATION) {
            String value = fields.get(name);
            if (value != null) {
                content.append(name).append('\n').append(value).append('\n');
            }
        }
        return content.toString().getBytes(StandardCharsets.UTF_8);
    }
}
