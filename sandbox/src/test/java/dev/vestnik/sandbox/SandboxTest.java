package dev.vestnik.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.service.access.AccessTable;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

class SandboxTest {
    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void tellsItsPorts() {
        assertThat(sandbox.get("/ports").toString())
                .isEqualTo("{\"http\":%d,\"smpp\":%d,\"smtp\":%d,\"apns\":%d}"
                        .formatted(
                                sandbox.ports().http(),
                                sandbox.ports().smpp(),
                                sandbox.ports().smtp(),
                                sandbox.ports().apns()));
        assertThat(sandbox.get("/actuator/health").path("status").asString()).isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/outbox?channel=fax&limit=0x&since=yesterday | channel,limit,since",
                "/outbox?limit=1001 | limit",
                "/outbox?limit=0 | limit",
                "/outbox/count?by=colour,channel | colour",
                "/outbox/77 | 77",
                "/outbox/many | "
            })
    void namesTheFaultsOfAQuery(String path, String mentioned) {
        HttpResponse<String> answer = sandbox.send(HttpRequest.newBuilder(sandbox.uri(path)));
        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(mentioned == null ? new String[] {"status"} : mentioned.split(","));
    }

    @Test
    void listsEveryHandlerInTheTableOfCalls() {
        AccessTable table = sandbox.beans(AccessTable.class).iterator().next();
        for (RequestMappingInfoHandlerMapping mapping : sandbox.beans(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                String path = info.getPatternsCondition()
                        .getPatterns()
                        .iterator()
                        .next()
                        .getPatternString();
                String sample = path.replace("/**", "/x").replaceAll("\\{[^}]*}", "7");
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    assertThat(table.find(HttpMethod.valueOf(method.name()), PathContainer.parsePath(sample)))
                            .as(info.toString())
                            .isInstanceOf(AccessTable.Verdict.Known.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/actuator/env", "/actuator/health/%2e%2e/env", "/outbox;a=b", "/outbox/1"})
    void answersEveryErrorWithAProblemDocumentAndForbidsFrames(String path) {
        HttpResponse<String> answer = sandbox.send(HttpRequest.newBuilder(sandbox.uri(path)));
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
    }

    @Test
    void answersAnEmptyOutboxWithNoNext() {
        assertThat(sandbox.get("/outbox").toString()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(sandbox.get("/outbox/count?by=channel,template").toString())
                .isEqualTo("{\"total\":0,\"counts\":[]}");
    }

    @Test
    void listsEveryFaultOfABehaviour() {
        HttpResponse<String> answer =
                sandbox.post("/behaviour", "{\"channel\": \"sms\", \"rejectRate\": 7, \"mood\": \"bad\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"path\":\"rejectRate\"", "\"path\":\"mood\"", "from 0 to 1");
        assertThat(sandbox.post("/behaviour", "{\"channel\":").statusCode()).isEqualTo(400);
        assertThat(sandbox.get("/behaviour").path("smpp").path("rejectRate").asDouble())
                .isZero();
    }

    @Test
    void forgetsAllMisbehaviourAtOnce() {
        sandbox.behave("{\"channel\": \"push\", \"openRate\": 0.5, \"receiptDelay\": \"PT1M\"}");
        assertThat(sandbox.get("/behaviour").path("fcm").path("receiptDelay").asString())
                .isEqualTo("PT1M");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/behaviour")).DELETE());
        assertThat(sandbox.get("/behaviour").path("fcm").path("openRate").asDouble())
                .isZero();
    }
}
