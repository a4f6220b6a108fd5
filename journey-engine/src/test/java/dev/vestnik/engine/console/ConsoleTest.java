package dev.vestnik.engine.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.console.ConsoleFiles.Packed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

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
    void letsThePageRunNoScriptOfItsOwnText() {
        String policy = get("/console").getResponseHeaders().getFirst("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval")
                .doesNotContainPattern("script-src[^;]*unsafe");
    }

    @Test
    void answersEveryAddressBeneathItWithThePage() {
        String page = get("/console").getResponseBody();
        assertThat(get("/console/journeys/abandoned-cart").getResponseBody()).isEqualTo(page);
        assertThat(get("/console/customers/main/a%20b").getResponseBody()).isEqualTo(page);
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
