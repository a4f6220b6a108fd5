package dev.vestnik.benchmarks.starts;

import dev.vestnik.benchmarks.harness.SandboxProcess;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A service, by the names that every version has of it. */
enum Service {
    ORDER_INGEST("order-ingest", "dev.vestnik.ingest.OrderIngest"),
    JOURNEY_ENGINE("journey-engine", "dev.vestnik.engine.JourneyEngine"),
    SMS_SENDER("sms-sender", "dev.vestnik.sms.SmsSender"),
    EMAIL_SENDER("email-sender", "dev.vestnik.email.EmailSender"),
    PUSH_SENDER("push-sender", "dev.vestnik.push.PushSender");

    private final String label;
    private final String main;

    Service(String label, String main) {
        this.label = label;
        this.main = main;
    }

    /** The services with this text in their label. */
    static List<Service> named(String text) {
        return Arrays.stream(values())
                .filter(service -> service.label.contains(text))
                .toList();
    }

    String label() {
        return label;
    }

    /** The class that runs it. */
    String main() {
        return main;
    }

    /** Its own settings: where it keeps its state, and a gateway of the sandbox. */
    List<String> arguments(SandboxProcess sandbox, Path directory) {
        return switch (this) {
            case ORDER_INGEST -> List.of();
            case JOURNEY_ENGINE ->
                List.of(
                        "--vestnik.engine.state-dir=" + directory.resolve("engine"),
                        "--vestnik.engine.link-secret=a-secret-for-benchmarks");
            case SMS_SENDER ->
                List.of(
                        "--springdoc.api-docs.enabled=false",
                        "--vestnik.sms.state-dir=" + directory.resolve("sms"),
                        "--vestnik.sms.gateways[0].name=sandbox",
                        "--vestnik.sms.gateways[0].host=127.0.0.1",
                        "--vestnik.sms.gateways[0].port=" + sandbox.port("smpp"),
                        "--vestnik.sms.gateways[0].system-id=vestnik",
                        "--vestnik.sms.gateways[0].password=vestnik",
                        "--vestnik.sms.gateways[0].sender=Vestnik");
            case EMAIL_SENDER ->
                List.of(
                        "--springdoc.api-docs.enabled=false",
                        "--vestnik.email.gateways[0].name=sandbox",
                        "--vestnik.email.gateways[0].host=127.0.0.1",
                        "--vestnik.email.gateways[0].port=" + sandbox.port("smtp"),
                        "--vestnik.email.gateways[0].from=shop@example.com");
            case PUSH_SENDER -> push(sandbox);
        };
    }

    private static List<String> push(SandboxProcess sandbox) {
        return List.of(
                "--springdoc.api-docs.enabled=false",
                "--vestnik.push.apns.host=127.0.0.1",
                "--vestnik.push.apns.port=" + sandbox.port("apns"),
                "--vestnik.push.apns.trust=" + sandbox.file("apns-ca.pem"),
                "--vestnik.push.apns.key=" + sandbox.file("apns-key.p8"),
                "--vestnik.push.apns.team-id=VESTNIKTM1",
                "--vestnik.push.apns.key-id=VESTNIKKEY",
                "--vestnik.push.apns.topic=dev.vestnik.shop",
                "--vestnik.push.fcm.service-account=" + sandbox.file("fcm-service-account.json"),
                "--vestnik.push.fcm.url=" + sandbox.url());
    }
}
