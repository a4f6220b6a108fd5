package dev.vestnik.service.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.vestnik.service.oidc.TestIssuer.Mood;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IssuerTokensTest {
    private static final Duration NEVER_A_HANG = Duration.ofSeconds(9);
    private static final RSAKey FIRST = TestIssuer.newKey("first");

    private final TestIssuer issuer = new TestIssuer(FIRST);
    private final MovableClock clock = new MovableClock();
    private final IssuerTokens tokens =
            new IssuerTokens(new OidcSettings(issuer.url(), null, TestIssuer.AUDIENCE, "roles", "shops"), clock, clock);

    @AfterEach
    void close() {
        tokens.close();
        issuer.close();
    }

    /** The real time, moved on by the test. */
    private static final class MovableClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void pass(Duration time) {
            ahead = ahead.plus(time);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private String good() {
        return issuer.token("anna", List.of("ops"), "*");
    }

    private JWTClaimsSet claims() {
        return issuer.claims("anna").claim("roles", "ops").build();
    }

    private void assertUnsigned(String token) {
        assertThat(tokens.verify(token))
                .isInstanceOfSatisfying(
                        TokenVerdict.Bad.class, bad -> assertThat(bad.signed()).isFalse());
    }

    private void assertSigned(JWTClaimsSet.Builder claims, String why) {
        assertThat(tokens.verify(issuer.sign(claims.build()))).isInstanceOfSatisfying(TokenVerdict.Bad.class, bad -> {
            assertThat(bad.signed()).isTrue();
            assertThat(bad.why()).contains(why);
        });
    }

    @Test
    void takesTheIssuersTokensWithTheirClaims() {
        assertThat(tokens.verify(good())).isInstanceOfSatisfying(TokenVerdict.Good.class, token -> {
            assertThat(token.subject()).isEqualTo("anna");
            assertThat(token.claims()).containsEntry("roles", List.of("ops")).containsEntry("shops", "*");
        });
    }

    @Test
    void takesAccessTokensThatSayThatTheyAre() {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first");
        JWSHeader access = header.type(new JOSEObjectType("at+jwt")).build();
        assertThat(tokens.verify(TestIssuer.sign(access, TestIssuer.signer(issuer.key()), claims())))
                .isInstanceOf(TokenVerdict.Good.class);
        JWSHeader other = header.type(new JOSEObjectType("logout+jwt")).build();
        assertUnsigned(TestIssuer.sign(other, TestIssuer.signer(issuer.key()), claims()));
    }

    @Test
    void findsTheKeysWhereItIsToldToo() {
        OidcSettings told = new OidcSettings(issuer.url(), URI.create(issuer.url() + "/keys"), "", "roles", "shops");
        issuer.is(Mood.ANOTHER); // its discovery document is not looked at
        try (IssuerTokens direct = new IssuerTokens(told, clock, clock)) {
            assertThat(direct.verify(good())).isInstanceOf(TokenVerdict.Good.class);
        }
    }

    @Test
    void saysWhatIsWrongWithATokenOfTheIssuer() {
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(2)));
        Date future = Date.from(Instant.now().plus(Duration.ofMinutes(2)));
        assertSigned(issuer.claims("anna").issuer("https://another.example"), "iss");
        assertSigned(issuer.claims("anna").audience("another"), "aud");
        assertSigned(issuer.claims("anna").audience((String) null), "aud");
        assertSigned(issuer.claims("anna").issueTime(null).expirationTime(past), "expired");
        assertSigned(issuer.claims("anna").expirationTime(null), "exp");
        assertSigned(issuer.claims("anna").notBeforeTime(future), "before");
        assertSigned(issuer.claims("anna").subject(null), "sub");
        assertSigned(issuer.claims(" "), "sub");
    }

    @Test
    void refusesWhatTheIssuerHasNotSigned() throws JOSEException {
        assertUnsigned(new PlainJWT(claims()).serialize());
        assertUnsigned(
                TestIssuer.sign(TestIssuer.header("first"), TestIssuer.signer(TestIssuer.newKey("first")), claims()));
        assertUnsigned(TestIssuer.sign(
                TestIssuer.header("unknown"), TestIssuer.signer(TestIssuer.newKey("unknown")), claims()));
        byte[] publicKey = issuer.key().toRSAPublicKey().getEncoded();
        JWSHeader hmac =
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build();
        assertUnsigned(TestIssuer.sign(hmac, new MACSigner(publicKey), claims()));
        for (String nonsense : List.of("a.b.c", "..", "e30.e30.", "eyJhbGciOiJSUzI1NiJ9..", "a.b.c.d.e")) {
            assertUnsigned(nonsense);
        }
    }

    @Test
    void noCharacterOfATokenCanBeChanged() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String token = good();
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(token.length() - 1); // the last one has bits that say nothing
            char other = "AZaz09-_".charAt(random.nextInt(8));
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            if (!changed.equals(token)) {
                assertThat(tokens.verify(changed))
                        .as("seed %d, character %d", seed, at)
                        .isInstanceOf(TokenVerdict.Bad.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"BROKEN", "SILENT", "ENDLESS", "ANOTHER"})
    void saysSoWhenTheIssuerDoesNotAnswerAndRecovers(Mood mood) {
        issuer.is(mood);
        Instant begin = Instant.now();
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.IssuerAway.class);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(NEVER_A_HANG);

        issuer.is(Mood.WELL);
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.IssuerAway.class); // asked a moment ago
        clock.pass(IssuerKeys.PAUSE);
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
    }

    @Test
    void keepsTheKeysWhileTheIssuerIsAway() {
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
        issuer.is(Mood.BROKEN);
        clock.pass(IssuerKeys.FRESH.plusSeconds(1));
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
        clock.pass(IssuerKeys.USABLE);
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.IssuerAway.class);
    }

    @Test
    void aKeyThatMayBeNewIsNoGuessWhileTheIssuerIsAway() {
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
        issuer.rotate("second");
        issuer.is(Mood.BROKEN);
        clock.pass(IssuerKeys.PAUSE);
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.IssuerAway.class);
        issuer.is(Mood.WELL);
        clock.pass(IssuerKeys.PAUSE);
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
    }

    @Test
    void learnsNewKeysAndForgetsOldOnes() {
        String old = good();
        assertThat(tokens.verify(old)).isInstanceOf(TokenVerdict.Good.class);
        issuer.rotate("second");
        clock.pass(IssuerKeys.PAUSE);
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
        assertUnsigned(old);
    }

    @Test
    void madeUpKeysMakeNoTraffic() {
        assertThat(tokens.verify(good())).isInstanceOf(TokenVerdict.Good.class);
        clock.pass(IssuerKeys.PAUSE);
        for (int i = 0; i < 50; i++) {
            assertUnsigned(
                    TestIssuer.sign(TestIssuer.header("made-up-" + i), TestIssuer.signer(issuer.key()), claims()));
        }
        assertThat(issuer.asked()).isEqualTo(2);
    }
}
