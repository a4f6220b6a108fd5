package dev.vestnik.sender.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to a provider.
 *
 * @param path behind the provider's address, with a query if there is one: {@code /sms/3/messages}
 * @param body empty for GET
 */
public record HttpCall(Method method, String path, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The methods that providers' interfaces use. */
    public enum Method {
        GET,
        POST,
        PUT
    }

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(String path) {
        return new HttpCall(Method.GET, path, Map.of(), new byte[0]);
    }

    /** A POST of anything that Jackson writes. */
    public static HttpCall json(String path, Object body) {
        return new HttpCall(
                Method.POST,
                path,
                Map.of("Content-Type", "application/json; charset=utf-8", "Accept", "application/json"),
                JSON.writeValueAsBytes(body));
    }

    /** A POST of {@code application/x-www-form-urlencoded}. */
    public static HttpCall form(String path, Map<String, String> fields) {
        return new HttpCall(
                Method.POST,
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                encoded(fields).getBytes(StandardCharsets.US_ASCII));
    }

    /** Fields as they stand in a form or behind the question mark of a query. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same with one more header. */
    public HttpCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, path, more, body);
    }

    /** Leaves headers and body out: they carry keys, numbers and texts. */
    @Override
    public String toString() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }
}
