package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Sets and tells behaviours. A request sets the whole behaviour of its channel: fields that it does not name are good again. */
@RestController
final class BehaviourController {
    private final Behaviours behaviours;

    BehaviourController(Behaviours behaviours) {
        this.behaviours = behaviours;
    }

    @GetMapping("/behaviour")
    Map<Provider, Behaviour> all() {
        return behaviours.all();
    }

    @PostMapping("/behaviour")
    Map<Provider, Behaviour> set(@RequestBody JsonNode body) {
        BehaviourRequest request = new BehaviourRequest(body);
        if (!request.faults().isEmpty()) {
            throw refused(request);
        }
        request.asked().forEach(provider -> behaviours.set(provider, request.behaviour(provider)));
        return behaviours.all();
    }

    @DeleteMapping("/behaviour")
    Map<Provider, Behaviour> reset() {
        for (Provider provider : Provider.values()) {
            behaviours.set(provider, Behaviour.GOOD);
        }
        return behaviours.all();
    }

    private static ErrorResponseException refused(BehaviourRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, request.faults().size() + " fault(s) in this behaviour");
        problem.setProperty("errors", request.faults());
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
