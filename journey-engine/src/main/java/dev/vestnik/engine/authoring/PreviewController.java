package dev.vestnik.engine.authoring;

import dev.vestnik.engine.audit.AuditTrail;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.support.CustomerProfiles;
import dev.vestnik.engine.support.CustomerProfiles.Call;
import dev.vestnik.engine.support.CustomerProfiles.Wanted;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Texts as customers would get them. */
@RestController
@Tag(name = "templates")
final class PreviewController {
    private final Previews previews;
    private final CustomerProfiles profiles;

    PreviewController(Previews previews, CustomerProfiles profiles) {
        this.previews = previews;
        this.profiles = profiles;
    }

    @Operation(
            summary =
                    "A text as the customer would get it: {channel, locale?, variables?, version?, customer?, shop?, sample?}",
            description = """
                    With `customer` the text reads that customer's profile (masked as in GET /api/customers/{id} but for the role support), and \
                    what is missing is made up; `sampled` names it. With `sample: false` what is missing is a fault, as it is \
                    without a customer. `version` is a number or `draft`; absent: the text in force.""")
    @ApiResponse(
            responseCode = "200",
            description = "the text",
            content = @Content(schema = @Schema(implementation = Previews.Preview.class)))
    @PostMapping("/api/templates/{id}/preview")
    ResponseEntity<?> preview(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerWebExchange exchange)
            throws InterruptedException {
        PreviewRequest request = PreviewRequest.read(body);
        PreviewRequest.Whose whose = request.customer();
        if (whose != null) {
            AuditTrail.looksAt(whose.shop(), whose.id(), exchange);
        }
        Previews.Text text = previews.text(id, request.version(), caller);
        if (whose == null) {
            return ResponseEntity.ok(previews.of(text, request, Map.of(), Set.of()));
        }
        Wanted wanted = Wanted.of(whose.shop(), whose.id(), new Call(caller, exchange.getRequest(), body));
        if (!text.template().isOf(whose.shop())) {
            throw ProblemException.faults(List.of(new Fault("shop", "the template is not one of " + whose.shop())));
        }
        return profiles.with(
                wanted,
                profile ->
                        ResponseEntity.ok(previews.of(text, request, Map.of("customer", profile), Set.of("customer"))));
    }
}
