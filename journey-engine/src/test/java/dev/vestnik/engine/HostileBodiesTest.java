package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.service.access.Role;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a call gets as its body or its cursor, its answer is an answer: none is a fault of ours, and each refusal is a problem document. */
@ExtendWith(SharedEngine.class)
class HostileBodiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ID = "11111111-2222-8333-8444-555555555555";
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "7",
            "\"text\"",
            "[]",
            "[null, 1, [], {}]",
            "{}",
            "{",
            "\u0000",
            "{\"a\": 1, \"a\": 2}",
            "{\"" + "x".repeat(100_000) + "\": 1}",
            "{\"id\": 1e999999999, \"limit\": -1e400, \"level\": 123456789012345678901234567890}",
            "{\"id\": \"\\ud800\", \"path\": \"\\u0000\", \"documents\": [[[{}]]], \"tests\": {\"a\": []}}",
            "{\"documents\": [{\"path\": \"journeys/a.yml\", \"text\": \"" + "[".repeat(10_000)
                    + "\"}, {\"path\": 1, \"text\": null}, {}]}",
            "{\"documents\": [{\"path\": \"settings/shop.yml\", \"text\": \"a: &a [*a]\"}, {\"path\": \"tests/a/b.yml\", \"text\": \"\"}]}",
            "{\"documents\": " + "[".repeat(900) + "]".repeat(900) + "}",
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\nid: *a",
            "a: &a {<<: *a}",
            "id: !!javax.script.ScriptEngineManager [x]",
            "? [a, b]\n: c\n",
            "- ".repeat(5_000),
            "x".repeat(1 << 20),
            "{\"id\": \"" + "ж".repeat(300_000) + "\", \"steps\": {}, \"locales\": {}, \"entry\": []}",
            "channel: sms\n".repeat(50_000));

    private record Call(Role role, String method, String path) {}

    private static final List<Call> CALLS = List.of(
            new Call(Role.MARKETER, "PUT", "/api/journeys/hostile"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/revert"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/publish"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/pause"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/resume"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/archive"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/test-runs"),
            new Call(Role.MARKETER, "POST", "/api/journeys/hostile/tests"),
            new Call(Role.MARKETER, "PUT", "/api/templates/hostile"),
            new Call(Role.MARKETER, "PUT", "/api/templates/hostile/draft"),
            new Call(Role.MARKETER, "POST", "/api/templates/hostile/preview"),
            new Call(Role.MARKETER, "POST", "/api/templates/hostile/publish"),
            new Call(Role.MARKETER, "POST", "/api/templates/hostile/revert"),
            new Call(Role.MARKETER, "POST", "/api/settings/shop/revert"),
            new Call(Role.MARKETER, "POST", "/api/bundles"),
            new Call(Role.MARKETER, "PUT", "/api/offers/hostile"),
            new Call(Role.MARKETER, "POST", "/api/offers/hostile/codes"),
            new Call(Role.MARKETER, "POST", "/api/offers/hostile/codes/make"),
            new Call(Role.SUPPORT, "POST", "/api/offers/hostile/redeem"),
            new Call(Role.SUPPORT, "PUT", "/api/customers/hostile/consents"),
            new Call(Role.SUPPORT, "POST", "/api/customers/hostile/messages"),
            new Call(Role.SUPPORT, "POST", "/api/tasks/" + ID + "/take"),
            new Call(Role.SUPPORT, "POST", "/api/tasks/" + ID + "/finish"),
            new Call(Role.OPS, "POST", "/api/feature-level"));

    private static final List<String> VALUES = List.of(
            "",
            "-1",
            "0",
            "99999999999999999999",
            "1e9",
            "null",
            "\u0000",
            "~",
            "//",
            "a/b",
            "%",
            "ж".repeat(600), // as long as a line of a request may be; longer ones are refused by the wire, see
            // HostileClientsTest
            "2026-13-45T99:00:00Z",
            "+1000000000-01-01T00:00:00Z",
            "AAAA",
            "eyJhIjoxfQ",
            "main/anna");

    private static final List<Call> QUERIES = List.of(
            new Call(Role.OPS, "GET", "/api/audit?cursor="),
            new Call(Role.OPS, "GET", "/api/audit?from="),
            new Call(Role.OPS, "GET", "/api/audit?to="),
            new Call(Role.OPS, "GET", "/api/audit?limit="),
            new Call(Role.SUPPORT, "GET", "/api/tasks?cursor="),
            new Call(Role.SUPPORT, "GET", "/api/tasks?state="),
            new Call(Role.SUPPORT, "GET", "/api/tasks?queue="),
            new Call(Role.SUPPORT, "GET", "/api/stuck?cursor="),
            new Call(Role.MARKETER, "GET", "/api/journeys?cursor="),
            new Call(Role.MARKETER, "GET", "/api/templates?cursor="),
            new Call(Role.MARKETER, "GET", "/api/offers?cursor="),
            new Call(Role.MARKETER, "GET", "/api/bundles?cursor="),
            new Call(Role.MARKETER, "GET", "/api/settings/shop/effective?shop="),
            new Call(Role.SUPPORT, "GET", "/api/customers/anna?shop="),
            new Call(Role.SUPPORT, "GET", "/api/customers/anna/timeline?cursor="),
            new Call(Role.SUPPORT, "GET", "/api/customers/anna/timeline?limit="),
            new Call(Role.SUPPORT, "GET", "/api/customers/anna/explain?journey="),
            new Call(Role.SUPPORT, "GET", "/api/customers/anna/explain?journey=a&at="),
            new Call(Role.SUPPORT, "GET", "/api/customers/anna/export?shop="));

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningEngine engine;

    HostileBodiesTest(RunningEngine engine) {
        this.engine = engine;
    }

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    @Test
    void everyBodyIsTakenOrRefusedInWords() throws Exception {
        List<String> bad = new ArrayList<>();
        for (Call call : CALLS) {
            for (String body : BODIES) {
                look(call, call.path(), body, bad);
            }
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void everyParameterIsTakenOrRefusedInWords() throws Exception {
        List<String> bad = new ArrayList<>();
        for (Call call : QUERIES) {
            for (String value : VALUES) {
                look(call, call.path() + URLEncoder.encode(value, StandardCharsets.UTF_8), "", bad);
            }
        }
        assertThat(bad).isEmpty();
    }

    private void look(Call call, String path, String body, List<String> bad) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.url(0) + path))
                .header("Authorization", "Bearer " + RunningEngine.key(call.role(), "*"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(call.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        String what = call.method() + " " + path + " " + body.substring(0, Math.min(60, body.length())) + ": ";
        try {
            look(what, http.send(request, BodyHandlers.ofString()), bad);
        } catch (HttpTimeoutException e) {
            bad.add(what + "no answer in " + PATIENCE);
        }
    }

    private static void look(String what, HttpResponse<String> answer, List<String> bad) {
        if (answer.statusCode() >= 500 || answer.body().length() > 1_000_000) {
            bad.add(what + answer.statusCode() + " "
                    + answer.body().substring(0, Math.min(300, answer.body().length())));
        } else if (answer.statusCode() >= 400 && !isProblem(answer)) {
            bad.add(what + answer.statusCode() + " no problem document");
        }
    }

    private static boolean isProblem(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                && JsonMapper.shared().readValue(answer.body(), Map.class).containsKey("detail");
    }
}
