package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Peer;
import dev.vestnik.benchmarks.harness.SandboxProcess;
import dev.vestnik.email.EmailSender;
import dev.vestnik.push.PushSender;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sms.SmsSender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The contract of a sender with one provider: so many messages at once, each answered after a while.
 *
 * @param provider the sandbox's name of it, or {@code http}
 */
record Contract(String provider, ChannelName channel, Class<?> sender, int window, Duration answer) {

    static Contract sms(int window, Duration answer) {
        return new Contract("smpp", ChannelName.SMS, SmsSender.class, window, answer);
    }

    /** A provider that has Twilio's API, which is not one of the sandbox's. */
    static Contract http(int window, Duration answer) {
        return new Contract("http", ChannelName.SMS, SmsSender.class, window, answer);
    }

    static Contract email(int window, Duration answer) {
        return new Contract("smtp", ChannelName.EMAIL, EmailSender.class, window, answer);
    }

    static Contract push(String provider, int window, Duration answer) {
        return new Contract(provider, ChannelName.PUSH, PushSender.class, window, answer);
    }

    /** Messages a second: window / time to answer. */
    double allowed() {
        return window * 1e9 / answer.toNanos();
    }

    String title() {
        return provider + ", " + window + " at once, answered after " + answer.toMillis() + " ms";
    }

    /** The settings that connect the sender with the peer. */
    List<String> arguments(Peer peer) {
        return switch (channel.name()) {
            case "sms" -> provider.equals("http") ? http(peer) : sms(peer);
            case "email" ->
                List.of(
                        "--vestnik.email.gateways[0].name=sandbox",
                        "--vestnik.email.gateways[0].port=" + peer.port("smtp"),
                        "--vestnik.email.gateways[0].from=shop@example.com",
                        "--vestnik.email.gateways[0].connections=" + window);
            default -> push(peer);
        };
    }

    private List<String> sms(Peer peer) {
        return List.of(
                "--vestnik.sms.state-dir=" + peer.directory().resolve("sms-" + window + "-" + answer.toMillis()),
                "--vestnik.sms.gateways[0].name=sandbox",
                "--vestnik.sms.gateways[0].port=" + peer.port("smpp"),
                "--vestnik.sms.gateways[0].system-id=vestnik",
                "--vestnik.sms.gateways[0].password=vestnik",
                "--vestnik.sms.gateways[0].window=" + window);
    }

    private List<String> http(Peer peer) {
        return List.of(
                "--vestnik.sms.state-dir=" + peer.directory().resolve("http-" + window),
                "--vestnik.sms.http[0].name=stand-in",
                "--vestnik.sms.http[0].provider=twilio",
                "--vestnik.sms.http[0].url=" + peer.url(),
                "--vestnik.sms.http[0].user=AC1",
                "--vestnik.sms.http[0].key=key",
                "--vestnik.sender.report-secret=the reports of a benchmark are read by nobody else",
                "--vestnik.sms.http[0].window=" + window);
    }

    /** Starts the process that plays the provider, as it behaves by the contract. */
    Peer start(Path directory) throws IOException {
        if (provider.equals("http")) {
            return HttpStandInProcess.start(directory, answer);
        }
        SandboxProcess sandbox = SandboxProcess.start(directory);
        sandbox.behave(provider, behaviour());
        return sandbox;
    }

    /** The fields of its behaviour. */
    String behaviour() {
        return "\"delay\": " + answer.toMillis();
    }

    private List<String> push(Peer peer) {
        return List.of(
                "--vestnik.push.window=" + window,
                "--vestnik.push.apns.host=127.0.0.1",
                "--vestnik.push.apns.port=" + peer.port("apns"),
                "--vestnik.push.apns.trust=" + peer.file("apns-ca.pem"),
                "--vestnik.push.apns.key=" + peer.file("apns-key.p8"),
                "--vestnik.push.apns.team-id=VESTNIKTM1",
                "--vestnik.push.apns.key-id=VESTNIKKEY",
                "--vestnik.push.apns.topic=dev.vestnik.shop",
                "--vestnik.push.fcm.service-account=" + peer.file("fcm-service-account.json"),
                "--vestnik.push.fcm.url=" + peer.url());
    }
}
