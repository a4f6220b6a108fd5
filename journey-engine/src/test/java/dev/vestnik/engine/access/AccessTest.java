package dev.vestnik.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.RunningEngine;
import dev.vestnik.engine.SharedEngine;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

@ExtendWith(SharedEngine.class)
class AccessTest {
    private final RunningEngine engine;

    AccessTest(RunningEngine engine) {
        this.engine = engine;
    }

    private int status(String key, String method, String path) {
        return engine.client(key)
                .method(HttpMethod.valueOf(method))
                .uri(URI.create(engine.url(0) + path))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    @Test
    void asksForAKey() {
        engine.client("")
                .get()
                .uri("/api/journeys")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(status("wrong", "GET", "/api/journeys")).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "marketer-key, GET,    /api/journeys,             200",
        "ops-key,      GET,    /api/journeys,             200",
        "ops-key,      DELETE, /api/journeys/x,           403",
        "support-key,  GET,    /api/journeys,             403",
        "support-key,  GET,    /%61pi/journeys,           403",
        "support-key,  GET,    /api/journeys;a=b,         400",
        "marketer-key, GET,    /api/journeys/,            404",
        "marketer-key, GET,    //api/journeys,            400",
        "marketer-key, GET,    /API/journeys,             404",
        "marketer-key, GET,    /api/journeys/%00,         400",
        "marketer-key, GET,    /api/journeys/%ff,         400",
        "ops-key,      GET,    /actuator/health/../env,   404",
        "ops-key,      GET,    /actuator/env,             404",
        "support-key,  GET,    /api/customers/a%2Fb,      404",
        "support-key,  GET,    /api/customers/x?shop=a&shop=main, 400",
        "support-key,  GET,    /u/../api/journeys,        404",
        "marketer-key, GET,    /api/customers/x,          404",
        "marketer-key, DELETE, /api/customers/x,          403",
        "ops-key,      GET,    /actuator,                 200",
        "support-key,  GET,    /actuator,                 403",
        "marketer-key, GET,    /internal/revision,        200",
        "support-key,  GET,    /internal/revision,        403",
        "support-key,  GET,    /nowhere,                  404",
        "support-key,  POST,   /api/status,               405",
        "other-shop-key, GET,  /api/customers/x,          403",
        "other-shop-key, GET,  /api/customers/x?shop=other, 404",
    })
    void letsEachRoleDoItsOwn(String key, String method, String path, int expected) {
        assertThat(status(key, method, path)).isEqualTo(expected);
    }
}
