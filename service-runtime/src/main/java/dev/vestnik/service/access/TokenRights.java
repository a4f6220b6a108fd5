package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import dev.vestnik.service.oidc.OidcSettings;
import dev.vestnik.service.oidc.TokenVerdict;
import dev.vestnik.service.problem.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Reads roles and shops out of a token's claims. A claim is a list of texts, or one text with blanks between them; of a token's roles
 * those count that are ours. A token without any of them, or without a shop, is good for nothing.
 */
final class TokenRights {
    private static final String ALL = "*";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final OidcSettings settings;
    private final AccessMetrics metrics;

    TokenRights(OidcSettings settings, AccessMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /** @throws ErrorResponseException 403 where the token gives no rights */
    Caller caller(TokenVerdict.Good token) {
        Set<Role> roles = roles(texts(token.claims(), settings.rolesClaim()));
        if (roles.isEmpty()) {
            throw nothing(
                    Reason.ROLE,
                    "has none of the roles shop, marketer, support, ops in its claim \"" + settings.rolesClaim());
        }
        Set<String> shops = texts(token.claims(), settings.shopsClaim());
        if (shops.isEmpty()) {
            throw nothing(Reason.SHOP, "names no shop, nor * for all, in its claim \"" + settings.shopsClaim());
        }
        return new Caller(token.subject(), roles, shops.contains(ALL) ? Set.of() : shops);
    }

    private ErrorResponseException nothing(Reason reason, String lacking) {
        metrics.refused(reason);
        return Refusals.notAllowed(Problem.of(HttpStatus.FORBIDDEN, "this token " + lacking + "\""));
    }

    private static Set<Role> roles(Set<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (names.stream().anyMatch(role.name()::equalsIgnoreCase)) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static Set<String> texts(Map<String, Object> claims, String name) {
        Object value = value(claims, name);
        Set<String> texts = new HashSet<>();
        if (value instanceof String text) {
            texts.addAll(Arrays.asList(BLANKS.split(text.strip())));
        } else if (value instanceof Collection<?> values) {
            values.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(texts::add);
        }
        texts.removeIf(String::isBlank);
        return texts;
    }

    /** Issuers have names with dots in them (addresses) as well as claims within claims, for which a dot is written here. */
    private static @Nullable Object value(Map<String, Object> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? value(stringKeys(inner), name.substring(dot + 1))
                : null;
    }

    @SuppressWarnings("unchecked") // of JSON
    private static Map<String, Object> stringKeys(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
