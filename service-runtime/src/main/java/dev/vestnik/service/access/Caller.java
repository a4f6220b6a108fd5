package dev.vestnik.service.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * Tells who calls; an attribute of the request under {@link #ATTRIBUTE}.
 *
 * @param name of the key, for the audit trail
 * @param shops that the key is good for; empty: all
 */
public record Caller(String name, Set<Role> roles, Set<String> shops) {
    public static final String ATTRIBUTE = "vestnik.caller";

    public Caller {
        roles = Set.copyOf(roles);
        shops = Set.copyOf(shops);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the key is good for every shop there is and will be. */
    public boolean worksForAll() {
        return shops.isEmpty();
    }

    /** Whether the caller may see and do things in this shop. */
    public boolean worksFor(String shop) {
        return shops.isEmpty() || shops.contains(shop);
    }

    /** Names the key's shops in a problem's detail. */
    public String shopsInWords() {
        return shops.isEmpty() ? "all shops" : String.join(", ", new TreeSet<>(shops));
    }
}
