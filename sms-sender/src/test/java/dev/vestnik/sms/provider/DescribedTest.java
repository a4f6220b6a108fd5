package dev.vestnik.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Price;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.KeySignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.ScriptedHttp;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vonage by its description alone, and descriptions that are wrong. */
class DescribedTest {
    private final Described vonage = new Described(
            DescriptionReader.read(Texts.shape("vonage.yml"), "vonage.yml"),
            Texts.account(new KeySignature("key", new HookSecrets(List.of("hook secret")))));

    @Test
    void asksForTheMessageInItsForm() {
        HttpCall call = Texts.call(vonage, Texts.any());
        assertThat(call.path()).isEqualTo("/sms/json");
        assertThat(ScriptedHttp.form(new String(call.body())))
                .containsExactly(
                        Map.entry("api_key", "AC0001"),
                        Map.entry("api_secret", "k e y"),
                        Map.entry("to", "74956461000"),
                        Map.entry("from", "My little s"),
                        Map.entry("text", "On its way & soon там"),
                        Map.entry("type", "unicode"),
                        Map.entry("ttl", "600000"),
                        Map.entry("client-ref", Texts.REFERENCE),
                        Map.entry("callback", Texts.HOOK + "?key=hook+secret"));
        assertThat(Texts.REFERENCE).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void knowsPartsAndPriceOfAnAcceptedText() {
        assertThat(vonage.outcome(Texts.answer(200, Texts.shape("vonage-accepted.json"))))
                .isEqualTo(new Outcome.Accepted(
                        List.of("aaaaaaaa-1", "aaaaaaaa-2"), 2, List.of(), new Price(66_600, "EUR")));
    }

    @Test
    void waitsForTheReportOfEveryPart() {
        Outcome.Accepted accepted = new Outcome.Accepted(List.of("aaaaaaaa-1", "aaaaaaaa-2"), 2, List.of(), null);
        assertThat(vonage.correlated(Texts.any(), accepted)).containsExactly("aaaaaaaa-1", "aaaaaaaa-2");
    }

    @Test
    void keepsNoMorePartsThanATextCanHave() {
        String parts = String.join(",", Collections.nCopies(300, "{\"status\": \"0\", \"message-id\": \"a\"}"));
        assertThat(vonage.outcome(Texts.answer(200, "{\"messages\": [" + parts + "]}")))
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.providerIds()).hasSize(255));
    }

    @ParameterizedTest
    @CsvSource({
        "200, 1, 'Busy[code=vonage-1, scope=GATEWAY, retryAfter=PT30S]'",
        "200, 9, 'Busy[code=vonage-9, scope=GATEWAY, retryAfter=PT30S]'",
        "200, 6, 'Rejected[kind=permanent, code=vonage-6, address=USABLE, deadTokens=[], retryAt=null]'",
        "200, 2, 'Rejected[kind=permanent, code=vonage-2, address=USABLE, deadTokens=[], retryAt=null]'",
        "200, 29, 'Busy[code=vonage-29, scope=GATEWAY, retryAfter=PT30S]'",
        "200, 33, 'Rejected[kind=permanent, code=vonage-33, address=DEAD, deadTokens=[], retryAt=null]'",
        "200, 77, Unknown[cause=vonage-unreadable-answer]",
        "401, 4, 'Busy[code=vonage-401, scope=GATEWAY, retryAfter=PT30S]'",
        "500, 0, Unknown[cause=vonage-500]"
    })
    void mapsAnswersByTheFirstRuleThatFits(int status, String state, String outcome) {
        String body = "{\"messages\": [{\"status\": \"" + state + "\"}]}";
        assertThat(vonage.outcome(Texts.answer(status, body))).hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, 0, Delivered[]",
        "expired, 0, Expired[]",
        "failed, 1, 'Failed[kind=permanent, code=vonage-1, address=USABLE, deadTokens=[], retryAt=null]'",
        "failed, 3, 'Failed[kind=permanent, code=vonage-3, address=DEAD, deadTokens=[], retryAt=null]'",
        "failed, 5, 'Failed[kind=permanent, code=vonage-5, address=USABLE, deadTokens=[], retryAt=null]'",
        "failed, 7, 'Failed[kind=temporary, code=vonage-7, address=USABLE, deadTokens=[], retryAt=null]'",
        "rejected, 9, 'Failed[kind=permanent, code=vonage-9, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "failed, 2, 'Failed[kind=temporary, code=vonage-2, address=USABLE, deadTokens=[], retryAt=null]'",
        "rejected, 4, 'Failed[kind=permanent, code=vonage-4, address=DEAD, deadTokens=[], retryAt=null]'"
    })
    void readsTheFateOfAPartByItsId(String status, String error, String report) throws Exception {
        String body = Texts.shape("vonage-report.json")
                .replace("\"delivered\"", "\"" + status + "\"")
                .replace("\"err-code\": \"0\"", "\"err-code\": \"" + error + "\"");
        assertThat(vonage.read(Texts.hook("?key=hook+secret", Map.of(), body)))
                .singleElement()
                .hasToString("Report[message=Id[id=aaaaaaaa-1], report=" + report + "]");
    }

    @Test
    void learnsNothingFromAStatusThatIsNotFinal() throws Exception {
        String body = Texts.shape("vonage-report.json").replace("\"delivered\"", "\"buffered\"");
        assertThat(vonage.read(Texts.hook("", Map.of(), body))).isEmpty();
    }

    @Test
    void readsReplies() throws Exception {
        assertThat(vonage.read(Texts.hook("", Map.of(), Texts.shape("vonage-inbound.json"))))
                .containsExactly(new HookEvent.Reply(
                        "+74956461000", "74950000000", InboundKind.TEXT, "stop", "0A0000000123ABCD1", null, Texts.NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "garbage", "{\"status\": \"delivered\"}"})
    void refusesABodyOfAnotherForm(String body) {
        assertThatExceptionOfType(UnreadableHookException.class)
                .isThrownBy(() -> vonage.read(Texts.hook("", Map.of(), body)));
    }

    @Test
    void fillsATreeOfJsonAndKeepsTextsApartFromItsForm() throws Exception {
        Described other =
                new Described(DescriptionReader.read(JSON_PROVIDER, "other.yml"), Texts.account(HookSignature.none()));
        HttpCall call = Texts.call(other, Texts.to("+74956461000", "He said \"{key}\" \\ {to}"));
        assertThat(call.path()).isEqualTo("/v1/AC0001/messages");
        assertThat(call.headers()).containsEntry("X-Key", "k e y");
        JsonNode body = JsonMapper.shared().readTree(call.body());
        assertThat(body.at("/messages/0/text").asString()).isEqualTo("He said \"{key}\" \\ {to}");
        assertThat(body.at("/messages/0/ttl").isNumber()).isTrue();
        assertThat(body.at("/messages/0/flash").isBoolean()).isTrue();
        assertThat(body.at("/callback").asString()).isEqualTo(Texts.HOOK + "?t=TOKEN");
    }

    private static final String JSON_PROVIDER = """
            name: other
            request:
              path: /v1/{user}/messages
              as: json
              headers: {X-Key: "{key}"}
              body:
                messages:
                  - {text: "{text}", ttl: "{life.seconds}", flash: true}
                callback: "{hook.token}"
            outcomes:
              - {status: [200, 202], then: accepted}
            reports:
              as: form
              token: "?t"
              at: /state
              delivered: ok
            """;

    @Test
    void takesTheTokenFromTheAddressAndTheStateFromAForm() throws Exception {
        Described other =
                new Described(DescriptionReader.read(JSON_PROVIDER, "other.yml"), Texts.account(HookSignature.none()));
        assertThat(other.read(Texts.hook("?t=TOKEN", Map.of(), "state=ok")))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=Delivered[]]");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        String wrong = """
                name: A Name
                reqest: {}
                request:
                  path: sms/{text}
                  as: xml
                  headers: {X-Text: "{text}"}
                  body: {to: "{too}", from: {a: b}, odd: "{"}
                outcomes:
                  - {status: fine, at: status, is: [1], then: maybe, colour: red}
                reports:
                  as: form
                  delivered: ok
                """;
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> DescriptionReader.read(wrong, "wrong.yml"))
                .withMessageContainingAll(
                        "wrong.yml",
                        "name must be",
                        "reqest is unknown",
                        "request.path must begin with /",
                        "request.path has no placeholder text",
                        "request.as must be one of [form, json]",
                        "request.headers.X-Text has no placeholder text",
                        "request.body.to has no placeholder too",
                        "request.body.odd has no placeholder a brace",
                        "outcomes[0].status must be numbers",
                        "outcomes[0].at must be a JSON pointer",
                        "outcomes[0].then must be one of",
                        "outcomes[0].colour is unknown",
                        "outcomes must have one that is accepted",
                        "reports.at is required",
                        "reports.token or id is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1/\"]]]]",
                "a: &a [1]\nb: *a",
                "a: 1\na: 2",
                "a: [",
                "[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]",
                "just a text",
                ""
            })
    void runsNothingAndReadsNothingButPlainYaml(String yaml) {
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> DescriptionReader.read(yaml, "file.yml"));
    }
}
