package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ProviderSubmission;
import dev.vestnik.sender.http.ScriptedHttp;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SesTest {
    private static final URI ADDRESS = URI.create("https://email.eu-west-1.amazonaws.com");
    private static final AwsSignature ACCESS = new AwsSignature("AKIDEXAMPLE", "secret", "eu-west-1", "ses");

    private final Sns sns = new Sns();
    private final Ses ses = ses(new SnsTopic(Sns.TOPIC, sns, InstantSource.fixed(Letters.NOW)));

    private static Ses ses(SnsTopic topic) {
        MimeSource mails = (dispatch, mail) -> mail.to().address().isEmpty()
                ? new MimeSource.Written.Refused(Outcome.deadAddress("bad-address"))
                : new MimeSource.Written.Mail(
                        mail.to().address(),
                        ("Subject: " + mail.subject() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8),
                        mail.to().address().startsWith("\u0430"));
        return new Ses(ADDRESS, ACCESS, "shop", mails, new OneClickWatch("mail"), topic, () -> Letters.NOW);
    }

    @Test
    void asksForTheEmailAsMimeAndSignsTheCall() {
        HttpCall call = Letters.call(ses, Letters.to("anna@shop.example", "Hello"));
        assertThat(call.path()).isEqualTo("/v2/email/outbound-emails");
        assertThat(call.headers())
                .containsEntry("X-Amz-Date", "20261129T120000Z")
                .hasEntrySatisfying(
                        "Authorization",
                        authorization -> assertThat(authorization)
                                .startsWith(
                                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261129/eu-west-1/ses/aws4_request, "
                                                + "SignedHeaders=content-type;host;x-amz-date, Signature="));
        JsonNode body = new JsonMapper().readTree(call.body());
        assertThat(body.at("/Destination/ToAddresses/0").stringValue()).isEqualTo("anna@shop.example");
        assertThat(Base64.getDecoder().decode(body.at("/Content/Raw/Data").stringValue()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("Subject: Hello\r\n\r\n");
        assertThat(body.at("/EmailTags/0/Name").stringValue()).isEqualTo("vestnik");
        assertThat(body.at("/EmailTags/0/Value").stringValue()).isEqualTo("TOKEN");
        assertThat(body.path("ConfigurationSetName").stringValue()).isEqualTo("shop");
    }

    /** Amazon computes the signature anew, of what it gets. */
    @Test
    void signsWhatTheWireWrites() throws Exception {
        try (ScriptedHttp amazon = new ScriptedHttp();
                HttpWire wire = HttpWire.trusting(Duration.ofSeconds(5), Duration.ofSeconds(5))) {
            Ses local = new Ses(amazon.url(), ACCESS, null, ses.mails(), ses.oneClick(), null, () -> Letters.NOW);
            wire.send(amazon.url(), Letters.call(local, Letters.to("anna@shop.example", "Hello")), () -> true);
            ScriptedHttp.Received received = amazon.received.getFirst();
            String type = received.headers().getFirst("Content-Type");
            HttpCall seen = new HttpCall(
                    HttpCall.Method.POST, received.uri().toString(), Map.of("Content-Type", type), received.body());
            URI host = URI.create("http://" + received.headers().getFirst("Host"));
            assertThat(received.headers().getFirst("Authorization"))
                    .isEqualTo(ACCESS.signed(seen, host, Letters.NOW).headers().get("Authorization"));
        }
    }

    /** A tag has 256 characters at most; the header has the token too. */
    @Test
    void leavesALongTokenToTheHeader() {
        ProviderSubmission one = Letters.to("anna@shop.example", "Hello");
        ProviderSubmission longer = new ProviderSubmission(one.dispatch(), "t".repeat(257), null, one.life());
        assertThat(new JsonMapper().readTree(Letters.call(ses, longer).body()).has("EmailTags"))
                .isFalse();
    }

    @Test
    void refusesWhatNobodyCouldSend() {
        assertThat(ses.request(Letters.to("", "Hello")))
                .isEqualTo(new Prepared.Refused(Outcome.deadAddress("bad-address")));
        assertThat(ses.request(Letters.to("\u0430nna@shop.example", "Hello")))
                .isEqualTo(Prepared.refused("ses-address-not-ascii"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequestsException, Too many, 'Busy[code=ses-TooManyRequestsException, scope=GATEWAY, retryAfter=null]'",
        "400, LimitExceededException, Daily message quota exceeded, 'Busy[code=ses-LimitExceededException, scope=GATEWAY, retryAfter=null]'",
        "400, ThrottlingException, Maximum sending rate exceeded, 'Busy[code=ses-ThrottlingException, scope=GATEWAY, retryAfter=null]'",
        "400, SendingPausedException, Paused, 'Busy[code=ses-SendingPausedException, scope=GATEWAY, retryAfter=null]'",
        "400, AccountSuspendedException, Suspended, 'Busy[code=ses-AccountSuspendedException, scope=GATEWAY, retryAfter=null]'",
        "403, InvalidSignatureException, no, 'Busy[code=ses-InvalidSignatureException, scope=GATEWAY, retryAfter=null]'",
        "404, NotFoundException, no such set, 'Busy[code=ses-NotFoundException, scope=GATEWAY, retryAfter=null]'",
        "400, MessageRejected, Email address is not verified., 'Busy[code=ses-MessageRejected, scope=GATEWAY, retryAfter=null]'",
        "400, MessageRejected, Illegal content, 'Rejected[kind=permanent, code=ses-MessageRejected, address=USABLE, deadTokens=[], retryAt=null]'",
        "400, BadRequestException, Bad, 'Rejected[kind=permanent, code=ses-BadRequestException, address=USABLE, deadTokens=[], retryAt=null]'",
        "503, ServiceUnavailable, no, 'Busy[code=ses-503, scope=GATEWAY, retryAfter=null]'",
        "500, InternalFailure, no, Unknown[cause=ses-500]",
        "200, , no, Unknown[cause=ses-unreadable-answer]"
    })
    void mapsAnswers(int status, String error, String message, String outcome) {
        Map<String, List<String>> headers =
                error == null ? Map.of() : Map.of("x-amzn-ErrorType", List.of(error + ":http://amazon.example/"));
        byte[] body = ("{\"message\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        Exchange.Answered answer =
                new Exchange.Answered(status, HttpHeaders.of(headers, (name, value) -> true), body, true, Letters.NOW);
        assertThat(ses.outcome(answer)).hasToString(outcome);
    }

    @Test
    void readsTheIdAndAFaultThatIsInTheBody() {
        assertThat(ses.outcome(Letters.answer(200, "{\"MessageId\": \"0100017c-000000\"}")))
                .isEqualTo(Outcome.accepted("0100017c-000000"));
        assertThat(ses.outcome(Letters.answer(400, "{\"__type\": \"com.amazon#TooManyRequestsException\"}")))
                .isEqualTo(Outcome.busy("ses-TooManyRequestsException", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, Permanent, General, 'kind=permanent, code=ses-5.1.1, address=DEAD'",
        "5.2.2, Permanent, General, 'kind=permanent, code=ses-5.2.2, address=USABLE'",
        "5.1.8, Permanent, General, 'kind=permanent, code=ses-5.1.8, address=USABLE'",
        "4.4.7, Permanent, General, 'kind=temporary, code=ses-4.4.7, address=USABLE'",
        "5.7.1, Transient, General, 'kind=permanent, code=ses-5.7.1, address=USABLE'",
        "'', Transient, MailboxFull, 'kind=temporary, code=ses-Transient-MailboxFull, address=USABLE'",
        "'', Undetermined, Undetermined, 'kind=temporary, code=ses-Undetermined-Undetermined, address=USABLE'",
        "'', Permanent, General, 'kind=permanent, code=ses-Permanent-General, address=USABLE'",
        "'', Permanent, NoEmail, 'kind=permanent, code=ses-Permanent-NoEmail, address=DEAD'",
        "'', Permanent, OnAccountSuppressionList, 'kind=permanent, code=ses-Permanent-OnAccountSuppressionList, address=DEAD'"
    })
    void readsABounceByItsCodeAndNotByItsLabel(String status, String kind, String subtype, String report)
            throws Exception {
        String event = Letters.shape("ses-bounce.json")
                .replace("\"status\": \"5.1.1\"", "\"status\": \"" + status + "\"")
                .replace("\"Permanent\"", "\"" + kind + "\"")
                .replace("\"General\"", "\"" + subtype + "\"");
        assertThat(read(event))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=Failed[" + report
                        + ", deadTokens=[], retryAt=null]]");
    }

    @ParameterizedTest
    @CsvSource({"Delivery, Delivered[]", "Open, Opened[]", "Click, Clicked[]"})
    void readsGoodNews(String type, String report) throws Exception {
        assertThat(read(Letters.shape("ses-bounce.json").replace("\"Bounce\"", "\"" + type + "\"")))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=" + report + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Send", "DeliveryDelay", "Subscription", "Later"})
    void takesWhatIsNotFinalAsNoNews(String type) throws Exception {
        assertThat(read(Letters.shape("ses-bounce.json").replace("\"Bounce\"", "\"" + type + "\"")))
                .isEmpty();
    }

    /** Notifications of the identity have another word for the type, and no tags. */
    @Test
    void readsTheNotificationsOfAnIdentity() throws Exception {
        String event = Letters.shape("ses-bounce.json")
                .replace("eventType", "notificationType")
                .replace("\"vestnik\":", "\"other\":");
        assertThat(read(event)).singleElement().asString().contains("Token[token=HEADER]", "address=DEAD");
        assertThat(read(event.replace("X-Vestnik-Report", "X-Other"))).isEmpty();
    }

    @Test
    void takesAComplaintAsAnOptOut() throws Exception {
        String event = Letters.shape("ses-complaint.json");
        assertThat(read(event)).singleElement().asString().contains("OptedOut[code=complaint]");
        assertThat(read(event.replace("\"abuse\"", "\"not-spam\""))).isEmpty();
        assertThat(read(event.replace(
                        "\"complaintSubType\": null", "\"complaintSubType\": \"OnAccountSuppressionList\"")))
                .singleElement()
                .asString()
                .contains("Failed[kind=permanent, code=ses-complained-before, address=OPTED_OUT");
    }

    @Test
    void refusesAGenuineMessageThatIsNoEvent() {
        for (String text : List.of("Successfully validated SNS topic", "[]", "")) {
            assertThatExceptionOfType(UnreadableHookException.class).isThrownBy(() -> read(text));
        }
    }

    @Test
    void confirmsTheSubscriptionOfItsTopic() throws Exception {
        Hook hook = Letters.hook(Sns.json(sns.confirmation("2")));
        assertThat(ses.signature().check(hook)).isEqualTo(Verdict.GENUINE);
        sns.asked.clear();
        assertThat(ses.read(hook)).isEmpty();
        assertThat(sns.asked).containsExactly(URI.create(Sns.SUBSCRIBE));
    }

    @Test
    void believesNobodyWithoutATopic() {
        Hook hook = Letters.hook(Sns.json(sns.notification("{}", "2")));
        assertThat(ses.signature().check(hook)).isEqualTo(Verdict.GENUINE);
        assertThat(ses(null).signature().check(hook)).isEqualTo(Verdict.FORGED);
    }

    private List<HookEvent> read(String event) throws UnreadableHookException {
        return ses.read(Letters.hook(Sns.json(sns.notification(event, "2"))));
    }
}
