package dev.vestnik.system.canary;

import dev.vestnik.system.installation.Standalone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The installation's calls. Keeps what was answered to those that were refused; every call is traced. */
final class Door implements AutoCloseable {
    private static final String TRACED = "00-0af7651916cd43dd8448eb211c8031ca-b7ad6b7169203331-01";

    private final Standalone vestnik;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    Door(Standalone vestnik) {
        this.vestnik = vestnik;
    }

    /** Calls that must be taken: any other answer is a fault of the test. */
    String must(String method, String part, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, part, path, body, vestnik.key());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    String url(String part) {
        return vestnik.url(part);
    }

    /** A page as it is, also that of a service that is not well. */
    String page(String part, String path) throws IOException, InterruptedException {
        return send("GET", part, path, "", vestnik.key()).body();
    }

    HttpResponse<String> call(String method, String part, String path, String body)
            throws IOException, InterruptedException {
        return call(method, part, path, body, vestnik.key());
    }

    HttpResponse<String> call(String method, String part, String path, String body, String key)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, part, path, body, key);
        if (answer.statusCode() >= 300 || answer.statusCode() == 207) {
            refusals.add(method + " of " + part + ": " + answer.statusCode() + " "
                    + answer.headers().map() + " " + answer.body());
        }
        return answer;
    }

    private HttpResponse<String> send(String method, String part, String path, String body, String key)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(vestnik.url(part) + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type(part, path))
                .header("traceparent", TRACED)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String type(String part, String path) {
        if (part.equals("INGEST")) {
            return "application/x-ndjson";
        }
        if (path.startsWith("/v1/bounces")) {
            return "message/rfc822";
        }
        return path.startsWith("/api/offers/") && path.endsWith("/codes") ? "text/csv" : "application/json";
    }

    /** The refusals so far by what they are called in a finding. */
    Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        List.copyOf(refusals)
                .forEach(refusal ->
                        refused.put("the answer to " + refusal.substring(0, Math.min(60, refusal.length())), refusal));
        return refused;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
