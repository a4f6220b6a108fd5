package dev.vestnik.email.provider;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Amazon SNS: signs as its documentation says, and gives its certificate out. */
final class Sns implements SnsServer {
    static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:ses-events";
    static final String SUBSCRIBE =
            "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f";
    private static final String CERTIFICATE =
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
    private static final X509Bundle KEY = key();

    final List<URI> asked = new CopyOnWriteArrayList<>();
    boolean away;
    Runnable meanwhile = () -> {};

    private static X509Bundle key() {
        try {
            return new CertificateBuilder()
                    .rsa2048()
                    .subject("CN=sns.amazonaws.com")
                    .notBefore(Letters.NOW.minus(Duration.ofDays(1)))
                    .notAfter(Letters.NOW.plus(Duration.ofDays(365)))
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<byte[]> get(URI page) {
        asked.add(page);
        meanwhile.run();
        return away ? Optional.empty() : Optional.of(KEY.getCertificatePathPEM().getBytes(StandardCharsets.UTF_8));
    }

    Map<String, String> notification(String event, String version) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("Type", "Notification");
        message.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        message.put("TopicArn", TOPIC);
        message.put("Subject", "Amazon SES Email Event Notification");
        message.put("Message", event);
        message.put("Timestamp", "2026-11-29T11:59:00.000Z");
        message.put("SignatureVersion", version);
        message.put("SigningCertURL", CERTIFICATE);
        message.put("UnsubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe");
        return signed(message);
    }

    Map<String, String> confirmation(String version) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("Type", "SubscriptionConfirmation");
        message.put("MessageId", "165545c9-2a5c-472c-8df2-7ff2be2b3b1b");
        message.put("Token", "2336412f");
        message.put("TopicArn", TOPIC);
        message.put(
                "Message", "You have chosen to subscribe to the topic " + TOPIC + ".\nTo confirm, visit the address.");
        message.put("SubscribeURL", SUBSCRIBE);
        message.put("Timestamp", "2026-11-29T11:59:00.000Z");
        message.put("SignatureVersion", version);
        message.put("SigningCertURL", CERTIFICATE);
        return signed(message);
    }

    /** Signs anew, by the list of fields in Amazon's documentation. */
    Map<String, String> signed(Map<String, String> message) {
        StringBuilder content = new StringBuilder();
        List<String> names = message.get("Type").equals("Notification")
                ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        names.forEach(name ->
                content.append(name).append("\n").append(message.get(name)).append("\n"));
        try {
            Signature signature = Signature.getInstance(
                    message.get("SignatureVersion").equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(KEY.getKeyPair().getPrivate());
            signature.update(content.toString().getBytes(StandardCharsets.UTF_8));
            message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
            return message;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String json(Map<String, String> message) {
        return new JsonMapper().writeValueAsString(message);
    }
}
