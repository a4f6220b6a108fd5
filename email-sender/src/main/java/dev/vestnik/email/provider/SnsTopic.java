package dev.vestnik.email.provider;

import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.service.problem.Problem;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The one topic of Amazon SNS whose calls are believed, signed in version 1 (SHA-1) or 2 (SHA-256) with a certificate of SNS itself. A call
 * that cannot be checked now is put off with 503, since SNS gives up at once after any 4xx.
 */
final class SnsTopic implements HookSignature {
    /** SNS tries for an hour; a call that is older is played again. */
    private static final Duration WINDOW = Duration.ofHours(2);

    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9a-f]{8,128}\\.pem");

    private final String arn;
    private final String host;
    private final SnsServer server;
    private final SnsCertificates certificates;

    /** @param rests counts the rests after Amazon has failed */
    SnsTopic(String arn, SnsServer server, InstantSource rests) {
        this.arn = arn;
        String[] parts = arn.split(":", 5); // arn:PARTITION:sns:REGION:...
        this.host = "sns." + parts[3] + (parts[1].equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com");
        this.server = server;
        this.certificates = new SnsCertificates(server, rests);
    }

    @Override
    public Verdict check(Hook hook) {
        try {
            SnsMessage message = SnsMessage.of(hook);
            if (!message.field("TopicArn").equals(arn) || !isSigned(message, hook.at())) {
                return Verdict.FORGED;
            }
            Instant published = Instant.parse(message.field("Timestamp"));
            boolean near = Duration.between(published, hook.at()).abs().compareTo(WINDOW) <= 0;
            return near ? Verdict.GENUINE : Verdict.LATE;
        } catch (UnreadableHookException | GeneralSecurityException | IllegalArgumentException | DateTimeException e) {
            return Verdict.FORGED;
        }
    }

    private boolean isSigned(SnsMessage message, Instant now) throws GeneralSecurityException {
        URI address = URI.create(message.field("SigningCertURL"));
        if (!isOfSns(address)
                || address.getRawQuery() != null
                || !CERTIFICATE.matcher(String.valueOf(address.getRawPath())).matches()) {
            return false;
        }
        byte[] given = Base64.getDecoder().decode(message.field("Signature"));
        Signature signature = Signature.getInstance(algorithm(message));
        X509Certificate certificate = certificates
                .at(address, now)
                .orElseThrow(() -> Problem.tryAgain(5, "Amazon's certificate cannot be got now; send it again"));
        signature.initVerify(certificate);
        signature.update(message.signed());
        return signature.verify(given);
    }

    /** Whether an address is one of SNS in the topic's region: certificates and confirmations of any other are forged. */
    private boolean isOfSns(URI address) {
        return "https".equals(address.getScheme()) && host.equals(address.getRawAuthority());
    }

    private static String algorithm(SnsMessage message) {
        return switch (message.field("SignatureVersion")) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> throw new IllegalArgumentException("a signature of another version");
        };
    }

    /** Says yes to a subscription of this topic; the message's signature is checked before. */
    void confirm(SnsMessage message) throws UnreadableHookException {
        URI address = page(message.field("SubscribeURL"));
        if (server.get(address).isEmpty()) {
            throw Problem.tryAgain(5, "The subscription cannot be confirmed now; send it again");
        }
    }

    private URI page(String text) throws UnreadableHookException {
        try {
            URI address = URI.create(text);
            if (isOfSns(address)) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw new UnreadableHookException("SubscribeURL is no address of SNS");
    }
}
