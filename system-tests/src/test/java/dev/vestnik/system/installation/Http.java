package dev.vestnik.system.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's HTTP client. */
public final class Http {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String key;

    public Http(String key) {
        this.key = key;
    }

    public JsonNode get(String url) throws IOException, InterruptedException {
        return call("GET", url, "application/json", "");
    }

    /** A page as it is. */
    public String page(String url, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", accept)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public JsonNode call(String method, String url, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(method, url, type, body);
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + url + " " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body().isEmpty() ? "null" : answer.body());
    }

    /** Whatever is answered. */
    public int status(String method, String url, String type, String body) throws IOException, InterruptedException {
        return answer(method, url, type, body).statusCode();
    }

    private HttpResponse<String> answer(String method, String url, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
