package dev.vestnik.engine.console;

import dev.vestnik.service.access.Caller;
import dev.vestnik.service.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Tells callers who they are here, so that a page can leave out what they may not do. */
@RestController
@Tag(name = "status")
final class CallerController {

    /** @param shops that the key is good for; empty: all */
    record Me(String name, Set<String> roles, Set<String> shops) {
        static Me of(Caller caller) {
            return new Me(
                    caller.name(),
                    caller.roles().stream().map(CallerController::label).collect(Collectors.toCollection(TreeSet::new)),
                    new TreeSet<>(caller.shops()));
        }
    }

    @Operation(summary = "The name, the roles and the shops of the key or token that asks")
    @GetMapping("/api/me")
    Me me(@Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return Me.of(caller);
    }

    private static String label(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
