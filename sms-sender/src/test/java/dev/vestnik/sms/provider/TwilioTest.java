package dev.vestnik.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.hook.KeySignature;
import dev.vestnik.sender.hook.Named;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Fate;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ScriptedHttp;
import dev.vestnik.sender.report.Attachment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioTest {
    private final Twilio twilio =
            new Twilio(Texts.account(new TwilioSignature(new HookSecrets(List.of("12345", "67890")))));

    @Test
    void asksForTheMessageInAForm() {
        HttpCall call = Texts.call(twilio, Texts.any());
        assertThat(call.path()).isEqualTo("/2010-04-01/Accounts/AC0001/Messages.json");
        assertThat(call.headers()).containsEntry("Authorization", "Basic QUMwMDAxOmsgZSB5");
        assertThat(ScriptedHttp.form(new String(call.body())))
                .containsEntry("To", "+74956461000")
                .containsEntry("From", "My little s")
                .containsEntry("Body", "On its way & soon там")
                .containsEntry("ValidityPeriod", "600")
                .containsEntry("StatusCallback", Texts.HOOK + "?t=TOKEN");
    }

    @Test
    void tellsAMessagingServiceFromANameThatBeginsLikeOne() {
        String service = "MG0123456789abcdef0123456789abcdef";
        assertThat(form(new Account("AC0001", "key", service, HookSignature.none())))
                .containsEntry("MessagingServiceSid", service)
                .doesNotContainKey("From");
        assertThat(form(new Account("AC0001", "key", "MGM", HookSignature.none())))
                .containsEntry("From", "MGM")
                .doesNotContainKey("MessagingServiceSid");
    }

    @Test
    void putsTheKeyOfItsHookIntoTheAddressOfTheReport() throws Exception {
        KeySignature key = new KeySignature("key", new HookSecrets(List.of("a secret & more")));
        String callback = form(Texts.account(key)).get("StatusCallback");
        assertThat(callback).isEqualTo(Texts.HOOK + "?key=a+secret+%26+more&t=TOKEN");
        var hook = Texts.hook(callback.substring(Texts.HOOK.toString().length()), Map.of(), "");
        assertThat(key.check(hook)).isEqualTo(Verdict.GENUINE);
        assertThat(hook.parameter("t")).contains("TOKEN");
    }

    private static Map<String, String> form(Account account) {
        HttpCall call = Texts.call(new Twilio(account), Texts.any());
        return ScriptedHttp.form(new String(call.body()));
    }

    @Test
    void refusesWhatNobodyCouldSend() {
        assertThat(twilio.request(Texts.to("8 495", "Hello")))
                .isEqualTo(new Prepared.Refused(Outcome.deadAddress("bad-number")));
        assertThat(twilio.request(Texts.to("+74956461000", " "))).isEqualTo(Prepared.refused("empty-text"));
        assertThat(twilio.request(Texts.to("+74956461000", "x".repeat(10_000))))
                .isEqualTo(Prepared.refused("too-long"));
    }

    @Test
    void takesACreatedMessageAsAccepted() {
        assertThat(twilio.outcome(Texts.answer(201, Texts.shape("twilio-created.json"))))
                .isEqualTo(new Outcome.Accepted(List.of("SM0001"), 2, List.of(), null));
        assertThat(twilio.outcome(Texts.answer(201, "garbage"))).isEqualTo(Outcome.accepted());
    }

    @Test
    void knowsWhoHasOptedOut() {
        assertThat(twilio.outcome(Texts.answer(400, Texts.shape("twilio-error.json"))))
                .isEqualTo(Fate.OPTED_OUT.outcome("twilio-21610"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211, 'Rejected[kind=permanent, code=twilio-21211, address=DEAD, deadTokens=[], retryAt=null]'",
        "400, 21614, 'Rejected[kind=permanent, code=twilio-21614, address=DEAD, deadTokens=[], retryAt=null]'",
        "400, 21635, 'Rejected[kind=permanent, code=twilio-21635, address=DEAD, deadTokens=[], retryAt=null]'",
        "400, 21608, 'Busy[code=twilio-21608, scope=GATEWAY, retryAfter=PT30S]'",
        "429, 14107, 'Busy[code=twilio-14107, scope=ADDRESS, retryAfter=null]'",
        "400, 21617, 'Rejected[kind=permanent, code=twilio-21617, address=USABLE, deadTokens=[], retryAt=null]'",
        "429, 20429, 'Busy[code=twilio-20429, scope=GATEWAY, retryAfter=PT30S]'",
        "400, 21611, 'Busy[code=twilio-21611, scope=GATEWAY, retryAfter=PT30S]'",
        "401, 20003, 'Busy[code=twilio-401, scope=GATEWAY, retryAfter=PT30S]'",
        "404, 20404, 'Busy[code=twilio-404, scope=GATEWAY, retryAfter=PT30S]'",
        "503, 20503, 'Busy[code=twilio-503, scope=GATEWAY, retryAfter=PT30S]'",
        "500, 20500, Unknown[cause=twilio-500]"
    })
    void mapsRefusals(int status, int code, String outcome) {
        assertThat(twilio.outcome(Texts.answer(status, "{\"code\": " + code + ", \"status\": " + status + "}")))
                .hasToString(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, , Delivered[]",
        "read, , Read[]",
        "undelivered, 30003, 'Failed[kind=temporary, code=twilio-30003, address=USABLE, deadTokens=[], retryAt=null]'",
        "undelivered, 30005, 'Failed[kind=permanent, code=twilio-30005, address=DEAD, deadTokens=[], retryAt=null]'",
        "undelivered, 30006, 'Failed[kind=permanent, code=twilio-30006, address=DEAD, deadTokens=[], retryAt=null]'",
        "failed, 14107, 'Failed[kind=temporary, code=twilio-14107, address=USABLE, deadTokens=[], retryAt=null]'",
        "failed, 30007, 'Failed[kind=permanent, code=twilio-30007, address=USABLE, deadTokens=[], retryAt=null]'",
        "failed, 21610, 'Failed[kind=permanent, code=twilio-21610, address=OPTED_OUT, deadTokens=[], retryAt=null]'",
        "failed, <script>, 'Failed[kind=permanent, code=twilio-unknown, address=USABLE, deadTokens=[], retryAt=null]'",
        "undelivered, 30036, Expired[]"
    })
    void readsTheFateOfAMessageByItsToken(String status, String error, String report) throws Exception {
        String body = "MessageSid=SM0001&MessageStatus=" + status + (error == null ? "" : "&ErrorCode=" + error);
        assertThat(twilio.read(Texts.hook("?t=TOKEN", Map.of(), body)))
                .singleElement()
                .isInstanceOfSatisfying(HookEvent.Report.class, told -> {
                    assertThat(told.message()).isEqualTo(new Named.Token("TOKEN"));
                    assertThat(told.report()).hasToString(report);
                });
    }

    @Test
    void learnsNothingFromAStatusThatIsNotFinal() throws Exception {
        assertThat(twilio.read(Texts.hook("?t=TOKEN", Map.of(), "MessageSid=SM0001&MessageStatus=sent")))
                .isEmpty();
    }

    @Test
    void readsReplies() throws Exception {
        String body = "MessageSid=SM9&SmsStatus=received&From=%2B74956461000&To=%2B14155550100&Body=STOP+it&NumMedia=0";
        assertThat(twilio.read(Texts.hook("", Map.of(), body)))
                .containsExactly(new HookEvent.Reply(
                        "+74956461000", "+14155550100", InboundKind.TEXT, "STOP it", "SM9", null, Texts.NOW));
        assertThatExceptionOfType(UnreadableHookException.class)
                .isThrownBy(() -> twilio.read(Texts.hook("", Map.of(), "a=b")));
        assertThatExceptionOfType(UnreadableHookException.class)
                .isThrownBy(() -> twilio.read(Texts.hook("", Map.of(), "a=%zz")));
    }

    /** A picture alone is an answer too. */
    @Test
    void readsThePicturesOfAReply() throws Exception {
        String body = "MessageSid=MM9&From=%2B74956461000&To=%2B14155550100&Body=&NumMedia=3"
                + "&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2FMedia%2FME0&MediaContentType0=image%2Fjpeg"
                + "&MediaUrl1=https%3A%2F%2Fapi.twilio.com%2FMedia%2FME1";
        assertThat(twilio.read(Texts.hook("", Map.of(), body)))
                .singleElement()
                .isInstanceOfSatisfying(
                        HookEvent.Reply.class,
                        reply -> assertThat(reply.attachments())
                                .containsExactly(
                                        new Attachment("https://api.twilio.com/Media/ME0", "image/jpeg"),
                                        new Attachment("https://api.twilio.com/Media/ME1", null),
                                        new Attachment("", null)));
        assertThat(twilio.read(Texts.hook("", Map.of(), "MessageSid=MM9&From=%2B7&NumMedia=many")))
                .singleElement()
                .isInstanceOfSatisfying(
                        HookEvent.Reply.class,
                        reply -> assertThat(reply.attachments()).isEmpty());
    }

    /** The signature was made by openssl: {@code printf %s URL+fields | openssl dgst -sha1 -hmac 12345 -binary | base64}. */
    @Test
    void checksTheSignatureOverAddressAndFields() {
        String body = "MessageStatus=delivered&MessageSid=SM0001&Body=a+b";
        assertThat(twilio.signature().check(Texts.hook("?t=TOKEN", signed("974XmsyIFBZxqzxHoCfS7N7YGMY="), body)))
                .isEqualTo(Verdict.GENUINE);
        assertThat(twilio.signature().check(Texts.hook("?t=OTHER", signed("974XmsyIFBZxqzxHoCfS7N7YGMY="), body)))
                .isEqualTo(Verdict.FORGED);
        assertThat(twilio.signature()
                        .check(Texts.hook("?t=TOKEN", signed("974XmsyIFBZxqzxHoCfS7N7YGMY="), body + "&x=y")))
                .isEqualTo(Verdict.FORGED);
        assertThat(twilio.signature().check(Texts.hook("?t=TOKEN", Map.of(), body)))
                .isEqualTo(Verdict.FORGED);
    }

    private static Map<String, String> signed(String signature) {
        return Map.of("x-twilio-signature", signature);
    }
}
