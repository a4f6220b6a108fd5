package dev.vestnik.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Price;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.hook.KeySignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.http.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InfobipTest {
    private final Infobip infobip = new Infobip(Texts.account(HookSignature.none()));

    @Test
    void asksForTheMessageInJson() {
        HttpCall call = Texts.call(infobip, Texts.any());
        assertThat(call.path()).isEqualTo("/sms/3/messages");
        assertThat(call.headers()).containsEntry("Authorization", "App k e y");
        JsonNode message = JsonMapper.shared().readTree(call.body()).at("/messages/0");
        assertThat(message.path("sender").asString()).isEqualTo("My little s");
        assertThat(message.at("/destinations/0/to").asString()).isEqualTo("74956461000");
        assertThat(message.at("/destinations/0/messageId").asString()).isEqualTo(Texts.REFERENCE);
        assertThat(message.at("/content/text").asString()).isEqualTo("On its way & soon там");
        assertThat(message.at("/options/validityPeriod/amount").asInt()).isEqualTo(10);
        assertThat(message.at("/options/validityPeriod/timeUnit").asString()).isEqualTo("MINUTES");
        assertThat(message.at("/webhooks/delivery/url").asString()).isEqualTo(Texts.HOOK.toString());
        assertThat(message.at("/webhooks/callbackData").asString()).isEqualTo("TOKEN");
    }

    @Test
    void putsTheKeyOfItsHookIntoTheAddressOfTheReport() throws Exception {
        HookSignature key = new KeySignature("key", new HookSecrets(List.of("a secret & more", "the one before")));
        Infobip keyed = new Infobip(Texts.account(key));
        JsonNode body =
                JsonMapper.shared().readTree(Texts.call(keyed, Texts.any()).body());
        String url = body.at("/messages/0/webhooks/delivery/url").asString();
        assertThat(url).isEqualTo(Texts.HOOK + "?key=a+secret+%26+more");
        String query = url.substring(Texts.HOOK.toString().length());
        assertThat(keyed.signature().check(Texts.hook(query, Map.of(), "{}"))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void takesAPendingMessageAsAccepted() {
        assertThat(infobip.outcome(Texts.answer(200, Texts.shape("infobip-accepted.json"))))
                .isEqualTo(new Outcome.Accepted(List.of(Texts.REFERENCE), 2, List.of(), null));
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED_NETWORK, 'Rejected[kind=permanent, code=infobip-REJECTED_NETWORK, address=USABLE, deadTokens=[], retryAt=null]'",
        "REJECTED_DND, 'Rejected[kind=permanent, code=infobip-REJECTED_DND, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "REJECTED_DESTINATION, 'Rejected[kind=permanent, code=infobip-REJECTED_DESTINATION, address=DEAD, deadTokens=[], retryAt=null]'",
        "REJECTED_FLOODING_FILTER, 'Rejected[kind=temporary, code=infobip-REJECTED_FLOODING_FILTER, address=USABLE, deadTokens=[], retryAt=2026-11-29T13:00:00Z]'",
        "REJECTED_NOT_ENOUGH_CREDITS, 'Busy[code=infobip-REJECTED_NOT_ENOUGH_CREDITS, scope=GATEWAY, retryAfter=null]'",
        "REJECTED_SYSTEM_ERROR, 'Busy[code=infobip-REJECTED_SYSTEM_ERROR, scope=GATEWAY, retryAfter=null]'"
    })
    void mapsRejections(String name, String outcome) {
        String body = Texts.shape("infobip-rejected.json").replace("STATUS_NAME", name);
        assertThat(infobip.outcome(Texts.answer(200, body))).hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "EC_CONTENT_BLOCKED, true, 'Failed[kind=permanent, code=infobip-EC_CONTENT_BLOCKED, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "EC_DEST_ADDRESS_BLACKLISTED, true, 'Failed[kind=permanent, code=infobip-EC_DEST_ADDRESS_BLACKLISTED, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "EC_DEACTIVATED_LIST, true, 'Failed[kind=permanent, code=infobip-EC_DEACTIVATED_LIST, address=DEAD, deadTokens=[], retryAt=null]'",
        "EC_DESTINATION_FLOODING, true, 'Failed[kind=temporary, code=infobip-EC_DESTINATION_FLOODING, address=USABLE, deadTokens=[], retryAt=2026-11-29T13:00:00Z]'",
        "EC_INVALID_PDU_FORMAT, true, 'Failed[kind=permanent, code=infobip-EC_INVALID_PDU_FORMAT, address=USABLE, deadTokens=[], retryAt=null]'",
        "EC_SYSTEM_FAILURE, false, 'Failed[kind=temporary, code=infobip-EC_SYSTEM_FAILURE, address=USABLE, deadTokens=[], retryAt=null]'"
    })
    void readsErrorsByNameAndFlag(String name, boolean permanent, String report) throws Exception {
        String error = "{\"id\": 7, \"name\": \"" + name + "\", \"permanent\": " + permanent + "}";
        String body =
                "{\"results\": [{\"callbackData\": \"T\", \"status\": {\"groupName\": \"UNDELIVERABLE\"}, \"error\": "
                        + error + "}]}";
        assertThat(infobip.read(Texts.hook("", Map.of(), body)))
                .singleElement()
                .hasToString("Report[message=Token[token=T], report=" + report + "]");
    }

    @Test
    void failsAMessageSuspectedOfFraudThoughItsGroupIsExpired() throws Exception {
        String status = "\"status\": {\"groupName\": \"EXPIRED\", \"name\": \"SIGNALS_BLOCKED\"}";
        assertThat(infobip.outcome(Texts.answer(200, "{\"messages\": [{" + status + "}]}")))
                .isEqualTo(Outcome.permanent("infobip-SIGNALS_BLOCKED"));
        String body = "{\"results\": [{\"callbackData\": \"T\", " + status + "}]}";
        assertThat(infobip.read(Texts.hook("", Map.of(), body)))
                .singleElement()
                .hasToString("Report[message=Token[token=T], report=Failed[kind=permanent, "
                        + "code=infobip-SIGNALS_BLOCKED, address=USABLE, deadTokens=[], retryAt=null]]");
    }

    /** Infobip may have taken the message whose answer was lost, or rejected it when there was no money: its log knows. */
    @Test
    void asksForTheFateOfItsOwnDuplicate() {
        String duplicate = Texts.shape("infobip-rejected.json").replace("STATUS_NAME", "REJECTED_DUPLICATE_MESSAGE_ID");
        assertThat(infobip.outcome(Texts.answer(200, duplicate)))
                .isEqualTo(new Outcome.Unknown("infobip-REJECTED_DUPLICATE_MESSAGE_ID"))
                .matches(outcome -> infobip.isDuplicate((Outcome.Unknown) outcome));
        assertThat(infobip.isDuplicate(new Outcome.Unknown("infobip-502"))).isFalse();
        assertThat(infobip.found(Texts.answer(200, duplicate.replace("\"messages\"", "\"results\""))))
                .isEmpty();
        assertThat(infobip.found(log("REJECTED_DUPLICATE_MESSAGE_ID", "REJECTED_NOT_ENOUGH_CREDITS")))
                .contains(Outcome.temporary("infobip-REJECTED_NOT_ENOUGH_CREDITS"));
    }

    @Test
    void putsAFloodedNumberOffWhenItIsLookedUpToo() {
        assertThat(infobip.found(log("REJECTED_FLOODING_FILTER")))
                .contains(Fate.TEMPORARY.outcome(
                        "infobip-REJECTED_FLOODING_FILTER", Texts.NOW.plus(Duration.ofHours(1))));
    }

    private static Exchange.Answered log(String... rejections) {
        String entries = Arrays.stream(rejections)
                .map(name -> "{\"status\": {\"groupName\": \"REJECTED\", \"name\": \"" + name + "\"}}")
                .collect(Collectors.joining(","));
        return Texts.answer(200, "{\"results\": [" + entries + "]}");
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED_NOT_ENOUGH_CREDITS, null",
        "REJECTED_SYSTEM_ERROR, null",
        "REJECTED_FLOODING_FILTER, 2026-11-29T13:00:00Z"
    })
    void takesARejectionThatPassesForATemporaryFailureWhenItIsReported(String name, String retryAt) throws Exception {
        String body = "{\"results\": [{\"callbackData\": \"T\", \"status\": {\"groupName\": \"REJECTED\", \"name\": \""
                + name + "\"}, \"error\": {\"id\": 0, \"name\": \"NO_ERROR\", \"permanent\": true}}]}";
        assertThat(infobip.read(Texts.hook("", Map.of(), body)))
                .singleElement()
                .hasToString("Report[message=Token[token=T], report=Failed[kind=temporary, code=infobip-" + name
                        + ", address=USABLE, deadTokens=[], retryAt=" + retryAt + "]]");
    }

    @Test
    void failsNoMessageForWhatIsWrongWithTheAccount() {
        assertThat(infobip.outcome(Texts.answer(401, "{}"))).isInstanceOf(Outcome.Busy.class);
        assertThat(infobip.outcome(Texts.answer(429, "{}")))
                .hasToString("Busy[code=infobip-429, scope=GATEWAY, retryAfter=PT30S]");
        assertThat(infobip.outcome(Texts.answer(200, "garbage"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(infobip.outcome(Texts.answer(200, "{\"messages\": []}"))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void looksAnAttemptUpByOurId() {
        assertThat(infobip.lookUp(Texts.any()).orElseThrow().path())
                .isEqualTo("/sms/3/logs?messageId=" + Texts.REFERENCE);
        assertThat(infobip.found(Texts.answer(200, Texts.shape("infobip-log.json"))))
                .contains(new Outcome.Accepted(List.of(Texts.REFERENCE), 2, List.of(), new Price(20_000, "EUR")));
        assertThat(infobip.found(Texts.answer(200, "{\"results\": []}"))).isEmpty();
        assertThat(infobip.found(Texts.answer(500, ""))).isEmpty();
    }

    @Test
    void readsReportsPushedOrPulled() throws Exception {
        String reports = Texts.shape("infobip-reports.json");
        List<HookEvent> pushed = infobip.read(Texts.hook("", Map.of(), reports));
        assertThat(pushed).isEqualTo(infobip.pulled(Texts.answer(200, reports)));
        assertThat(pushed)
                .extracting(Object::toString)
                .containsExactly(
                        "Report[message=Token[token=TOKEN-1], report=Delivered[]]",
                        "Report[message=Token[token=TOKEN-2], report=Failed[kind=permanent, "
                                + "code=infobip-EC_UNKNOWN_SUBSCRIBER, address=DEAD, deadTokens=[], retryAt=null]]",
                        "Report[message=Token[token=TOKEN-3], report=Failed[kind=temporary, "
                                + "code=infobip-EC_ABSENT_SUBSCRIBER, address=USABLE, deadTokens=[], retryAt=null]]",
                        "Report[message=Token[token=TOKEN-4], report=Expired[]]",
                        "Report[message=Id[id=m-5], report=Failed[kind=permanent, code=infobip-REJECTED_DND, "
                                + "address=OPTED_OUT, deadTokens=[], retryAt=null]]");
        assertThat(infobip.pull().orElseThrow().path()).startsWith("/sms/3/reports?limit=");
    }

    @Test
    void readsReplies() throws Exception {
        assertThat(infobip.read(Texts.hook("", Map.of(), Texts.shape("infobip-inbound.json"))))
                .containsExactly(new HookEvent.Reply(
                        "+74956461000",
                        "74950000000",
                        InboundKind.TEXT,
                        "STOP please",
                        "817790313235066447",
                        null,
                        Instant.parse("2026-11-29T11:58:30Z")));
    }

    @Test
    void refusesABodyOfAnotherForm() {
        for (String body : List.of("", "[]", "{}", "{\"results\": 1}", "x")) {
            assertThatExceptionOfType(UnreadableHookException.class)
                    .isThrownBy(() -> infobip.read(Texts.hook("", Map.of(), body)));
        }
    }

    @Test
    void saysNothingOfAReportWithoutAnyName() throws Exception {
        assertThat(infobip.read(Texts.hook("", Map.of(), "{\"results\": [{\"status\": 1}, 7, {}, null]}")))
                .isEmpty();
    }
}
