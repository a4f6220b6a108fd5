package dev.vestnik.engine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.codec.StateCodec;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemAdviceTest {
    @RestController
    static final class CustomerOfANewerEngine {
        @GetMapping("/customer")
        String customer() {
            return new StateCodec().read(new byte[] {9}).toString();
        }
    }

    @Test
    void aStateThatCannotBeReadIsWaitedForAndNoFaultOfTheCall() {
        WebTestClient.bindToController(new CustomerOfANewerEngine())
                .controllerAdvice(new ProblemAdvice())
                .build()
                .get()
                .uri("/customer")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString())
                        .startsWith("this engine cannot read the customer's state: ")
                        .endsWith("; see /api/status"));
    }
}
