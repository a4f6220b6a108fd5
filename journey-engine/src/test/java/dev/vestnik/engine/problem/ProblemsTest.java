package dev.vestnik.engine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.reactive.server.WebTestClient;

@ExtendWith(SharedEngine.class)
class ProblemsTest {
    private final RunningEngine engine;

    ProblemsTest(RunningEngine engine) {
        this.engine = engine;
    }

    @Test
    void anUnfitContentTypeIsAnsweredWithThoseThatFit() {
        ProblemDetail problem = problem(
                RunningEngine.MARKETER,
                HttpMethod.PUT,
                "/api/journeys/unfit",
                request -> request.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue("{}"));

        assertThat(problem.getStatus()).isEqualTo(415);
        assertThat(problem.getDetail()).contains("application/json", "application/yaml");
    }

    @Test
    void aBodyThatIsTooLargeIsAnsweredWithTheLimit() {
        ProblemDetail problem = problem(
                RunningEngine.MARKETER,
                HttpMethod.PUT,
                "/api/journeys/large",
                request -> request.contentType(MediaType.APPLICATION_JSON).bodyValue("x".repeat(3 << 20)));

        assertThat(problem.getStatus()).isEqualTo(413);
        assertThat(problem.getDetail()).isEqualTo("a body has at most 2 MB");
    }

    @Test
    void noRefusalRepeatsWhatSomebodyTookForAnId() {
        for (String key : List.of(RunningEngine.MARKETER, "unheard-of")) {
            assertThat(get(key, "/api/customers/+79264815973").toString()).doesNotContain("79264815973");
        }
    }

    @Test
    void anUnknownKeyIsNotTakenForNone() {
        assertThat(get("unheard-of", "/api/journeys").getDetail()).startsWith("this key is not valid");
        assertThat(get("", "/api/journeys").getDetail()).startsWith("a key is needed");
    }

    @ParameterizedTest
    @CsvSource({"/nowhere", "/api/journeys/a/b/c", "/u"})
    void whereNothingIsTheDescriptionIsNamed(String path) {
        ProblemDetail problem = get(RunningEngine.MARKETER, path);

        assertThat(problem.getStatus()).isEqualTo(404);
        assertThat(problem.getDetail()).isEqualTo("nothing is here; see /openapi");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/customers/x/timeline?limit=abc,  \"limit\" must be a whole number",
        "/api/customers/x/timeline?cursor=abc, \"cursor\" must be a whole number",
        "/api/journeys?limit=abc,              \"limit\" must be a whole number",
        "/api/messages/nonsense,               \"messageId\" must be a UUID",
    })
    void aParameterOfTheWrongKindIsNamed(String path, String detail) {
        String key = path.startsWith("/api/journeys") ? RunningEngine.MARKETER : RunningEngine.SUPPORT;

        assertThat(get(key, path).getDetail()).isEqualTo(detail);
    }

    private ProblemDetail get(String key, String path) {
        return problem(key, HttpMethod.GET, path, request -> {});
    }

    private ProblemDetail problem(
            String key, HttpMethod method, String path, Consumer<WebTestClient.RequestBodySpec> body) {
        WebTestClient.RequestBodySpec request =
                engine.client(key).method(method).uri(path);
        body.accept(request);
        return Objects.requireNonNull(request.header(HttpHeaders.ACCEPT, "*/*")
                .exchange()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(ProblemDetail.class)
                .returnResult()
                .getResponseBody());
    }
}
