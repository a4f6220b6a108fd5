package dev.vestnik.sender.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vestnik.sender.hook.HookSignature.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookSignaturesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final HookSecrets TWO = new HookSecrets(List.of("new secret", "old secret"));

    private static Hook hook(String query, Map<String, String> headers, String body) {
        URI url = URI.create("https://hooks.shop.example/v1/hooks/one" + query);
        return new Hook(url, headers, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static byte[] hmac(String secret, String content) {
        return HookSecrets.hmac("HmacSHA256", secret, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String secret, String content) {
        return HexFormat.of().formatHex(hmac(secret, content));
    }

    @Test
    void takesABodySignedWithEitherLiveSecret() {
        HmacSignature signature = new HmacSignature(TWO, "X-Signature", null);
        for (String secret : TWO.live()) {
            assertThat(signature.check(hook("", Map.of("x-signature", hex(secret, "{}")), "{}")))
                    .isEqualTo(Verdict.GENUINE);
            assertThat(signature.check(hook("", Map.of("x-signature", "sha256=" + hex(secret, "{}")), "{}")))
                    .isEqualTo(Verdict.GENUINE);
            String base64 = Base64.getEncoder().encodeToString(hmac(secret, "{}"));
            assertThat(signature.check(hook("", Map.of("x-signature", base64), "{}")))
                    .isEqualTo(Verdict.GENUINE);
        }
    }

    @Test
    void refusesAForgedBody() {
        HmacSignature signature = new HmacSignature(TWO, "X-Signature", null);
        assertThat(signature.check(hook("", Map.of("x-signature", hex("new secret", "{}")), "{} ")))
                .isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of("x-signature", hex("dead secret", "{}")), "{}")))
                .isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of("x-signature", "%%%"), "{}")))
                .isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of(), "{}"))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void takesASignedTimeWithinTheWindowOnly() {
        long now = NOW.getEpochSecond();
        long window = HmacSignature.WINDOW.toSeconds();
        assertThat(timed(Long.toString(now))).isEqualTo(Verdict.GENUINE);
        assertThat(timed(Long.toString(now - window))).isEqualTo(Verdict.GENUINE);
        assertThat(timed(Long.toString(NOW.toEpochMilli()))).isEqualTo(Verdict.GENUINE);
        assertThat(timed(Long.toString(now - window - 1))).isEqualTo(Verdict.LATE);
        assertThat(timed(Long.toString(now + window + 1))).isEqualTo(Verdict.LATE);
        assertThat(timed(Long.toString(Long.MAX_VALUE))).isEqualTo(Verdict.LATE);
        assertThat(timed("yesterday")).isEqualTo(Verdict.LATE);
    }

    private static Verdict timed(String time) {
        HmacSignature signature = new HmacSignature(TWO, "X-Signature", "X-Time");
        Map<String, String> headers = Map.of("x-signature", hex("old secret", time + ".{}"), "x-time", time);
        return signature.check(hook("", headers, "{}"));
    }

    @Test
    void refusesATimeThatIsNotTheSignedOne() {
        HmacSignature signature = new HmacSignature(TWO, "X-Signature", "X-Time");
        String then = Long.toString(NOW.minusSeconds(3600).getEpochSecond());
        String now = Long.toString(NOW.getEpochSecond());
        String signed = hex("new secret", then + ".{}");
        assertThat(signature.check(hook("", Map.of("x-signature", signed, "x-time", now), "{}")))
                .isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of("x-signature", hex("new secret", "{}")), "{}")))
                .isEqualTo(Verdict.FORGED);
    }

    @Test
    void knowsAUserByNameAndPassword() {
        BasicSignature signature = new BasicSignature("infobip", TWO);
        assertThat(signature.check(hook("", Map.of("authorization", basic("infobip:old secret")), "")))
                .isEqualTo(Verdict.GENUINE);
        assertThat(signature.check(hook("", Map.of("authorization", basic("infobip:other")), "")))
                .isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of("authorization", basic("other:old secret")), "")))
                .isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of(), ""))).isEqualTo(Verdict.FORGED);
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void knowsAKeyInTheAddress() {
        KeySignature signature = new KeySignature("key", TWO);
        assertThat(signature.check(hook("?a=b&key=new+secret", Map.of(), ""))).isEqualTo(Verdict.GENUINE);
        assertThat(signature.check(hook("?key=new", Map.of(), ""))).isEqualTo(Verdict.FORGED);
        assertThat(signature.check(hook("", Map.of(), ""))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void hasOneSecretOrTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HookSecrets(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new HookSecrets(List.of("a", "b", "c")));
        assertThat(TWO.toString()).doesNotContain("secret s").doesNotContain("new secret");
    }
}
