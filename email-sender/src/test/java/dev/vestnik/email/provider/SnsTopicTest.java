package dev.vestnik.email.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSignature.Verdict;
import dev.vestnik.sender.hook.UnreadableHookException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

class SnsTopicTest {
    private final Sns sns = new Sns();
    private final AtomicReference<Instant> now = new AtomicReference<>(Letters.NOW);
    private final SnsTopic topic = new SnsTopic(Sns.TOPIC, sns, now::get);

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void believesWhatAmazonSigned(String version) {
        assertThat(topic.check(hook(sns.notification("{}", version)))).isEqualTo(Verdict.GENUINE);
        assertThat(topic.check(hook(sns.confirmation(version)))).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void getsACertificateOnce() {
        for (int i = 0; i < 5; i++) {
            topic.check(hook(sns.notification("{}", "2")));
        }
        assertThat(sns.asked).hasSize(1);
    }

    @Test
    void believesNothingThatWasChanged() {
        for (String field : List.of("Message", "MessageId", "Timestamp", "Subject", "Type")) {
            Map<String, String> message = sns.notification("{}", "2");
            message.put(field, field.equals("Timestamp") ? "2026-11-29T11:59:01.000Z" : message.get(field) + "x");
            assertThat(topic.check(hook(message))).as(field).isEqualTo(Verdict.FORGED);
        }
        Map<String, String> unsigned = sns.notification("{}", "2");
        unsigned.remove("Signature");
        assertThat(topic.check(hook(unsigned))).isEqualTo(Verdict.FORGED);
        assertThat(topic.check(Letters.hook("[]"))).isEqualTo(Verdict.FORGED);
        assertThat(topic.check(Letters.hook("<html>"))).isEqualTo(Verdict.FORGED);
    }

    /** Anybody may have a topic, and subscribe our address to it. */
    @Test
    void believesOneTopicOnly() {
        Map<String, String> message = sns.notification("{}", "2");
        message.put("TopicArn", Sns.TOPIC + "2");
        assertThat(topic.check(hook(sns.signed(message)))).isEqualTo(Verdict.FORGED);
        assertThat(sns.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef.pem",
                "https://sns.eu-west-1.amazonaws.com/?Action=GetTopicAttributes",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem?a=b",
                "https://bucket.s3.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem",
                "file:///etc/passwd",
                " ",
                ""
            })
    void getsCertificatesFromAmazonOnly(String address) {
        Map<String, String> message = sns.notification("{}", "2");
        message.put("SigningCertURL", address);
        assertThat(topic.check(hook(message))).isEqualTo(Verdict.FORGED);
        assertThat(sns.asked).isEmpty();
    }

    /** SNS gives up after any 4xx. */
    @Test
    void putsACallOffWhileThereIsNoCertificate() {
        sns.away = true;
        for (int i = 0; i < 5; i++) {
            putOff(Duration.ZERO);
        }
        assertThat(sns.asked).hasSize(1);
        sns.away = false;
        now.set(Letters.NOW.plusSeconds(6));
        assertThat(topic.check(after(hook(sns.notification("{}", "2")), Duration.ofSeconds(6))))
                .isEqualTo(Verdict.GENUINE);
    }

    /** @param later the time of the call after the first one */
    private void putOff(Duration later) {
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> topic.check(after(hook(sns.notification("{}", "2")), later)))
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(503));
    }

    /** Its silence may be longer than the rest. */
    @Test
    void restsFromTheMomentWhenAmazonFailed() {
        sns.away = true;
        sns.meanwhile = () -> now.set(Letters.NOW.plusSeconds(20));
        putOff(Duration.ZERO);
        putOff(Duration.ofSeconds(20));
        assertThat(sns.asked).hasSize(1);
    }

    /** Anybody may name a certificate that does not come. */
    @Test
    void holdsOneCallWhileAmazonIsSlow() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        sns.meanwhile = () -> {
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        CompletableFuture<Verdict> first =
                CompletableFuture.supplyAsync(() -> topic.check(hook(sns.notification("{}", "2"))));
        asked.await();
        putOff(Duration.ZERO);
        answers.countDown();
        assertThat(first.get()).isEqualTo(Verdict.GENUINE);
        assertThat(sns.asked).hasSize(1);
    }

    @Test
    void refusesAnOldCallAndAnExpiredCertificate() {
        Hook hook = hook(sns.notification("{}", "2"));
        assertThat(topic.check(after(hook, Duration.ofHours(1)))).isEqualTo(Verdict.GENUINE);
        assertThat(topic.check(after(hook, Duration.ofHours(3)))).isEqualTo(Verdict.LATE);
        assertThat(topic.check(after(hook, Duration.ofDays(4000)))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void confirmsASubscriptionAtAmazonOnly() throws Exception {
        SnsMessage message = SnsMessage.of(hook(sns.confirmation("2")));
        topic.confirm(message);
        assertThat(sns.asked).containsExactly(URI.create(Sns.SUBSCRIBE));
        sns.away = true;
        assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> topic.confirm(message));
        Map<String, String> elsewhere = sns.confirmation("2");
        elsewhere.put("SubscribeURL", "https://10.0.0.1/admin");
        SnsMessage forged = new SnsMessage(elsewhere);
        assertThatExceptionOfType(UnreadableHookException.class).isThrownBy(() -> topic.confirm(forged));
        assertThat(sns.asked).hasSize(2);
    }

    private static Hook hook(Map<String, String> message) {
        return Letters.hook(Sns.json(message));
    }

    private static Hook after(Hook hook, Duration time) {
        return new Hook(hook.url(), hook.headers(), hook.body(), hook.at().plus(time));
    }
}
