package dev.vestnik.service.oidc;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration {@code vestnik.security.oidc.*}: whose tokens are taken, and where their roles and shops are.
 *
 * @param issuer as the tokens' claim {@code iss} has it, to the letter; empty: no tokens are taken
 * @param jwkSetUri where its keys are; null: where its discovery document says
 * @param audience one of those that a token must be for; empty: a token may be for anybody
 * @param rolesClaim the name of the claim with the roles; {@code a.b} is {@code b} in {@code a} where there is no claim of that name
 * @param shopsClaim the same of the shops
 */
public record OidcSettings(
        @DefaultValue("") String issuer,
        @Nullable URI jwkSetUri,
        @DefaultValue("") String audience,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("shops") String shopsClaim) {

    public OidcSettings {
        check(issuer.isBlank() || isWeb(URI.create(issuer)), "issuer must be an http:// or https:// address");
        check(jwkSetUri == null || isWeb(jwkSetUri), "jwk-set-uri must be an http:// or https:// address");
        check(!rolesClaim.isBlank() && !shopsClaim.isBlank(), "roles-claim and shops-claim must not be empty");
    }

    /** Takes no tokens. */
    public static OidcSettings none() {
        return new OidcSettings("", null, "", "roles", "shops");
    }

    public boolean hasIssuer() {
        return !issuer.isBlank();
    }

    static boolean isWeb(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException("vestnik.security.oidc." + problem);
        }
    }
}
