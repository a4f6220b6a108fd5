package dev.vestnik.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.Dispatches;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.report.TestLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpGatewayTest {
    private final ScriptedHttp provider = new ScriptedHttp().answers(200, "{\"id\": \"m-1\"}");
    private final Dispatch message = Dispatches.any();
    private HttpGateway gateway = gateway(Duration.ofSeconds(30));

    private HttpGateway gateway(Duration answerTimeout) {
        return gateway(new JsonProvider(HookSignature.none()), answerTimeout);
    }

    private HttpGateway gateway(HttpProvider json, Duration answerTimeout) {
        return new HttpGateway(
                json,
                new HttpGatewaySettings("one", provider.url(), new GatewayLimits(10, 0), answerTimeout, null, "main"),
                HttpWire.trusting(answerTimeout, answerTimeout),
                TestLinks.in(ChannelName.SMS),
                (dispatch, name, ids) -> ids.stream()
                        .map(id -> new ClosingRecord(Topics.RECEIPTS, id, new byte[0]))
                        .toList(),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    private Outcome send() throws Exception {
        return gateway.send(message, () -> true);
    }

    @Test
    void tellsTheAccountsBehindAKeyApartAndShowsNone() {
        String account = AccountMark.of(provider.url(), "a-secret");
        assertThat(account)
                .isEqualTo(AccountMark.of(provider.url(), "a-secret"))
                .isNotEqualTo(AccountMark.of(provider.url(), "another"))
                .isNotEqualTo(AccountMark.of(provider.url().resolve("/other"), "a-secret"))
                .matches("[0-9a-f]{16}");
        assertThat(gateway.account()).as("it takes no key").isEmpty();
    }

    @Test
    void handsAMessageOver() throws Exception {
        assertThat(send()).isEqualTo(Outcome.accepted("m-1"));
        assertThat(provider.received).singleElement().satisfies(received -> {
            assertThat(received.method()).isEqualTo("POST");
            assertThat(received.uri()).hasToString("/send");
            assertThat(received.text())
                    .contains(
                            "+74956461000",
                            "On its way",
                            TestLinks.in(ChannelName.SMS).token(message));
        });
        assertThat(gateway.health().up()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'Rejected[kind=permanent, code=json-400, address=USABLE, deadTokens=[], retryAt=null]'",
        "401, 'Busy[code=json-401, scope=GATEWAY, retryAfter=null]'",
        "402, 'Busy[code=json-402, scope=GATEWAY, retryAfter=null]'",
        "403, 'Busy[code=json-403, scope=GATEWAY, retryAfter=null]'",
        "404, 'Busy[code=json-404, scope=GATEWAY, retryAfter=null]'",
        "301, 'Busy[code=json-301, scope=GATEWAY, retryAfter=null]'",
        "503, 'Busy[code=json-503, scope=GATEWAY, retryAfter=null]'",
        "500, 'Unknown[cause=json-500]'",
        "502, 'Unknown[cause=json-502]'",
        "501, 'Busy[code=json-501, scope=GATEWAY, retryAfter=null]'",
        "504, 'Unknown[cause=json-504]'",
        "507, 'Unknown[cause=json-507]'",
        "520, 'Unknown[cause=json-520]'",
        "522, 'Unknown[cause=json-522]'",
        "524, 'Unknown[cause=json-524]'",
        "598, 'Unknown[cause=json-598]'",
        "200, 'Unknown[cause=json-unreadable-answer]'"
    })
    void mapsAnAnswerByItsStatus(int status, String outcome) throws Exception {
        provider.answers(status, "<html>garbage</html>");
        assertThat(send()).hasToString(outcome);
    }

    @Test
    void isBusyForAsLongAsTheProviderSays() throws Exception {
        provider.answers(429, "Retry-After", "17", "{}");
        assertThat(send()).isEqualTo(Outcome.busy("json-429", Duration.ofSeconds(17)));
        assertThat(gateway.health().up()).isFalse();
        assertThat(gateway.health().detail()).contains("429");
        provider.answers(200, "{\"id\": \"m-1\"}");
        send();
        assertThat(gateway.health().up()).isTrue();
    }

    @Test
    void isInDoubtAfterAHugeAnswer() throws Exception {
        provider.answers(200, "{\"id\": \"m-1\", \"x\": \"" + "x".repeat(HttpWire.LARGEST_ANSWER) + "\"}");
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void isInDoubtWhenTheAnswerIsLost() throws Exception {
        provider.cuts();
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
        gateway.close();
        gateway = gateway(Duration.ofMillis(300));
        provider.fallsSilent();
        assertThat(send()).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void hasSentNothingWithoutAConnection() {
        provider.close();
        assertThatExceptionOfType(NotSentException.class).isThrownBy(this::send);
        assertThat(gateway.health().up()).isFalse();
    }

    @Test
    void hasSentNothingWhenItsTimeIsOver() throws Exception {
        assertThat(gateway.send(message, () -> false)).isInstanceOf(Outcome.NotSent.class);
        assertThat(provider.received).isEmpty();
    }

    @Test
    void asksForTheFateOfAnAttemptInDoubt() throws Exception {
        assertThat(gateway.lookUp(message)).contains(Outcome.accepted("m-1"));
        provider.answers(404, "{}");
        assertThat(gateway.lookUp(message)).contains(new Outcome.NotSent("not found"));
        provider.cuts();
        assertThat(gateway.lookUp(message)).isEmpty();
    }

    @Test
    void refusesForGoodWhatMakesNoRequest() throws Exception {
        HttpCall call = HttpCall.json("/send", Map.of());
        HttpCall large = new HttpCall(HttpCall.Method.POST, "/send", Map.of(), new byte[HttpWire.LARGEST_REQUEST + 1]);
        assertThat(sent(call.with("X-Subject", "two\nlines"))).isEqualTo(Outcome.permanent("bad-request"));
        assertThat(sent(new HttpCall(HttpCall.Method.POST, "/a b", Map.of(), new byte[1])))
                .isEqualTo(Outcome.permanent("bad-request"));
        assertThat(sent(large)).isEqualTo(Outcome.permanent("too-large"));
        assertThat(provider.received).isEmpty();
    }

    private Outcome sent(HttpCall call) throws Exception {
        try (HttpGateway always = gateway(new HttpConfigurationTest.Always(call), Duration.ofSeconds(30))) {
            return always.send(message, () -> true);
        }
    }

    @Test
    void correlatesAnAttemptInDoubtByTheIdThatWeGave() {
        Outcome.Unknown doubt = new Outcome.Unknown("answer lost");
        assertThat(gateway.closingRecords(message, Outcome.accepted("m-1"))).isEmpty();
        gateway.close();
        gateway = gateway(new Referring(), Duration.ofSeconds(30));
        assertThat(gateway.closingRecords(message, Outcome.accepted("m-1")))
                .extracting(ClosingRecord::key)
                .containsExactly(message.attempt().toString(), "m-1");
        assertThat(gateway.closingRecords(message, doubt))
                .extracting(ClosingRecord::key)
                .containsExactly(message.attempt().toString());
        assertThat(gateway.closingRecords(message, Outcome.permanent("no"))).isEmpty();
    }

    /** A provider whose reports name a message by our reference, or by its id. */
    private static final class Referring implements HttpProvider {
        private final HttpProvider json = new JsonProvider(HookSignature.none());

        @Override
        public Prepared request(ProviderSubmission submission) {
            return json.request(submission);
        }

        @Override
        public Outcome outcome(Exchange.Answered answer) {
            return json.outcome(answer);
        }

        @Override
        public List<String> correlated(ProviderSubmission submission, Outcome.Accepted accepted) {
            return Stream.concat(Stream.of(submission.idempotencyKey()), accepted.providerIds().stream())
                    .toList();
        }
    }

    @Test
    void readsReportsThatItAsksFor() throws Exception {
        provider.answers(200, "[{\"id\": \"m-1\", \"status\": \"delivered\"}]");
        assertThat(gateway.pull().events()).hasSize(1);
        assertThat(gateway.pull().trouble()).isNull();
        provider.answers(200, "[]");
        assertThat(gateway.pull()).isEqualTo(new Pulled(List.of(), null));
    }

    @Test
    void tellsWhyReportsMayBeMissing() throws Exception {
        provider.answers(200, "garbage");
        assertThat(gateway.pull()).isEqualTo(Pulled.without("no JSON"));
        provider.answers(401, "[]");
        assertThat(gateway.pull()).isEqualTo(Pulled.without("HTTP 401"));
        provider.answers(200, "[" + " ".repeat(HttpWire.LARGEST_ANSWER) + "]");
        assertThat(gateway.pull().trouble()).contains("larger than");
        provider.cuts();
        assertThat(gateway.pull().trouble()).contains("answer lost");
        provider.close();
        assertThat(gateway.pull().trouble()).contains("no connection");
    }
}
