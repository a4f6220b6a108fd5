package dev.vestnik.engine.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.console.ConsoleFiles.Packed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The console is served to browsers as they need it, and to nobody more than it. */
@ExtendWith(SharedEngine.class)
class ConsoleTest {
    private final RunningEngine engine;
    private final ConsoleFiles files = new ConsoleFiles("console-of-tests");

    ConsoleTest(RunningEngine engine) {
        this.engine = engine;
    }

    private EntityExchangeResult<String> get(String path) {
        return engine.client("")
                .get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    @Test
    void servesThePageToWhoHasNoKey() {
        EntityExchangeResult<String> page = get("/console");
        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseHeaders().getContentType()).hasToString("text/html;charset=UTF-8");
        assertThat(page.getResponseBody())
                .containsIgnoringCase("<!doctype html>")
                .contains("<title>Vestnik</title>");
    }

    @Test
    void letsNobodyFrameThePage() {
        assertThat(get("/console").getResponseHeaders().getFirst("Content-Security-Policy"))
                .contains("frame-ancestors 'none'");
    }

    @Test
    void letsThePageRunNoScriptOfItsOwnText() {
        String policy = packed("/console").getResponseHeaders().getFirst("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe-eval")
                .doesNotContainPattern("script-src[^;]*unsafe");
    }

    @Test
    void answersEveryAddressBeneathItWithThePage() {
        assertThat(packed("/console/journeys/abandoned-cart").getResponseBody()).contains("a page for tests");
        assertThat(packed("/console/customers/main/a%20b").getResponseBody()).contains("a page for tests");
        assertThat(get("/console/journeys/abandoned-cart").getResponseBody())
                .isEqualTo(get("/console").getResponseBody());
    }

    @Test
    void asksForThePageEachTimeAndKeepsItsFilesForGood() {
        assertThat(packed("/console").getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
        assertThat(packed("/console/assets/main-abc.js").getResponseHeaders().getCacheControl())
                .contains("immutable");
    }

    @Test
    void packedFilesNameTheirForm() {
        HttpHeaders headers = packed("/console/assets/main-abc.js").getResponseHeaders();
        assertThat(headers.getFirst(HttpHeaders.CONTENT_ENCODING)).isEqualTo("br");
        assertThat(headers.getFirst(HttpHeaders.CONTENT_TYPE)).startsWith("text/javascript");
        assertThat(headers.getVary()).contains(HttpHeaders.ACCEPT_ENCODING);
    }

    /** The pages of the tests, as the controller answers with them. */
    private EntityExchangeResult<String> packed(String path) {
        return WebTestClient.bindToController(new ConsoleController(files))
                .build()
                .get()
                .uri(URI.create(path))
                .header(HttpHeaders.ACCEPT_ENCODING, "br")
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    @Test
    void aNewDraftIsRefusedWhereTheNameIsOrWasTaken() {
        String id = "console-" + UUID.randomUUID();
        assertThat(save(id, "0").getStatus().value()).isEqualTo(201);
        assertThat(save(id, "0").getStatus().value()).isEqualTo(412);
        engine.client(RunningEngine.MARKETER)
                .delete()
                .uri("/api/journeys/{id}", id)
                .exchange()
                .expectStatus()
                .isNoContent();
        DocumentContext refusal = JsonPath.parse(save(id, "0").getResponseBody());
        assertThat(refusal.<String>read("$.changes[-1].action")).isEqualTo("deleted");
        String revision = refusal.read("$.currentRevision").toString();
        assertThat(save(id, revision).getStatus().value()).isEqualTo(201);
    }

    private EntityExchangeResult<String> save(String id, String revision) {
        return engine.client(RunningEngine.MARKETER)
                .put()
                .uri("/api/journeys/{id}", id)
                .header(HttpHeaders.IF_MATCH, '"' + revision + '"')
                .contentType(MediaType.parseMediaType("application/yaml"))
                .bodyValue("""
                        id: %s
                        class: service
                        entry: {on: order.shipped, key: event.orderId}
                        start: done
                        steps: {done: {type: end}}
                        """.formatted(id))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    @Test
    void hasNoFilesButItsOwn() {
        for (String path : List.of("/console/assets/nothing.js", "/console/assets/..%2f..%2fjourney-engine.yml")) {
            assertThat(get(path).getStatus().value()).as(path).isIn(400, 404);
        }
        assertThat(files.asset("/assets/../index.html", "")).isEmpty();
        assertThat(files.asset("/assets/index.html", "")).isEmpty();
    }

    @Test
    void sendsTheSmallestFormThatTheBrowserTakes() {
        assertThat(form("gzip, deflate, br")).isEqualTo("br");
        assertThat(form("gzip, br;q=0")).isEqualTo("gzip");
        assertThat(form("")).isEqualTo("identity");
        assertThat(files.asset("/assets/main-abc.js", "br").map(Packed::etag))
                .isNotEqualTo(files.asset("/assets/main-abc.js", "").map(Packed::etag));
    }

    private String form(String accepted) {
        return files.asset("/assets/main-abc.js", accepted).orElseThrow().encoding();
    }

    @Test
    void thePagesTagChangesWithThePage() {
        Packed page = files.page("").orElseThrow();
        assertThat(new String(page.bytes(), StandardCharsets.UTF_8)).contains("a page for tests");
        assertThat(page.etag()).hasSize(24);
    }

    @Test
    void aBuildWithoutTheConsoleSaysSo() {
        assertThat(new ConsoleFiles("nowhere").page("br")).isEqualTo(Optional.empty());
        assertThat(new String(ConsoleFiles.leftOut(), StandardCharsets.UTF_8)).contains("without the console", "Node");
    }

    @Test
    void tellsAKeyItsRoles() {
        engine.client(RunningEngine.SUPPORT)
                .get()
                .uri("/api/me")
                .header(HttpHeaders.ACCEPT, "application/json")
                .exchange()
                .expectBody()
                .json("{\"name\": \"support\", \"roles\": [\"support\"], \"shops\": []}");
    }
}
