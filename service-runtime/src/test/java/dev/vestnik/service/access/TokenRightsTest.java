package dev.vestnik.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.service.oidc.OidcSettings;
import dev.vestnik.service.oidc.TokenVerdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.ErrorResponseException;

class TokenRightsTest {

    private static Caller caller(String rolesClaim, String shopsClaim, Map<String, Object> claims) {
        OidcSettings settings = new OidcSettings("https://issuer.example", null, "", rolesClaim, shopsClaim);
        return new TokenRights(settings, new AccessMetrics(new SimpleMeterRegistry()))
                .caller(new TokenVerdict.Good("anna", claims));
    }

    private static Caller caller(Object roles, Object shops) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("roles", roles);
        claims.put("shops", shops);
        return caller("roles", "shops", claims);
    }

    @Test
    void readsListsAndTexts() {
        Caller wanted = new Caller("anna", Set.of(Role.SUPPORT, Role.OPS), Set.of("main", "north"));
        assertThat(caller(List.of("support", "OPS"), List.of("main", "north"))).isEqualTo(wanted);
        assertThat(caller("support ops", " main\tnorth ")).isEqualTo(wanted);
    }

    @Test
    void aStarIsEveryShop() {
        assertThat(caller("ops", "*").worksForAll()).isTrue();
        assertThat(caller("ops", List.of("main", "*")).worksForAll()).isTrue();
    }

    @Test
    void rolesThatAreNotOursDoNotCount() {
        assertThat(caller(List.of("offline_access", "marketer", "admin"), "main")
                        .roles())
                .containsExactly(Role.MARKETER);
    }

    @Test
    void findsClaimsWithinClaimsAndThoseWithDotsInTheirNames() {
        Map<String, Object> claims =
                Map.of("realm_access", Map.of("roles", List.of("ops")), "https://shop.example/shops", List.of("main"));
        assertThat(caller("realm_access.roles", "https://shop.example/shops", claims))
                .isEqualTo(new Caller("anna", Set.of(Role.OPS), Set.of("main")));
    }

    @Test
    void aTokenWithoutRolesOrShopsIsGoodForNothing() {
        for (Object none : Arrays.asList(null, "", " ", List.of(), List.of(""), List.of(1, 2), 7, true, Map.of())) {
            assertThatExceptionOfType(ErrorResponseException.class)
                    .as("roles %s", none)
                    .isThrownBy(() -> caller(none, "*"))
                    .satisfies(no -> assertThat(no.getStatusCode().value()).isEqualTo(403))
                    .satisfies(no -> assertThat(no.getBody().getDetail()).contains("\"roles\""));
            assertThatExceptionOfType(ErrorResponseException.class)
                    .as("shops %s", none)
                    .isThrownBy(() -> caller("ops", none))
                    .satisfies(no -> assertThat(no.getBody().getDetail()).contains("\"shops\""));
        }
    }
}
