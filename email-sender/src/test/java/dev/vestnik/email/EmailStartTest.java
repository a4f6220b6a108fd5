package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.ServiceRuntime;
import dev.vestnik.service.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service's settings as its start finds them. */
class EmailStartTest {
    @TempDir
    Path directory;

    @Test
    void namesEveryFaultOfTheServiceAtOnce() throws Exception {
        Path noKey = Files.writeString(directory.resolve("no-key.pem"), "the-secret");
        Files.writeString(directory.resolve("email-sender.yml"), """
                vestnik:
                  email:
                    gateways:
                      - name: own
                        from: nobody
                        username: shop
                        ssl-bundle: absent
                        bounce-address: bounces@shop.example
                        domains: [{name: gmail.com, rate: -1}]
                      - name: second
                        from: shop@shop.example
                        ssl-bundle: absent
                        bounce-address: bounces@shop.example
                        dkim:
                          - {domain: shop.example, selector: r1, key: %s}
                          - {domain: shop.example, selector: e1, key: /none/e1.pem}
                          - {domain: shop.example}
                    http:
                      - {name: second, provider: mailgun}
                      - {name: third, provider: unisender, key: ключ, sender: shop@shop.example}
                    bounces: {host: imap.shop.example, door-key: short}
                """.formatted(noKey));
        assertThatThrownBy(() -> ServiceRuntime.application(EmailSender.class, "email-sender")
                        .run("--spring.config.additional-location=file:" + directory + "/"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("vestnik.email.gateways[0].from must be an e-mail address")
                .hasMessageContaining("vestnik.email.gateways[0].username comes together with password")
                .hasMessageContaining("vestnik.email.gateways[0].domains[0].rate must be 0")
                .hasMessageContaining("vestnik.email.gateways[1].dkim[0].key is not a readable PKCS #8")
                .hasMessageContaining("vestnik.email.gateways[1].dkim[1].key names a file that does not exist")
                .hasMessageContaining("vestnik.email.gateways[1].dkim[2].selector is required")
                .hasMessageContaining("vestnik.email.gateways[1].dkim[2].key is required")
                .hasMessageContaining("vestnik.email.http[0].name is the name of another gateway too")
                .hasMessageContaining("vestnik.email.http[0].key: is required")
                .hasMessageContaining("vestnik.email.http[1]: gateway third: header X-API-KEY cannot be set")
                .hasMessageContaining("vestnik.sender.report-secret is required with a gateway over HTTP")
                .hasMessageContaining("vestnik.email.bounces.username is required with host")
                .hasMessageContaining("vestnik.email.bounces.door-key must have at least 16")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("the-secret"));
    }

    @Test
    void namesWhatBouncesAndBundlesNeed() throws Exception {
        Files.writeString(directory.resolve("email-sender.yml"), """
                vestnik.email.gateways:
                  - {name: own, from: shop@shop.example, tls: starttls, ssl-bundle: absent, bounce-address: bounces@shop.example}
                """);
        assertThatThrownBy(() -> ServiceRuntime.application(EmailSender.class, "email-sender")
                        .run("--spring.config.additional-location=file:" + directory + "/"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("vestnik.sender.report-secret is required with a bounce-address")
                .hasMessageContaining("vestnik.email.gateways[0].ssl-bundle names no bundle");
    }
}
