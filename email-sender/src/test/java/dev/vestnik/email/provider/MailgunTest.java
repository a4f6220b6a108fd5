package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ScriptedHttp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailgunTest {
    private final Mailgun mailgun =
            new Mailgun(Letters.account(new MailgunSignature(new HookSecrets(List.of("new key", "mail key")))));

    @Test
    void asksForTheEmailInAForm() {
        HttpCall call = Letters.call(mailgun, Letters.to("anna@shop.example", "Your\r\nBcc: x order"));
        assertThat(call.path()).isEqualTo("/v3/shop.example/messages");
        assertThat(call.headers()).containsEntry("Authorization", "Basic YXBpOm1haWwga2V5");
        assertThat(ScriptedHttp.form(new String(call.body())))
                .containsEntry("from", "\"My shop\" <hello@shop.example>")
                .containsEntry("to", "\"Anna A\" <anna@shop.example>")
                .containsEntry("subject", "Your Bcc: x order")
                .containsEntry("html", "<p>On its way</p>")
                .containsEntry("text", "On its way")
                .containsEntry("o:deliver-within", "10m")
                .containsEntry("v:vestnik", "TOKEN")
                .containsEntry("h:List-Unsubscribe", "<https://shop.example/u/1>")
                .containsEntry("h:List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    @Test
    void refusesWhatNobodyCouldSend() {
        for (String address : List.of("", "anna", "@x", "anna@", "a b@c.example", "a@b.example,c@d.example")) {
            assertThat(mailgun.request(Letters.to(address, "Hello")))
                    .isEqualTo(new Prepared.Refused(Outcome.deadAddress("bad-address")));
        }
    }

    @Test
    void mapsAnswers() {
        assertThat(mailgun.outcome(Letters.answer(200, Letters.shape("mailgun-queued.json"))))
                .isEqualTo(Outcome.accepted("<20261129120000.1.ABCD@shop.example>"));
        assertThat(mailgun.outcome(Letters.answer(400, "{\"message\": \"to parameter is not a valid address\"}")))
                .isEqualTo(Outcome.permanent("mailgun-400"));
        assertThat(mailgun.outcome(Letters.answer(401, "Forbidden"))).isInstanceOf(Outcome.Busy.class);
        assertThat(mailgun.outcome(Letters.answer(429, "")))
                .isEqualTo(Outcome.busy("mailgun-429", Duration.ofSeconds(30)));
        assertThat(mailgun.outcome(Letters.answer(200, "garbage"))).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, bounce, Delivered[]",
        "opened, bounce, Opened[]",
        "complained, bounce, OptedOut[code=complaint]",
        "failed, bounce, 'Failed[kind=permanent, code=mailgun-5.1.1, address=DEAD, deadTokens=[], retryAt=null]'",
        "failed, old, Expired[]",
        "failed, suppress-bounce, 'Failed[kind=permanent, code=mailgun-suppress-bounce, address=DEAD, deadTokens=[], retryAt=null]'",
        "failed, suppress-complaint, 'Failed[kind=permanent, code=mailgun-suppress-complaint, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "failed, suppress-unsubscribe, 'Failed[kind=permanent, code=mailgun-suppress-unsubscribe, address=OPTED_OUT, deadTokens=[], retryAt=null]'"
    })
    void readsTheFateOfAnEmailByItsToken(String event, String reason, String report) throws Exception {
        String body = Letters.shape("mailgun-failed.json")
                .replace("\"failed\"", "\"" + event + "\"")
                .replace("\"bounce\"", "\"" + reason + "\"");
        assertThat(mailgun.read(Letters.hook(body)))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=" + report + "]");
    }

    /** 5.1.7 and 5.1.8 are about the sender's address: a wrong one of ours must not suppress every customer. */
    @ParameterizedTest
    @CsvSource({"5.1.10, DEAD", "5.1.7, USABLE", "5.1.8, USABLE", "5.2.2, USABLE"})
    void takesAnAddressAsDeadByItsOwnCodeOnly(String enhanced, String address) throws Exception {
        String body = Letters.shape("mailgun-failed.json").replace("\"5.1.1\"", "\"" + enhanced + "\"");
        assertThat(mailgun.read(Letters.hook(body)))
                .singleElement()
                .asString()
                .contains("code=mailgun-" + enhanced + ", address=" + address + ",");
    }

    @Test
    void blamesNoAddressForABadSender() throws Exception {
        String body = Letters.shape("mailgun-failed.json").replace("5.1.1", "5.1.8");
        assertThat(mailgun.read(Letters.hook(body)))
                .singleElement()
                .hasToString("Report[message=Token[token=TOKEN], report=Failed[kind=permanent, code=mailgun-5.1.8, "
                        + "address=USABLE, deadTokens=[], retryAt=null]]");
    }

    @Test
    void leavesTemporaryFailuresToTheProvider() throws Exception {
        String body = Letters.shape("mailgun-failed.json").replace("\"permanent\"", "\"temporary\"");
        assertThat(mailgun.read(Letters.hook(body))).isEmpty();
        assertThatExceptionOfType(UnreadableHookException.class).isThrownBy(() -> mailgun.read(Letters.hook("[]")));
    }

    /** The signature in the recorded shape was made by openssl with the second of the live keys. */
    @Test
    void checksTheSignature() {
        String body = Letters.shape("mailgun-failed.json");
        assertThat(mailgun.signature().check(Letters.hook(body))).isEqualTo(Verdict.GENUINE);
        assertThat(mailgun.signature().check(Letters.hook(body.replace("tttt", "uuuu"))))
                .isEqualTo(Verdict.FORGED);
        assertThat(mailgun.signature().check(Letters.hook("{}"))).isEqualTo(Verdict.FORGED);
        Hook hook = Letters.hook(body);
        assertThat(mailgun.signature().check(after(hook, Duration.ofHours(8).plusMinutes(10))))
                .isEqualTo(Verdict.GENUINE);
        assertThat(mailgun.signature().check(after(hook, Duration.ofHours(10)))).isEqualTo(Verdict.LATE);
        assertThat(mailgun.taken()).isEqualTo(200);
    }

    private static Hook after(Hook hook, Duration time) {
        return new Hook(hook.url(), hook.headers(), hook.body(), hook.at().plus(time));
    }
}
