package dev.vestnik.engine.access;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.service.access.Call;
import dev.vestnik.service.access.ShopRule;
import dev.vestnik.service.problem.Problem;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;

/** The shops of calls about a definition: those of the definition as this engine has it. A change is judged again when it is made. */
final class DefinitionRules {
    private final DefinitionsLog log;

    DefinitionRules(DefinitionsLog log) {
        this.log = log;
    }

    ShopRule journey() {
        return call -> check(call, named(call, DefinitionKey::journey), call.reads());
    }

    /** For a call that changes nothing, whatever its method. */
    ShopRule journeyToRead() {
        return call -> check(call, named(call, DefinitionKey::journey), true);
    }

    /** The journey that the query asks for; the handler says what is wrong with a call that asks for none. */
    ShopRule journeyAskedFor() {
        return call -> {
            List<String> asked = call.query().getOrDefault("journey", List.of());
            if (!asked.isEmpty()) {
                check(call, DefinitionKey.journey(asked.getFirst()), true);
            }
        };
    }

    ShopRule template() {
        return call -> check(call, named(call, DefinitionKey::template), call.reads());
    }

    ShopRule offer() {
        return call -> check(call, named(call, DefinitionKey::offer), call.reads());
    }

    ShopRule segment() {
        return call -> check(call, named(call, DefinitionKey::segment), call.reads());
    }

    /** For a call that changes nothing, whatever its method. */
    ShopRule segmentToRead() {
        return call -> check(call, named(call, DefinitionKey::segment), true);
    }

    ShopRule campaign() {
        return call -> check(call, named(call, DefinitionKey::campaign), call.reads());
    }

    /** For a call that changes nothing, whatever its method. */
    ShopRule campaignToRead() {
        return call -> check(call, named(call, DefinitionKey::campaign), true);
    }

    /** For a call that changes nothing, whatever its method. */
    ShopRule templateToRead() {
        return call -> check(call, named(call, DefinitionKey::template), true);
    }

    /** The settings act on every shop, also before there are any. */
    ShopRule settings() {
        return call -> DefinitionShops.requireSave("", call.caller());
    }

    private static DefinitionKey named(Call call, Function<String, DefinitionKey> key) {
        return key.apply(call.path().getOrDefault("id", ""));
    }

    private void check(Call call, DefinitionKey key, boolean reads) {
        Definition definition = log.snapshot().all().state(key);
        if (!reads) {
            DefinitionShops.requireChange(definition, call.caller());
        } else if (!DefinitionShops.isVisible(definition, call.caller())) {
            throw Problem.of(HttpStatus.NOT_FOUND, "there is no " + key);
        }
    }
}
