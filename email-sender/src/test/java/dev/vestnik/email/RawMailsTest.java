package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.email.provider.MimeSource.Written;
import dev.vestnik.sender.Outcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawMailsTest {
    private final RawMails mails = RawMails.of("hello@shop.example", "My shop", _ -> "TOKEN", () -> Mails.NOW);

    @Test
    void writesAnEmailAsOverSmtpWithItsTokenInTheHeader() {
        Written.Mail written = (Written.Mail) mails.write(Mails.service(Mails.mail()), Mails.mail());
        assertThat(written.recipient()).isEqualTo("anna@example.com");
        assertThat(written.utf8()).isFalse();
        assertThat(new String(written.mime(), StandardCharsets.UTF_8))
                .contains(
                        "From: \"My shop\" <hello@shop.example>\r\n",
                        "X-Vestnik-Report: TOKEN\r\n",
                        "Message-ID: <" + Mails.ID + "@shop.example>\r\n")
                .doesNotContain("DKIM-Signature");
    }

    @Test
    void saysWhatItsProviderMayNotTakeAndWhatNobodyCould() {
        Written.Mail written = (Written.Mail) mails.write(Mails.service(Mails.mail()), Mails.to("анна@пример.example"));
        assertThat(written.utf8()).isTrue();
        assertThat(written.recipient()).startsWith("анна@xn--");
        assertThat(mails.write(Mails.service(Mails.mail()), Mails.to("nobody")))
                .isEqualTo(new Written.Refused(Outcome.deadAddress("bad-address")));
    }
}
