package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.SandboxProcess;
import dev.vestnik.email.EmailSender;
import dev.vestnik.push.PushSender;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sms.SmsSender;
import java.time.Duration;
import java.util.List;

/**
 * The contract of a sender with one provider of the sandbox: so many messages at once, each answered after a while.
 *
 * @param provider the sandbox's name of it
 */
record Contract(String provider, Channel channel, Class<?> sender, int window, Duration answer) {

    static Contract sms(int window, Duration answer) {
        return new Contract("smpp", Channel.SMS, SmsSender.class, window, answer);
    }

    static Contract email(int window, Duration answer) {
        return new Contract("smtp", Channel.EMAIL, EmailSender.class, window, answer);
    }

    static Contract push(String provider, int window, Duration answer) {
        return new Contract(provider, Channel.PUSH, PushSender.class, window, answer);
    }

    /** Messages a second: window / time to answer. */
    double allowed() {
        return window * 1e9 / answer.toNanos();
    }

    String title() {
        return provider + ", " + window + " at once, answered after " + answer.toMillis() + " ms";
    }

    /** The settings that connect the sender with the sandbox. */
    List<String> arguments(SandboxProcess sandbox) {
        return switch (channel.name()) {
            case "sms" -> sms(sandbox);
            case "email" ->
                List.of(
                        "--vestnik.email.gateways[0].name=sandbox",
                        "--vestnik.email.gateways[0].port=" + sandbox.port("smtp"),
                        "--vestnik.email.gateways[0].from=shop@example.com",
                        "--vestnik.email.gateways[0].connections=" + window);
            default -> push(sandbox);
        };
    }

    private List<String> sms(SandboxProcess sandbox) {
        return List.of(
                "--vestnik.sms.state-dir=" + sandbox.directory().resolve("sms-" + window + "-" + answer.toMillis()),
                "--vestnik.sms.gateways[0].name=sandbox",
                "--vestnik.sms.gateways[0].port=" + sandbox.port("smpp"),
                "--vestnik.sms.gateways[0].system-id=vestnik",
                "--vestnik.sms.gateways[0].password=vestnik",
                "--vestnik.sms.gateways[0].window=" + window);
    }

    private List<String> push(SandboxProcess sandbox) {
        return List.of(
                "--vestnik.push.window=" + window,
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
