package dev.vestnik.sandbox.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A provider's call to its client. */
record HookCall(URI address, Map<String, String> headers, String body) {
    private static final String TYPE = "Content-Type";

    static HookCall json(URI address, Object body) {
        return json(address, JsonMapper.shared().writeValueAsString(body));
    }

    static HookCall json(URI address, String body) {
        return new HookCall(address, Map.of(TYPE, "application/json"), body);
    }

    static HookCall form(URI address, Map<String, String> fields) {
        return new HookCall(address, Map.of(TYPE, "application/x-www-form-urlencoded"), encoded(fields));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same with a signature. */
    HookCall signed(String header, String signature) {
        return new HookCall(address, Map.of(TYPE, headers.getOrDefault(TYPE, ""), header, signature), body);
    }
}
