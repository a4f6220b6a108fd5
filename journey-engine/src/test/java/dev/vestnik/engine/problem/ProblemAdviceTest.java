package dev.vestnik.engine.problem;

import dev.vestnik.engine.streams.codec.UnreadableStateException;
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
            throw new UnreadableStateException("a state of format 9");
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
                .isEqualTo("this engine cannot read the customer's state: a state of format 9; see /api/status");
    }
}
