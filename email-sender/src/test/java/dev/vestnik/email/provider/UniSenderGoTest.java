package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.HttpCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UniSenderGoTest {
    private final UniSenderGo unisender =
            new UniSenderGo(Letters.account(new UniSenderSignature(new HookSecrets(List.of("new key", "mail key")))));

    @Test
    void asksForTheEmailWithAnIdempotencyKey() {
        HttpCall call = Letters.call(unisender, Letters.to("anna@shop.example", "Your order"));
        assertThat(call.path()).isEqualTo("/ru/transactional/api/v1/email/send.json");
        assertThat(call.headers()).containsEntry("X-API-KEY", "mail key");
        JsonNode message = JsonMapper.shared().readTree(call.body()).path("message");
        assertThat(message.at("/recipients/0/email").asString()).isEqualTo("anna@shop.example");
        assertThat(message.at("/recipients/0/metadata/vestnik").asString()).isEqualTo("TOKEN");
        assertThat(message.path("from_email").asString()).isEqualTo("hello@shop.example");
        assertThat(message.path("from_name").asString()).isEqualTo("My shop");
        assertThat(message.path("subject").asString()).isEqualTo("Your order");
        assertThat(message.at("/body/html").asString()).isEqualTo("<p>On its way</p>");
        assertThat(message.at("/body/plaintext").asString()).isEqualTo("On its way");
        assertThat(message.at("/headers/List-Unsubscribe").asString()).isEqualTo("<https://shop.example/u/1>");
        assertThat(message.path("template_engine").asString()).isEqualTo("none");
        assertThat(message.path("idempotence_key").asString()).isEqualTo("00000000-0000-0001-0000-000000000002/1");
    }

    @Test
    void takesASuccessAsAccepted() {
        assertThat(unisender.outcome(Letters.answer(200, Letters.shape("unisender-success.json"))))
                .isEqualTo(Outcome.accepted("1ZymBc-00041N-9X"));
        assertThat(unisender.outcome(Letters.answer(200, "garbage"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(unisender.outcome(Letters.answer(401, "{}"))).isInstanceOf(Outcome.Busy.class);
        assertThat(unisender.outcome(Letters.answer(429, "{}"))).isInstanceOf(Outcome.Busy.class);
        assertThat(unisender.outcome(Letters.answer(400, "{\"status\": \"error\", \"code\": 102}")))
                .isEqualTo(Outcome.permanent("unisender-400"));
    }

    @ParameterizedTest
    @CsvSource({
        "unsubscribed, 'Rejected[kind=permanent, code=unisender-unsubscribed, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "invalid, 'Rejected[kind=permanent, code=unisender-invalid, address=DEAD, deadTokens=[], retryAt=null]'",
        "temporary_unavailable, 'Rejected[kind=temporary, code=unisender-temporary_unavailable, address=USABLE, deadTokens=[], retryAt=null]'",
        "blocked, 'Rejected[kind=permanent, code=unisender-blocked, address=USABLE, deadTokens=[], retryAt=null]'"
    })
    void mapsRefusedAddresses(String reason, String outcome) {
        String body = Letters.shape("unisender-failed.json").replace("REASON", reason);
        assertThat(unisender.outcome(Letters.answer(400, body))).hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, Delivered[]",
        "opened, Opened[]",
        "clicked, Clicked[]",
        "unsubscribed, OptedOut[code=unsubscribed]",
        "spam, OptedOut[code=complaint]",
        "hard_bounced, 'Failed[kind=permanent, code=unisender-err_user_unknown, address=DEAD, deadTokens=[], retryAt=null]'"
    })
    void readsTheFateOfAnEmailByItsToken(String status, String report) throws Exception {
        String body = Letters.shape("unisender-hook.json").replace("STATUS", status);
        assertThat(unisender.read(Letters.hook(body)))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=" + report + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "err_mailbox_discarded, permanent, DEAD",
        "err_unreachable, permanent, DEAD",
        "err_unsubscribed, permanent, OPTED_OUT",
        "err_skip_letter, temporary, USABLE",
        "err_mailbox_full, permanent, USABLE",
        "err_spam_rejected, permanent, USABLE"
    })
    void readsWhyAnEmailCameBack(String reason, String kind, String address) throws Exception {
        String body = Letters.shape("unisender-hook.json")
                .replace("STATUS", "hard_bounced")
                .replace("err_user_unknown", reason);
        assertThat(unisender.read(Letters.hook(body)))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=Failed[kind=" + kind + ", code=unisender-"
                        + reason + ", address=" + address + ", deadTokens=[], retryAt=null]]");
    }

    @Test
    void leavesSoftBouncesToTheProvider() throws Exception {
        assertThat(unisender.read(
                        Letters.hook(Letters.shape("unisender-hook.json").replace("STATUS", "soft_bounced"))))
                .isEmpty();
        assertThatExceptionOfType(UnreadableHookException.class).isThrownBy(() -> unisender.read(Letters.hook("{}")));
    }

    /** The sums were made by md5sum, over the shape with the key in the place of the sum. */
    @Test
    void checksTheSumOfItsBody() {
        String body = "{\"auth\":\"52ac1ae27bd269fc843bebc1f72a5b4b\",\"events_by_user\":[]}";
        assertThat(unisender.signature().check(Letters.hook(body))).isEqualTo(Verdict.GENUINE);
        assertThat(unisender.signature().check(Letters.hook(body.replace("[]", "[1]"))))
                .isEqualTo(Verdict.FORGED);
        assertThat(unisender.signature().check(Letters.hook("{\"events_by_user\":[]}")))
                .isEqualTo(Verdict.FORGED);
    }
}
