package dev.vestnik.sender.live;

import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names settings by their content: instances with the same settings show the same revision. Keyed, so that nobody can try passwords by it;
 * without {@code vestnik.sender.report-secret} the key is this process's own.
 */
final class Revision {
    private static final int DIGITS = 12;

    private final String key;

    Revision(SenderSettings settings) {
        String secret = settings.reportSecret();
        this.key = secret == null ? UUID.randomUUID().toString() : secret;
    }

    String of(RoutePlan plan) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (GatewayPlan gateway : plan.gateways()) {
                String one = gateway.name() + "\0" + gateway.rate() + "\0" + gateway.settings() + "\0";
                mac.update(one.getBytes(StandardCharsets.UTF_8));
            }
            byte[] all = mac.doFinal(plan.routes().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
