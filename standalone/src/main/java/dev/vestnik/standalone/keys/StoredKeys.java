package dev.vestnik.standalone.keys;

import dev.vestnik.service.access.ApiKey;
import dev.vestnik.standalone.command.CommandFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a file, and the ways in which they change. */
final class StoredKeys {
    private final List<ApiKey> all;

    StoredKeys(List<ApiKey> all) {
        this.all = new ArrayList<>(all);
    }

    /** The time in which a key and the one that follows it are both taken. */
    record Overlap(Instant now, Instant end) {}

    List<ApiKey> all() {
        return List.copyOf(all);
    }

    /** @throws CommandFailedException where there is a key of that name */
    void add(ApiKey key) {
        if (all.stream().anyMatch(other -> other.shownName().equals(key.shownName()))) {
            throw new CommandFailedException(
                    "there is a key " + key.shownName() + " already: rotate it, or take another name");
        }
        all.add(key);
    }

    /**
     * Adds a key with the rights of the newest one of that name, and ends all before it with the overlap, or when they would have ended anyway.
     * Forgets the keys that have ended by now.
     *
     * @throws CommandFailedException where there is none of that name, or a key that ends would be followed by one that does not
     */
    void rotate(String name, String sha256, @Nullable Instant expires, Overlap overlap) {
        ApiKey newest = named(name).getLast();
        if (expires == null && newest.expires() != null) {
            throw new CommandFailedException(
                    "%s ends at %s: say when its successor does, --expires 90d".formatted(name, newest.expires()));
        }
        all.removeIf(key -> key.shownName().equals(name) && key.isExpired(overlap.now()));
        all.replaceAll(key -> key.shownName().equals(name) ? ending(key, overlap.end()) : key);
        all.add(new ApiKey(name, sha256, newest.roles(), newest.shops(), expires));
    }

    private static ApiKey ending(ApiKey key, Instant end) {
        Instant own = key.expires();
        Instant first = own == null || end.isBefore(own) ? end : own;
        return new ApiKey(key.name(), key.sha256(), key.roles(), key.shops(), first);
    }

    /** Takes all keys of that name out; returns how many. */
    int revoke(String name) {
        int many = named(name).size();
        all.removeIf(key -> key.shownName().equals(name));
        return many;
    }

    private List<ApiKey> named(String name) {
        List<ApiKey> found =
                all.stream().filter(key -> key.shownName().equals(name)).toList();
        if (found.isEmpty()) {
            throw new CommandFailedException("there is no key " + name + "; ./vestnik keys lists those that there are");
        }
        return found;
    }
}
