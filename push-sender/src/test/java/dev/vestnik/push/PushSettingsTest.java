package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.GatewayLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PushSettingsTest {
    private final Map<String, String> properties = new HashMap<>();

    @Test
    void mayHaveNoPlatform() {
        assertThat(settings().apns()).isNull();
        assertThat(settings().window()).isEqualTo(100);
        assertThat(settings().served()).isEmpty();
    }

    @Test
    void mayHaveOnePlatformOfThree() {
        properties.put("vestnik.push.apns.topic", "dev.vestnik.shop");
        assertThat(settings().apns().host()).isEqualTo("api.push.apple.com");
        assertThat(settings().fcm()).isNull();
        assertThat(settings().web()).isNull();
    }

    /** A slow answer is not a lost one. */
    @Test
    void leavesARequestOpenForMinutes() {
        properties.put("vestnik.push.apns.topic", "dev.vestnik.shop");
        properties.put("vestnik.push.fcm.service-account", "account.json");
        properties.put("vestnik.push.web.subject", "mailto:ops@shop.example");
        properties.put("vestnik.push.web.key-file", "vapid.key");
        PushSettings settings = settings();
        assertThat(List.of(
                        settings.apns().timeout(),
                        settings.fcm().timeout(),
                        settings.web().timeout()))
                .containsOnly(Duration.ofMinutes(2));
    }

    @Test
    void limitsEachPlatformOnItsOwn() {
        properties.put("vestnik.push.window", "50");
        properties.put("vestnik.push.rate", "7");
        properties.put("vestnik.push.limits.android.rate", "900");
        assertThat(settings().limits(PushPlatform.ios)).isEqualTo(new GatewayLimits(50, 7));
        assertThat(settings().limits(PushPlatform.android)).isEqualTo(new GatewayLimits(50, 900));
    }

    @Test
    void neverShowsAPrivateKey() {
        properties.put("vestnik.push.web.subject", "mailto:ops@shop.example");
        properties.put("vestnik.push.web.public-key", "public");
        properties.put("vestnik.push.web.private-key", "secret");
        assertThat(settings().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "apns.topic, '', apns.topic",
        "apns.host, h, apns.topic",
        "fcm.url, https://fcm.example, fcm.service-account",
        "routes[0].gateways[0], push-ios, routes",
        "web.subject, nobody, web.subject",
        "web.subject, mailto:a@b.example, web.key-file"
    })
    void saysWhichKeyIsWrong(String key, String value, String named) {
        properties.put("vestnik.push." + key, value);
        assertThatThrownBy(this::settings).rootCause().hasMessageContaining("vestnik.push." + named);
    }

    @Test
    void readsThePushServicesOverHttp() {
        properties.put("vestnik.push.huawei.app-id", "100200300");
        properties.put("vestnik.push.huawei.client-secret", "secret");
        properties.put("vestnik.push.rustore.project", "shop-1");
        properties.put("vestnik.push.rustore.service-token", "secret");
        properties.put("vestnik.push.limits.rustore.rate", "30");
        assertThat(settings().huawei().clientId()).isEqualTo("100200300");
        assertThat(settings().huawei().timeout())
                .isEqualTo(settings().rustore().timeout())
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(settings().toString()).doesNotContain("secret");
        assertThat(settings().limits(PushPlatform.rustore)).isEqualTo(new GatewayLimits(100, 30));
    }

    @Test
    void namesAllThatIsWrongWithAPushService() {
        properties.put("vestnik.push.huawei.client-secret", "two words");
        properties.put("vestnik.push.huawei.url", "ftp://push.example");
        properties.put("vestnik.push.huawei.timeout", "-5s");
        assertThatThrownBy(this::settings)
                .rootCause()
                .hasMessageContaining("vestnik.push.huawei.app-id ")
                .hasMessageContaining("vestnik.push.huawei.client-secret ")
                .hasMessageContaining("vestnik.push.huawei.url ")
                .hasMessageContaining("vestnik.push.huawei.timeout must be longer than 0s")
                .hasMessageNotContaining("two words");
        properties.clear();
        properties.put("vestnik.push.rustore.project", "a/b");
        properties.put("vestnik.push.rustore.timeout", "0s");
        assertThatThrownBy(this::settings)
                .rootCause()
                .hasMessageContaining("vestnik.push.rustore.project ")
                .hasMessageContaining("vestnik.push.rustore.service-token ")
                .hasMessageContaining("vestnik.push.rustore.timeout must be longer than 0s");
    }

    private PushSettings settings() {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vestnik.push", PushSettings.class);
    }
}
