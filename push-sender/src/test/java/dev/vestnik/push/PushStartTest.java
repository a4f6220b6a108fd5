package dev.vestnik.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.ServiceRuntime;
import dev.vestnik.service.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service's settings as its start finds them. */
class PushStartTest {
    @TempDir
    Path directory;

    @Test
    void namesEveryFaultOfEveryPlatformAtOnce() throws Exception {
        Path noKey = Files.writeString(directory.resolve("no-key"), "the-secret");
        Files.writeString(directory.resolve("push-sender.yml"), """
                vestnik:
                  push:
                    window: 0
                    wndow: 1
                    apns: {topic: dev.vestnik.shop, key: %1$s, key-id: A, team-id: B, trust: /none/ca.pem}
                    fcm: {service-account: %1$s}
                    web: {subject: "mailto:shop@shop.example", key-file: %1$s}
                """.formatted(noKey));
        assertThatThrownBy(() -> ServiceRuntime.application(PushSender.class, "push-sender")
                        .run("--spring.config.additional-location=file:" + directory + "/"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("vestnik.push.window must be at least 1")
                .hasMessageContaining("vestnik.push.wndow is no setting")
                .hasMessageContaining("vestnik.push.apns.key holds no signing key")
                .hasMessageContaining("vestnik.push.apns.trust names a file that does not exist")
                .hasMessageContaining("vestnik.push.fcm.service-account is not a readable service account")
                .hasMessageContaining("vestnik.push.web.key-file holds no usable pair of VAPID keys")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("the-secret"));
    }
}
