package dev.vestnik.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, guess keys, or spell things oddly. */
@ExtendWith(Backend.Extension.class)
class HostileClientsTest {
    private static final int REQUESTS = 4;
    private static final Duration START = Duration.ofMinutes(1);

    private static Door door;

    @BeforeAll
    static void open(Backend backend) {
        door = new Door(
                backend.settings("hostile."),
                "--vestnik.web.idle=1s",
                "--vestnik.web.head=1s",
                "--vestnik.web.body=1s",
                "--vestnik.security.wrong-keys=5");
        await().atMost(START).until(door::isReady);
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /v1/ev",
                "POST /v1/events HTTP/1.1\r\nHost: door\r\nX-Slow",
                "GET /nothing HTTP/1.1\r\nHost: door\r\n\r\n"
            })
    void aConnectionThatSaysNothingMoreIsClosed(String beginning) throws IOException {
        try (Wire wire = new Wire(door)) {
            assertThat(wire.say(beginning).isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatDoesNotComeIsAnsweredAndItsConnectionClosed() throws IOException {
        try (Wire wire = new Wire(door)) {
            Wire.Answer answer = wire.say(head(1_000) + "{").answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.head()).contains("application/problem+json");
            assertThat(wire.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatTricklesIsEnded() throws Exception {
        try (Wire wire = new Wire(door)) {
            wire.say(head(1_000_000));
            Thread trickle = Thread.startVirtualThread(() -> trickle(wire));
            assertThat(wire.isClosed()).isTrue();
            trickle.join();
        }
    }

    private static void trickle(Wire wire) {
        try {
            for (int i = 0; i < 200; i++) {
                wire.say(" ");
                Thread.sleep(100); // the pace of the client is what is tested
            }
        } catch (IOException | InterruptedException e) {
            // the other side has closed it
        }
    }

    @Test
    void slowBodiesLeaveTheKeyItsShare(Backend backend) throws Exception {
        try (Door patient = new Door(backend.settings("patient."), "--vestnik.ingest.max-requests=" + REQUESTS);
                Wires slow = new Wires(patient)) {
            await().atMost(START).until(patient::isReady);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < REQUESTS / 2; j++) {
                    slow.open().say(head(1_000) + "{");
                }
                String id = "quick-" + i;
                await().untilAsserted(() -> assertThat(patient.send(Door.CLOUD_EVENT, Door.event(id, "customer-1"))
                                .status())
                        .isEqualTo(202));
            }
            assertThat(slow.all().getFirst().say(" ".repeat(998) + "}").answer().status())
                    .isEqualTo(422);
        }
    }

    @Test
    void linesWithoutEndThatTrickleHaveABound(Backend backend) throws Exception {
        String endless = "x".repeat(600_000);
        try (Door small = new Door(
                        backend.settings("lines."),
                        "--vestnik.ingest.max-document=1MB",
                        "--vestnik.ingest.document-memory=2MB");
                Wires slow = new Wires(small)) {
            await().atMost(START).until(small::isReady);
            await().untilAsserted(() -> {
                slow.open().say(head(1_000_000).replace(Door.CLOUD_EVENT, Door.LINES) + endless);
                assertThat(small.send(Door.LINES, endless + "\n").status()).isEqualTo(429);
            });
            assertThat(small.send(Door.LINES, Door.event("short", "customer-1") + "\n")
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    void moreConnectionsThanThatAreClosedAtOnce(Backend backend) throws Exception {
        try (Door small = new Door(backend.settings("small."), "--vestnik.web.max-connections=3");
                Wires wires = new Wires(small)) {
            await().atMost(START).until(small::isReady);
            for (int i = 0; i < 4; i++) {
                wires.open();
            }
            // Which of them came first is for the server to say.
            await().atMost(START).until(() -> wires.all().stream().anyMatch(HostileClientsTest::isClosedNow));
        }
    }

    private static boolean isClosedNow(Wire wire) {
        try {
            return wire.isClosedNow();
        } catch (IOException e) {
            return true;
        }
    }

    private static String head(int length) {
        return "POST /v1/events HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer main-key\r\nContent-Type: "
                + Door.CLOUD_EVENT + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /openapi HTTP/1.1",
                "GET /actuator/health HTTP/1.1",
                "GET /actuator/prometheus HTTP/1.1",
                "GET /nothing HTTP/1.1",
                "POST /v1/events HTTP/1.1",
                "PUT /v1/events HTTP/1.1",
                "OPTIONS /v1/events HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /x y z HTTP/1.1",
                "nonsense"
            })
    void everyAnswerMayNotBeFramedNorGuessedAt(String line) throws IOException {
        try (Wire wire = new Wire(door)) {
            Wire.Answer answer = wire.say(line + "\r\nHost: door\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    .answer();
            assertThat(answer.head())
                    .contains(
                            "frame-ancestors 'none'",
                            "x-content-type-options: nosniff",
                            "referrer-policy: no-referrer");
            if (answer.status() >= 400) {
                assertThat(answer.head()).contains("application/problem+json");
                assertThat(answer.body()).contains("\"status\":" + answer.status(), "\"detail\":");
            }
        }
    }

    @Test
    void aHeadThatIsTooLongIsAProblem() throws IOException {
        try (Wire wire = new Wire(door)) {
            Wire.Answer answer = wire.say("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: door\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(414);
            assertThat(answer.head()).contains("application/problem+json", "frame-ancestors 'none'");
        }
        try (Wire wire = new Wire(door)) {
            Wire.Answer answer = wire.say("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.body()).contains("\"status\":431");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%761/events",
                "/v1/%65vents",
                "/v%31/events",
                "/v1/events/",
                "/V1/events",
                "//v1/events",
                "/v1//events",
                "/v1/./events",
                "/x/../v1/events",
                "/x/%2e%2e/v1/events",
                "/v1;a=b/events",
                "/v1/events;a=b",
                "/v1%2Fevents",
                "/%2576%31/events",
                "/v1/events%00",
                "/v1/events%0d%0a",
                "http://door/v1/events",
                "http://door/%761/events"
            })
    void noSpellingOfThePathGetsAroundTheKey(String path) throws IOException {
        try (Wire wire = new Wire(door)) {
            String event = Door.event("odd", "customer-1");
            Wire.Answer answer = wire.say("POST " + path + " HTTP/1.1\r\nHost: door\r\nContent-Type: "
                            + Door.CLOUD_EVENT + "\r\nContent-Length: " + event.length() + "\r\n\r\n" + event)
                    .answer();
            assertThat(answer.status()).isIn(400, 401, 404);
            assertThat(answer.head()).contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%761/events", "/v1/%65vents", "/v%31/events", "http://door/%761/events"})
    void theKeyIsAskedForAtThePathThatTheRouterSees(String path) throws IOException {
        try (Wire wire = new Wire(door)) {
            assertThat(wire.say("POST " + path + " HTTP/1.1\r\nHost: door\r\nContent-Length: 0\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/../env", "/actuator/health/%2e%2e/env", "/actuator/health/./env"})
    void nothingIsBeyondTheHealth(String path) throws IOException {
        try (Wire wire = new Wire(door)) {
            assertThat(wire.say("GET " + path + " HTTP/1.1\r\nHost: door\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void wrongKeysAreLimitedAndRightOnesAreNot() throws Exception {
        HttpRequest.Builder guess = HttpRequest.newBuilder(door.url().resolve("/v1/events"))
                .header("Content-Type", Door.CLOUD_EVENT)
                .POST(BodyPublishers.ofString(Door.event("guess", "c")));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Door.Answer answer = door.call(
                    guess.setHeader("Authorization", "Bearer guess-" + i).build());
            statuses.add(answer.status());
            if (answer.status() == 429) {
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            }
        }
        assertThat(statuses.getFirst()).isEqualTo(401);
        assertThat(statuses).contains(429).containsOnly(401, 429);
        assertThat(door.send(Door.CLOUD_EVENT, Door.event("right", "c")).status())
                .isEqualTo(202);
        assertThat(door.get("/actuator/prometheus").response().body())
                .containsPattern("vestnik_calls_refused_total\\{reason=\"too-many-wrong-keys\"} [1-9]");
    }

    @Test
    void nobodyGuessesMoreKeysByNamingOtherAddresses(Backend backend) throws Exception {
        try (Door clustered = new Door(
                backend.settings("named."),
                "--vestnik.security.wrong-keys=5",
                "--spring.main.cloud-platform=kubernetes")) {
            assertThat(guess(clustered, "192.0.2.")).contains(429);
        }
    }

    @Test
    void behindAProxyEachCallerHasAttemptsOfTheirOwn(Backend backend) throws Exception {
        try (Door behind = new Door(
                backend.settings("behind."), "--vestnik.security.wrong-keys=5", "--vestnik.web.proxies=127.0.0.0/8")) {
            assertThat(guess(behind, "192.0.2.")).containsOnly(401);
            assertThat(guess(behind, "10.0.0.%d, 198.51.100.7")).contains(429);
            assertThat(guess(behind, "203.0.113.")).containsOnly(401);
        }
    }

    /** What the guesses of keys are answered that come, as a header says, from address after address. */
    private static List<Integer> guess(Door at, String network) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            String from = network.contains("%") ? network.formatted(i) : network + i;
            statuses.add(at.call(HttpRequest.newBuilder(at.url().resolve("/v1/events"))
                            .header("Authorization", "Bearer guess-" + i)
                            .header("X-Forwarded-For", from)
                            .POST(BodyPublishers.noBody())
                            .build())
                    .status());
        }
        return statuses;
    }
}
