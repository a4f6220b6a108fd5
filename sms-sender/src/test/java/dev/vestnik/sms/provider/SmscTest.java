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
import dev.vestnik.sender.hook.Named;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.ScriptedHttp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmscTest {
    private final Smsc smsc = new Smsc(Texts.account(new SmscSignature(new HookSecrets(List.of("12345", "67890")))));

    @Test
    void asksForTheMessageInAForm() {
        HttpCall call = Texts.call(smsc, Texts.any());
        assertThat(call.path()).isEqualTo("/sys/send.php");
        assertThat(ScriptedHttp.form(new String(call.body())))
                .containsEntry("login", "AC0001")
                .containsEntry("psw", "k e y")
                .containsEntry("phones", "+74956461000")
                .containsEntry("mes", "On its way & soon там")
                .containsEntry("id", Texts.REFERENCE)
                .containsEntry("sender", "My little s")
                .containsEntry("valid", "01:00")
                .containsEntry("charset", "utf-8")
                .containsEntry("cost", "3")
                .containsEntry("fmt", "3");
    }

    @Test
    void takesAnApiKeyWithoutALogin() {
        Smsc keyed = new Smsc(new Account("", "key", "SHOP", HookSignature.none()));
        assertThat(ScriptedHttp.form(new String(Texts.call(keyed, Texts.any()).body())))
                .containsEntry("apikey", "key")
                .containsEntry("sender", "SHOP")
                .doesNotContainKeys("login", "psw");
    }

    @Test
    void knowsPartsAndPriceOfAnAcceptedText() {
        Outcome.Accepted accepted =
                new Outcome.Accepted(List.of(Texts.REFERENCE), 2, List.of(), new Price(4_600_000, "RUB"));
        assertThat(smsc.outcome(Texts.answer(200, Texts.shape("smsc-accepted.json"))))
                .isEqualTo(accepted);
        assertThat(smsc.correlated(Texts.any(), accepted)).containsExactly(Texts.REFERENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 'Rejected[kind=permanent, code=smsc-001, address=USABLE, deadTokens=[], retryAt=null]'",
        "2, 'Busy[code=smsc-002, scope=GATEWAY, retryAfter=null]'",
        "3, 'Busy[code=smsc-003, scope=GATEWAY, retryAfter=null]'",
        "4, 'Busy[code=smsc-004, scope=GATEWAY, retryAfter=null]'",
        "6, 'Rejected[kind=permanent, code=smsc-006, address=USABLE, deadTokens=[], retryAt=null]'",
        "7, 'Rejected[kind=permanent, code=smsc-007, address=DEAD, deadTokens=[], retryAt=null]'",
        "8, 'Rejected[kind=permanent, code=smsc-008, address=USABLE, deadTokens=[], retryAt=null]'",
        "9, 'Busy[code=smsc-009, scope=ADDRESS, retryAfter=null]'"
    })
    void mapsErrors(int error, String outcome) {
        String body = Texts.shape("smsc-error.json").replace("\"error_code\": 7", "\"error_code\": " + error);
        assertThat(smsc.outcome(Texts.answer(200, body))).hasToString(outcome);
    }

    @Test
    void tellsTooManyRequestsAtOnceFromTheSameTextTwice() {
        assertThat(smsc.outcome(Texts.answer(200, "{\"error\": \"too many concurrent requests\", \"error_code\": 9}")))
                .isEqualTo(Outcome.busy("smsc-009"));
        assertThat(smsc.outcome(
                        Texts.answer(200, "{\"error\": \"duplicate request, wait a minute\", \"error_code\": 9}")))
                .isEqualTo(Outcome.addressBusy("smsc-009"));
    }

    @Test
    void isInDoubtAfterAnAnswerThatIsNone() {
        assertThat(smsc.outcome(Texts.answer(200, "<html>"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(smsc.outcome(Texts.answer(200, "{}"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(smsc.outcome(Texts.answer(503, ""))).isInstanceOf(Outcome.Busy.class);
    }

    @Test
    void looksAnAttemptUpByOurId() {
        HttpCall question = smsc.lookUp(Texts.any()).orElseThrow();
        assertThat(question.path()).isEqualTo("/sys/status.php");
        assertThat(ScriptedHttp.form(new String(question.body())))
                .containsEntry("phone", "+74956461000")
                .containsEntry("id", Texts.REFERENCE);
        assertThat(smsc.found(Texts.answer(200, "{\"status\": -3, \"last_date\": \"\"}")))
                .as("it may be on its way in")
                .isEmpty();
        assertThat(smsc.found(Texts.answer(200, "{\"status\": 1, \"last_timestamp\": 1}")))
                .contains(Outcome.accepted());
        assertThat(smsc.found(Texts.answer(200, "{\"error\": \"e\", \"error_code\": 2}")))
                .isEmpty();
        assertThat(smsc.found(Texts.answer(502, ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, Delivered[]",
        "2, 0, Read[]",
        "3, 0, Expired[]",
        "4, 0, Clicked[]",
        "20, 1, 'Failed[kind=permanent, code=smsc-001, address=DEAD, deadTokens=[], retryAt=null]'",
        "20, 6, 'Failed[kind=temporary, code=smsc-006, address=USABLE, deadTokens=[], retryAt=null]'",
        "20, 219, 'Failed[kind=temporary, code=smsc-219, address=USABLE, deadTokens=[], retryAt=null]'",
        "23, 244, 'Failed[kind=permanent, code=smsc-244, address=USABLE, deadTokens=[], retryAt=null]'",
        "20, 245, Expired[]",
        "20, 249, 'Failed[kind=permanent, code=smsc-249, address=DEAD, deadTokens=[], retryAt=null]'",
        "20, 253, 'Failed[kind=permanent, code=smsc-253, address=USABLE, deadTokens=[], retryAt=null]'",
        "22, 0, 'Failed[kind=permanent, code=smsc-bad-number, address=DEAD, deadTokens=[], retryAt=null]'",
        "24, 0, 'Failed[kind=temporary, code=smsc-no-money, address=USABLE, deadTokens=[], retryAt=null]'",
        "25, x, 'Failed[kind=permanent, code=smsc-000, address=USABLE, deadTokens=[], retryAt=null]'"
    })
    void readsTheFateOfAMessage(String status, String error, String report) throws Exception {
        String body = "id=" + Texts.REFERENCE + "&phone=74956461000&status=" + status + "&err=" + error;
        assertThat(smsc.read(Texts.hook("", Map.of(), body)))
                .singleElement()
                .isInstanceOfSatisfying(HookEvent.Report.class, told -> {
                    assertThat(told.message()).isEqualTo(new Named.Id(Texts.REFERENCE));
                    assertThat(told.report()).hasToString(report);
                });
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "-2"})
    void learnsNothingFromAStatusThatIsNotFinal(String status) throws Exception {
        assertThat(smsc.read(Texts.hook("", Map.of(), "id=1&phone=7&status=" + status)))
                .isEmpty();
    }

    @Test
    void readsReplies() throws Exception {
        String body = "id=5&phone=74956461000&mes=%D0%A1%D0%A2%D0%9E%D0%9F&to=79990000000";
        assertThat(smsc.read(Texts.hook("", Map.of(), body)))
                .containsExactly(new HookEvent.Reply(
                        "+74956461000", "79990000000", InboundKind.TEXT, "СТОП", "5", null, Texts.NOW));
        assertThatExceptionOfType(UnreadableHookException.class)
                .isThrownBy(() -> smsc.read(Texts.hook("", Map.of(), "id=1&phone=2")));
        assertThatExceptionOfType(UnreadableHookException.class)
                .isThrownBy(() -> smsc.read(Texts.hook("", Map.of(), "")));
    }

    /** The sums were made by sha1sum and md5sum of {@code 1:74956461000:20:12345} and of {@code 74956461000:STOP:799:67890}. */
    @Test
    void checksTheSumOfItsFields() {
        String status = "id=1&phone=74956461000&status=20&err=1";
        assertThat(check(status + "&sha1=6a28469117c0e6fce372cabeb64f253b33a98741"))
                .isEqualTo(Verdict.GENUINE);
        assertThat(check(status + "&md5=1dc4fc2f6ca86cb4c26f91b7dbee7b2e")).isEqualTo(Verdict.GENUINE);
        assertThat(check(status.replace("20", "1") + "&sha1=6a28469117c0e6fce372cabeb64f253b33a98741"))
                .isEqualTo(Verdict.FORGED);
        assertThat(check(status + "&md5=1dc4fc2f6ca86cb4c26f91b7dbee7b2e&sha1="))
                .isEqualTo(Verdict.FORGED);
        assertThat(check(status)).isEqualTo(Verdict.FORGED);
        assertThat(check("phone=74956461000&mes=STOP&to=799&md5=5405cc11fea21c76afd3c58aa8695fa8"))
                .isEqualTo(Verdict.GENUINE);
        assertThat(check("phone=74956461000&mes=START&to=799&md5=5405cc11fea21c76afd3c58aa8695fa8"))
                .isEqualTo(Verdict.FORGED);
    }

    private Verdict check(String body) {
        return smsc.signature().check(Texts.hook("", Map.of(), body));
    }
}
