package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.support.CodeUpload.Uploaded;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The codes of an offer: bringing them in, counting them, redeeming one. */
@RestController
@RequestMapping("/api/offers/{id}")
@Tag(name = "offers")
final class OfferCodesController {
    private static final int BUFFERS = 2;
    private static final int LONGEST_ORDER = 200;

    private final OfferPools pools;
    private final JsonMapper json;

    OfferCodesController(OfferPools pools, JsonMapper json) {
        this.pools = pools;
        this.json = json;
    }

    /** The codes of a pool by what has become of them. */
    record Stock(long free, long given, long redeemed) {}

    /** @param expiresAt until when the code would have been good; null: without an end */
    record Redeemed(
            String offer,
            String code,
            String customer,
            String order,
            Instant redeemedAt,
            @Nullable Instant expiresAt) {}

    @Operation(
            summary = "Adds codes: CSV, one a line, the first column; a heading \"code\" is passed over",
            description = """
                    Of any length: it is read as a stream, and /stock counts meanwhile. Codes that the offer has, or has had, are passed over \
                    (`known`), so a file that broke off is sent again. Lines that hold no code are counted (`refused`), the first 20 are named.""")
    @PostMapping(
            path = "/codes",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    Uploaded add(@PathVariable String id, ServerHttpRequest request) throws InterruptedException, IOException {
        pools.existing(id);
        InputStream csv = DataBufferUtils.subscriberInputStream(request.getBody(), BUFFERS);
        try (Reader reader = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            return new CodeUpload(pools, id).upload(reader);
        }
    }

    @Operation(summary = "Makes codes and adds them: {pattern, count}", description = """
                    Each # of the pattern becomes a letter or a digit, at random: SPRING-########, up to a million at a time. The codes are \
                    seen by those who get them; /redeem knows them.""")
    @PostMapping("/codes/make")
    Uploaded make(@PathVariable String id, @RequestBody(required = false) @Nullable String body)
            throws InterruptedException, IOException {
        CodePattern pattern = CodePattern.read(body);
        pools.existing(id);
        return new CodeUpload(pools, id).make(pattern);
    }

    @Operation(summary = "How many codes of the offer are free, given, redeemed")
    @GetMapping("/stock")
    Stock stock(@PathVariable String id) throws InterruptedException {
        pools.existing(id);
        return json.treeToValue(pools.answer(id, new PoolWord.Count()), Stock.class);
    }

    @Operation(summary = "Redeems a customer's code for an order: {code, customer, order}", description = """
                    Once: the same for the same order gets the same answer. 404 for a code that the offer does not have; 409 with its reason \
                    where no customer has the code (code-not-given), another one has it (code-of-another), it is over (code-expired) or was \
                    redeemed for another order (code-redeemed).""")
    @PostMapping("/redeem")
    Redeemed redeem(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        JsonBody request = JsonBody.object(body);
        String code = request.text("code");
        String customer = request.text("customer");
        String order = request.textOrNumber("order").orElse("");
        if (order.isEmpty() || order.length() > LONGEST_ORDER) {
            request.fault("order", "is required, at most " + LONGEST_ORDER + " characters");
        }
        request.close();
        if (!pools.existing(id).isOf(shop)) {
            throw ProblemException.notFound(DefinitionKey.offer(id).toString());
        }
        CustomerKey key = Customers.key(shop, customer, caller);
        JsonNode answer = pools.answer(id, new PoolWord.Redeem(code, key, order, false));
        return json.treeToValue(answer, Redeemed.class);
    }
}
