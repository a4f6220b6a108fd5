package dev.vestnik.service.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every call that a service answers, and who may make it. The first row that fits counts; a call that fits none does not exist.
 */
public record AccessTable(List<Row> rows) {
    private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

    public AccessTable {
        rows = List.copyOf(rows);
    }

    public static AccessTable of(Row... rows) {
        return new AccessTable(List.of(rows));
    }

    /**
     * A kind of call.
     *
     * @param methods GET counts for HEAD too; empty: all
     * @param roles of which the caller's key must have one; empty: nobody needs a key
     */
    public record Row(Set<HttpMethod> methods, PathPattern path, Set<Role> roles, ShopRule shops) {
        public Row {
            methods = Set.copyOf(methods);
            roles = Set.copyOf(roles);
        }

        public boolean open() {
            return roles.isEmpty();
        }

        /** The same call where a shop is concerned. */
        public Row in(ShopRule rule) {
            return new Row(methods, path, roles, rule);
        }

        boolean takes(HttpMethod method) {
            return methods.isEmpty()
                    || methods.contains(method)
                    || (method.equals(HttpMethod.HEAD) && methods.contains(HttpMethod.GET));
        }
    }

    /** A call that nobody needs a key for. */
    public static Row open(HttpMethod method, String path) {
        return new Row(Set.of(method), pattern(path), Set.of(), ShopRule.NONE);
    }

    /** A call for keys with one of these roles. */
    public static Row call(HttpMethod method, String path, Role one, Role... others) {
        return new Row(Set.of(method), pattern(path), EnumSet.of(one, others), ShopRule.NONE);
    }

    /** A call for every key. */
    public static Row callOfAll(HttpMethod method, String path) {
        return new Row(Set.of(method), pattern(path), EVERY_ROLE, ShopRule.NONE);
    }

    /** Every call under this path, for keys with this role. */
    public static Row everything(String path, Role role) {
        return new Row(Set.of(), pattern(path), EnumSet.of(role), ShopRule.NONE);
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }

    /** The table's word on a call. */
    public sealed interface Verdict {

        /** @param variables of the path, decoded */
        record Known(Row row, Map<String, String> variables) implements Verdict {}

        /** The path takes other methods. */
        record OtherMethods(Set<HttpMethod> methods) implements Verdict {}

        /** There is no such call. */
        record Nothing() implements Verdict {}
    }

    /** @param path as the router has it */
    public Verdict find(HttpMethod method, PathContainer path) {
        Set<HttpMethod> others = new TreeSet<>();
        for (Row row : rows) {
            PathMatchInfo match = row.path().matchAndExtract(path);
            if (match != null && row.takes(method)) {
                return new Verdict.Known(row, match.getUriVariables());
            }
            if (match != null) {
                others.addAll(row.methods());
            }
        }
        return others.isEmpty() ? new Verdict.Nothing() : new Verdict.OtherMethods(others);
    }
}
