package dev.vestnik.sandbox.apns;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client's request, with the header fields of APNs. */
record ApnsRequest(String method, String path, Map<String, String> headers, byte[] body) {
    static final String DEVICE = "/3/device/";
    private static final List<String> KNOWN = List.of(
            "authorization",
            "apns-id",
            "apns-topic",
            "apns-push-type",
            "apns-expiration",
            "apns-priority",
            "apns-collapse-id");

    ApnsRequest {
        headers = Map.copyOf(headers);
    }

    static ApnsRequest of(String method, String path, HttpHeaders fields, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : KNOWN) {
            String value = fields.get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new ApnsRequest(method, path, headers, body);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    String id() {
        String id = headers.get("apns-id");
        return id == null ? UUID.randomUUID().toString() : id;
    }

    String deviceToken() {
        return path.startsWith(DEVICE) ? path.substring(DEVICE.length()) : "";
    }

    /** The header fields for the ledger: all but the sender's token. */
    Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>(headers);
        facts.remove("authorization");
        return facts;
    }
}
