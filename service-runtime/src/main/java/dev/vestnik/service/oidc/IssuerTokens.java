package dev.vestnik.service.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.vestnik.service.clock.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Judges tokens (JWT, signed with one of the issuer's published keys by an asymmetric algorithm). Needs the issuer for the first token
 * and not before. Thread-safe; blocks while the issuer is asked.
 */
public final class IssuerTokens implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IssuerTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();

    private final IssuerDocuments documents;
    private final NimbusJwtDecoder decoder;

    public IssuerTokens(OidcSettings settings, Clock clock) {
        this(settings, clock, new SteadyClock(clock));
    }

    /** @param ages counts the ages of keys: they must not become younger when the clock is set back */
    IssuerTokens(OidcSettings settings, Clock clock, InstantSource ages) {
        this.documents = new IssuerDocuments(settings, PATIENCE);
        this.decoder = new NimbusJwtDecoder(processor(new IssuerKeys(documents, ages)));
        if (settings.audience().isBlank()) {
            log.warn(
                    "oidc=any-audience fix=\"set vestnik.security.oidc.audience, or tokens for others are taken too\"");
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators(settings, clock)));
    }

    /** Neither the shared secrets of HMAC, for which anybody could take a public key, nor "none". */
    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> asymmetric = new HashSet<>(JWSAlgorithm.Family.RSA);
        asymmetric.addAll(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512));
        return Set.copyOf(asymmetric);
    }

    private static DefaultJWTProcessor<SecurityContext> processor(IssuerKeys keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // the decoder's validators judge the claims
        return processor;
    }

    private static List<OAuth2TokenValidator<Jwt>> validators(OidcSettings settings, Clock clock) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setClock(clock);
        timestamps.setAllowEmptyExpiryClaim(false);
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>(List.of(
                timestamps,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<String>("sub", subject -> subject != null && !subject.isBlank())));
        if (!settings.audience().isBlank()) {
            validators.add(new JwtClaimValidator<List<String>>(
                    "aud", audience -> audience != null && audience.contains(settings.audience())));
        }
        return validators;
    }

    public TokenVerdict verify(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            return new TokenVerdict.Good(String.valueOf(jwt.getSubject()), jwt.getClaims());
        } catch (JwtValidationException e) {
            return new TokenVerdict.Bad(
                    e.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining("; ")), true);
        } catch (BadJwtException e) {
            return unsigned();
        } catch (JwtException e) {
            return e.getCause() instanceof KeySourceException ? new TokenVerdict.IssuerAway() : unsigned();
        }
    }

    private static TokenVerdict unsigned() {
        return new TokenVerdict.Bad("it is not one that the issuer has signed", false);
    }

    @Override
    public void close() {
        documents.close();
    }
}
