package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.email.provider.MailHttpAccount;
import dev.vestnik.schemas.message.MessageClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EmailSettingsTest {
    private static final String FIRST = "vestnik.email.gateways[0].";
    private final Map<String, String> properties =
            new HashMap<>(Map.of(FIRST + "name", "relay", FIRST + "from", "shop@shop.example"));

    @Test
    void needsNoMoreThanANameAndASender() {
        SmtpGatewaySettings gateway = settings().gateways().getFirst();
        assertThat(gateway.host()).isEqualTo("127.0.0.1");
        assertThat(gateway.port()).isEqualTo(25);
        assertThat(gateway.connections()).isEqualTo(4);
        assertThat(gateway.carries(MessageClass.codes)).isTrue();
    }

    @Test
    void mayHaveNoGateway() {
        properties.clear();
        assertThat(settings().gateways()).isEmpty();
    }

    @Test
    void keepsMarketingOnAServerOfItsOwn() {
        properties.put(FIRST + "classes", "marketing");
        SmtpGatewaySettings gateway = settings().gateways().getFirst();
        assertThat(gateway.carries(MessageClass.marketing)).isTrue();
        assertThat(gateway.carries(MessageClass.service)).isFalse();
    }

    @Test
    void neverShowsAPassword() {
        properties.put(FIRST + "username", "shop");
        properties.put(FIRST + "password", "secret");
        assertThat(settings().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "name, ''",
        "from, nobody",
        "from, анна@shop.example",
        "host, ' '",
        "port, 0",
        "port, 65536",
        "connections, 0",
        "rate, -1",
        "max-letters, 0",
        "max-age, 0s",
        "timeout, 0s",
        "connect-timeout, -1s",
        "accept-timeout, 0s",
        "username, shop",
        "password, secret",
        "hello, mail shop",
        "ssl-bundle, ours",
        "classes, ''",
        "bounce-address, nobody"
    })
    void saysWhichKeyIsWrong(String key, String value) {
        properties.put(FIRST + key, value);
        assertThatThrownBy(this::settings).rootCause().hasMessageContaining("vestnik.email.gateways[]." + key + " ");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        properties.putAll(Map.of(FIRST + "from", "nobody", FIRST + "port", "0", FIRST + "timeout", "0s"));
        assertThatThrownBy(this::settings)
                .rootCause()
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("[].from", "[].port", "[].timeout");
    }

    @ParameterizedTest
    @CsvSource({"shop.example", "example.com", "hop.example", "example"})
    void refusesKeysThatCanNeverVouchForTheSender(String domain) {
        properties.put(FIRST + "from", "shop@mail.lavka.example");
        key(domain);
        assertThatThrownBy(this::settings)
                .rootCause()
                .hasMessageContaining("vestnik.email.gateways[].dkim")
                .hasMessageContaining("mail.lavka.example");
    }

    @ParameterizedTest
    @CsvSource({"mail.lavka.example", "lavka.example", "d.mail.lavka.example", "Lavka.Example"})
    void takesKeysThatVouchForTheSender(String domain) {
        properties.put(FIRST + "from", "shop@mail.lavka.example");
        key(domain);
        assertThat(settings().gateways().getFirst().dkim()).hasSize(1);
    }

    @Test
    void hasLimitsForDomains() {
        properties.put(FIRST + "domains[0].name", "Gmail.com");
        properties.put(FIRST + "domains[0].connections", "2");
        assertThat(settings().gateways().getFirst().domains()).containsExactly(new DomainLimits("gmail.com", 2, 0));
        properties.put(FIRST + "domains[0].rate", "-1");
        assertThatThrownBy(this::settings).rootCause().hasMessageContaining("vestnik.email.gateways[].domains[]");
    }

    @Test
    void namesWhatBulkSendersMustHave() {
        properties.put(FIRST + "host", "relay.example");
        properties.put(FIRST + "from", "shop@localhost");
        assertThat(breaches()).hasSize(3).anyMatch(breach -> breach.startsWith("dkim:"));
        properties.put(FIRST + "tls", "opportunistic");
        properties.put(FIRST + "from", "shop@shop.example");
        assertThat(breaches()).hasSize(1);
        properties.put(FIRST + "classes", "service");
        assertThat(breaches()).isEmpty();
    }

    /** A provider signs, and DNS knows whether it may. */
    @Test
    void namesWhatBulkSendersMustHaveOverHttpToo() {
        assertThat(BulkSenderRules.breaches(account("http://mail.example", "shop@localhost")))
                .hasSize(2)
                .anyMatch(breach -> breach.startsWith("tls:"))
                .anyMatch(breach -> breach.startsWith("from:"));
        assertThat(BulkSenderRules.breaches(account("http://127.0.0.1:8090", "shop@shop.example")))
                .isEmpty();
        assertThat(BulkSenderRules.breaches(account("https://mail.example", "shop@shop.example")))
                .isEmpty();
    }

    private static MailHttpAccount account(String url, String sender) {
        Map<String, String> properties =
                Map.of("a.name", "mail", "a.provider", "mailgun", "a.url", url, "a.sender", sender);
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("a", MailHttpAccount.class)
                .get();
    }

    private List<String> breaches() {
        SmtpGatewaySettings gateway = settings().gateways().getFirst();
        return BulkSenderRules.breaches(gateway, new DkimKeys(gateway.sender(), List.of()));
    }

    private void key(String domain) {
        properties.put(FIRST + "dkim[0].domain", domain);
        properties.put(FIRST + "dkim[0].selector", "s");
        properties.put(FIRST + "dkim[0].key", "key.pem");
    }

    record EmailSettings(@DefaultValue List<SmtpGatewaySettings> gateways) {}

    private EmailSettings settings() {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vestnik.email", EmailSettings.class);
    }
}
