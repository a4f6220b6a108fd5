package dev.vestnik.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.service.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole service's settings as its start finds them. */
@ExtendWith(OutputCaptureExtension.class)
class SmsSettingsTest {
    @TempDir
    Path directory;

    @Test
    void namesEveryFaultOfTheServiceAtOnceAndNoSecret(CapturedOutput log) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Files.writeString(directory.resolve("sms-sender.yml"), """
                server: {port: 70000}
                vestnik:
                  kafka: {partitions: -3, registry-url: the-secret-1}
                  sender: {session-timeout: 10ms, report-url: "https://hooks.shop.example"}
                  sms:
                    route: the-secret-9
                    gateways:
                      - {name: one, port: the-secret-2, password: the-secret-3, grace: 10m}
                      - {name: one, system-id: us, windw: 5, tls: true, trust: %s}
                      - {name: two, system-id: us, tls: true, trust: the-secret-4, parameters: {word: the-secret-5}}
                    http:
                      - {name: twilio, provider: twilio, url: "https://x.example?the-secret-6"}
                      - {name: odd, provider: the-secret-7, key: the-secret-8}
                    routes:
                      - {prefixes: ["+7"], gateways: [three]}
                """.formatted(empty));
        assertThatThrownBy(() ->
                        SmsSender.application().run("--spring.config.additional-location=file:" + directory + "/"))
                .isInstanceOf(SettingsException.class);
        assertThat(log)
                .contains("settings are missing or wrong")
                .contains("server.port must be a port")
                .contains("vestnik.kafka.partitions must be at least 1")
                .contains("vestnik.kafka.registry-url must be http:// or https://")
                .contains("vestnik.sender.session-timeout must be at least 1s")
                .contains("vestnik.sender.report-secret is required when report-url is set")
                .contains("vestnik.sms.route is no setting; there are gateways, http, routes, prices, state-dir")
                .contains("vestnik.sms.gateways[0].port must be a whole number")
                .contains("vestnik.sms.gateways[0].system-id is required")
                .contains("vestnik.sms.gateways[0].grace must be from 100ms to 4m")
                .contains("vestnik.sms.gateways[1].name is the name of another gateway too")
                .contains("vestnik.sms.gateways[1].windw is no setting")
                .contains("vestnik.sms.gateways[1].trust names an empty file")
                .contains("vestnik.sms.gateways[2].parameters")
                .contains("vestnik.sms.http[0].key: is required")
                .contains("vestnik.sms.http[0].url: must be an http or https address without a query")
                .contains("vestnik.sms.http[1].provider must be one of infobip, twilio, smsc, described")
                .contains("vestnik.sms.routes[0].gateways: there is no gateway three among")
                .contains("vestnik.sms.routes: the last rule must have no shops")
                .doesNotContain("the-secret");
    }

    @Test
    void namesThePlaceInAFileThatIsNoYaml(CapturedOutput log) throws Exception {
        Files.writeString(directory.resolve("sms-sender.yml"), "vestnik:\n  sms: {password: the-secret\nx: 1\n");
        assertThatThrownBy(() ->
                        SmsSender.application().run("--spring.config.additional-location=file:" + directory + "/"))
                .isNotNull();
        assertThat(log).contains("is no YAML: line 3").doesNotContain("the-secret");
    }
}
