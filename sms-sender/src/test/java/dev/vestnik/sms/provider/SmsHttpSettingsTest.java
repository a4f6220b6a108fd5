package dev.vestnik.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.GatewayLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SmsHttpSettingsTest {

    private static SmsHttpSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vestnik.sms", Bindable.of(SmsHttpSettings.class));
    }

    @Test
    void hasNoGatewaysWithoutSettings() {
        assertThat(bind(Map.of()).http()).isEmpty();
    }

    @Test
    void needsLittle() {
        SmsHttpSettings settings = bind(Map.of(
                "vestnik.sms.http[0].name", "t",
                "vestnik.sms.http[0].provider", "twilio",
                "vestnik.sms.http[0].user", "AC1",
                "vestnik.sms.http[0].key", "secret token"));
        HttpAccount account = settings.http().getFirst();
        assertThat(account.address()).hasToString("https://api.twilio.com");
        assertThat(account.grace()).hasMinutes(2);
        assertThat(account.window()).isEqualTo(50);
        assertThat(settings.toString()).doesNotContain("secret token");
    }

    @Test
    void asksAProviderForNoMoreAtOnceThanItTakesFromAllInstances() {
        HttpAccount account = bind(Map.of(
                        "vestnik.sms.http[0].name", "s",
                        "vestnik.sms.http[0].provider", "smsc",
                        "vestnik.sms.http[0].user", "login",
                        "vestnik.sms.http[0].key", "secret"))
                .http()
                .getFirst();
        assertThat(account.limits()).isEqualTo(GatewayLimits.ofAccount(14, 0));
        assertThat(account.limits().windowAmong(2)).isEqualTo(7);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind(Map.of(
                        "vestnik.sms.http[0].name", "no spaces please",
                        "vestnik.sms.http[0].provider", "infobip",
                        "vestnik.sms.http[0].window", "0",
                        "vestnik.sms.http[0].hook.scheme", "hmac",
                        "vestnik.sms.http[1].name", "two",
                        "vestnik.sms.http[1].url", "ftp://x",
                        "vestnik.sms.http[1].key", "k",
                        "vestnik.sms.http[1].hook.scheme", "key",
                        "vestnik.sms.http[1].hook.secrets", "short")))
                .havingRootCause()
                .isInstanceOf(ConfigException.class)
                .withMessageContainingAll(
                        "http[0].name:",
                        "http[0].key:",
                        "http[0].url:",
                        "http[0].window:",
                        "http[0].hook.secrets: are required",
                        "http[1].provider:",
                        "http[1].url:",
                        "http[1].hook.secrets: must have at least 16");
    }

    /** Its reports come to the address in the message, which proves nobody by a password or a header of ours. */
    @Test
    void refusesAHookThatTwilioCannotProve() {
        for (String scheme : List.of("basic", "hmac")) {
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> bind(Map.of(
                            "vestnik.sms.http[0].name", "t",
                            "vestnik.sms.http[0].provider", "twilio",
                            "vestnik.sms.http[0].user", "AC1",
                            "vestnik.sms.http[0].key", "k",
                            "vestnik.sms.http[0].hook.scheme", scheme,
                            "vestnik.sms.http[0].hook.secrets", "0123456789abcdef")))
                    .havingRootCause()
                    .withMessageContaining("http[0].hook.scheme: twilio signs");
        }
    }

    @Test
    void refusesAHookOfSmscWithoutItsPassword() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind(Map.of(
                        "vestnik.sms.http[0].name", "s",
                        "vestnik.sms.http[0].provider", "smsc",
                        "vestnik.sms.http[0].key", "api key")))
                .havingRootCause()
                .withMessageContaining("http[0].hook.secrets: the account's password");
    }

    /** The door takes unsigned reports by our token alone. */
    @Test
    void refusesReportsByIdThatNothingProves(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("vonage.yml"), Texts.shape("vonage.yml"));
        Map<String, String> vonage = Map.of(
                "vestnik.sms.http[0].name", "v",
                "vestnik.sms.http[0].provider", "described",
                "vestnik.sms.http[0].url", "https://rest.vonage.example",
                "vestnik.sms.http[0].key", "k",
                "vestnik.sms.http[0].description", file.toString());
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind(vonage))
                .havingRootCause()
                .withMessageContaining("http[0].hook.scheme: is required");
        Map<String, String> proved = new HashMap<>(vonage);
        proved.put("vestnik.sms.http[0].hook.scheme", "key");
        proved.put("vestnik.sms.http[0].hook.secrets", "0123456789abcdef");
        assertThat(bind(proved).http()).hasSize(1);
    }

    @Test
    void namesADescriptionThatIsMissing() {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> bind(Map.of(
                        "vestnik.sms.http[0].name", "d",
                        "vestnik.sms.http[0].provider", "described",
                        "vestnik.sms.http[0].url", "https://api.example",
                        "vestnik.sms.http[0].key", "k",
                        "vestnik.sms.http[0].description", "/nowhere/provider.yml")))
                .havingRootCause()
                .withMessageContaining("http[0].description: /nowhere/provider.yml cannot be read");
    }
}
