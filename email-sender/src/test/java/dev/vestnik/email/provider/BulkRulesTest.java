package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.http.Prepared;
import dev.vestnik.sender.http.ScriptedHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Gmail's and Yahoo's rules for bulk senders, whatever provider carries the e-mail. */
@ExtendWith(OutputCaptureExtension.class)
class BulkRulesTest {
    private static final String RULE = "gateway=mail journey=shipped bulk_sender_rule=\"one-click: ";

    static Stream<HttpProvider> providers() {
        MimeSource mails = (_, mail) -> new MimeSource.Written.Mail(mail.to().address(), new byte[0], false);
        return Stream.of(
                new Mailgun(Letters.account(HookSignature.none())),
                new UniSenderGo(Letters.account(HookSignature.none())),
                new Ses(
                        URI.create("https://email.eu-west-1.amazonaws.com"),
                        new AwsSignature("AKIDEXAMPLE", "secret", "eu-west-1", "ses"),
                        null,
                        mails,
                        new OneClickWatch("mail"),
                        null,
                        () -> Letters.NOW));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void saysOnceThatMarketingHasNoOneClickLink(HttpProvider provider, CapturedOutput log) {
        assertThat(Letters.said(log, provider, Letters.to("anna@shop.example", "Sale")))
                .doesNotContain(RULE);
        assertThat(Letters.said(log, provider, Letters.to("anna@shop.example", "Sale", null)))
                .containsOnlyOnce(RULE);
        assertThat(Letters.said(log, provider, Letters.to("anna@shop.example", "Sale", "http://shop.example/u/1")))
                .doesNotContain(RULE);
    }

    /** As over SMTP: the link is offered, the one click is not. */
    @Test
    void offersNoOneClickOverAWireThatAnybodyReads() {
        HttpCall call = Letters.call(
                new Mailgun(Letters.account(HookSignature.none())),
                Letters.to("anna@shop.example", "Sale", "http://shop.example/u/1"));
        assertThat(ScriptedHttp.form(new String(call.body(), StandardCharsets.UTF_8)))
                .containsEntry("h:List-Unsubscribe", "<http://shop.example/u/1>")
                .doesNotContainKey("h:List-Unsubscribe-Post");
    }

    @Test
    void refusesAnUnsubscribeAddressThatIsNotOnTheWeb() {
        for (String url : new String[] {"javascript:alert(1)", "https://shop.example/\u044f", "https:///x", "a b"}) {
            assertThat(new UniSenderGo(Letters.account(HookSignature.none()))
                            .request(Letters.to("anna@shop.example", "Sale", url)))
                    .isEqualTo(Prepared.refused("bad-unsubscribe-url"));
        }
    }
}
