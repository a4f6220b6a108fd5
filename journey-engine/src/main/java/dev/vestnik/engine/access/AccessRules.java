package dev.vestnik.engine.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which roles may do what; the first rule whose path fits counts, and what fits none does not exist. */
final class AccessRules {
    private static final Set<Role> ANY = EnumSet.allOf(Role.class);

    /** Roles that may read and those that may change; open: everybody may do both. */
    record Rule(String path, Set<Role> readers, Set<Role> writers, boolean open) {
        boolean allows(Set<Role> roles, boolean reads) {
            return roles.stream().anyMatch((reads ? readers : writers)::contains);
        }

        private boolean fits(String requested) {
            return requested.equals(path) || requested.startsWith(path + "/");
        }
    }

    private static final List<Rule> RULES = List.of(
            open("/u"),
            open("/actuator/health"),
            open("/actuator/prometheus"),
            new Rule("/actuator", EnumSet.of(Role.OPS), EnumSet.of(Role.OPS), false),
            new Rule("/api/status", ANY, Set.of(), false),
            open("/api/schema"), // editors have no key
            open("/openapi"),
            open("/openapi.yaml"),
            new Rule(
                    "/internal", EnumSet.of(Role.MARKETER, Role.OPS, Role.SUPPORT), Set.of(), false), // with the caller's key
            new Rule(
                    "/api/stuck",
                    EnumSet.of(Role.SUPPORT, Role.MARKETER, Role.OPS),
                    EnumSet.of(Role.SUPPORT, Role.OPS),
                    false),
            authoring("/api/journeys"),
            authoring("/api/templates"),
            authoring("/api/settings"),
            support("/api/customers"),
            support("/api/messages"));

    private AccessRules() {}

    private static Rule open(String path) {
        return new Rule(path, ANY, ANY, true);
    }

    private static Rule authoring(String path) {
        return new Rule(path, EnumSet.of(Role.MARKETER, Role.OPS), EnumSet.of(Role.MARKETER), false);
    }

    private static Rule support(String path) {
        return new Rule(path, EnumSet.of(Role.SUPPORT, Role.MARKETER, Role.OPS), EnumSet.of(Role.SUPPORT), false);
    }

    /**
     * The rule for a path; empty where there is nothing.
     *
     * @param path decoded, as the handlers' patterns see it
     */
    static Optional<Rule> of(String path) {
        return RULES.stream().filter(rule -> rule.fits(path)).findFirst();
    }
}
