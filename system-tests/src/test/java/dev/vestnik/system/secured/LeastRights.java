package dev.vestnik.system.secured;

import dev.vestnik.system.deploy.Rights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights of {@code deploy/helm/vestnik/acls.yml}, as a broker keeps them; each service is a user of its own name. */
final class LeastRights {
    private static final Map<String, ResourceType> KINDS = Map.of(
            "cluster", ResourceType.CLUSTER,
            "topics", ResourceType.TOPIC,
            "groups", ResourceType.GROUP,
            "transactionalIds", ResourceType.TRANSACTIONAL_ID);

    /** By Kafka's rules Describe comes with each of these. */
    private static final Set<AclOperation> DESCRIBING =
            Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE, AclOperation.ALTER);

    private LeastRights() {}

    static List<AclBinding> of(Rights rights) {
        List<AclBinding> all = new ArrayList<>();
        for (String service : rights.services()) {
            for (Map<String, List<String>> row : rights.of().get(service)) {
                KINDS.forEach((name, kind) -> row.getOrDefault(name, List.of())
                        .forEach(what ->
                                row.get("may").forEach(may -> all.add(right(service, pattern(kind, what), may)))));
            }
        }
        return all;
    }

    private static ResourcePattern pattern(ResourceType kind, String name) {
        return name.endsWith("*")
                ? new ResourcePattern(kind, name.substring(0, name.length() - 1), PatternType.PREFIXED)
                : new ResourcePattern(kind, name, PatternType.LITERAL);
    }

    private static AclBinding right(String service, ResourcePattern what, String may) {
        AclOperation operation =
                AclOperation.valueOf(may.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
        return new AclBinding(what, new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    }

    /**
     * Those of the rights that could be taken away, each by itself, and nothing that was done would have been denied. A right that is good for
     * the Describe that comes with it alone is one of them: Describe would do.
     */
    static List<String> idle(List<AclBinding> rights, Collection<Deed> done) {
        return rights.stream()
                .filter(right -> done.stream().noneMatch(deed -> standsOn(right, deed, rights)))
                .map(LeastRights::worded)
                .sorted()
                .toList();
    }

    private static boolean standsOn(AclBinding right, Deed deed, List<AclBinding> rights) {
        return deed.operation() == right.entry().operation()
                && allows(right, deed)
                && rights.stream().filter(other -> allows(other, deed)).count() == 1;
    }

    private static boolean allows(AclBinding right, Deed deed) {
        AclOperation operation = right.entry().operation();
        return right.entry().principal().equals("User:" + deed.user())
                && right.pattern().resourceType() == deed.kind()
                && names(right.pattern(), deed.name())
                && (operation == deed.operation()
                        || deed.operation() == AclOperation.DESCRIBE && DESCRIBING.contains(operation));
    }

    private static boolean names(ResourcePattern pattern, String name) {
        return pattern.patternType() == PatternType.PREFIXED
                ? name.startsWith(pattern.name())
                : name.equals(pattern.name());
    }

    private static String worded(AclBinding right) {
        String stars = right.pattern().patternType() == PatternType.PREFIXED ? "*" : "";
        return new Deed(
                        right.entry().principal().substring("User:".length()),
                        right.entry().operation(),
                        right.pattern().resourceType(),
                        right.pattern().name() + stars)
                .toString();
    }
}
