package dev.vestnik.engine.access;

import dev.vestnik.service.access.Caller;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shops that something acts on.
 *
 * @param all every shop there is and will be; {@code names} is empty then
 */
public record Shops(boolean all, Set<String> names) {
    static final Shops ALL = new Shops(true, Set.of());
    static final Shops NONE = new Shops(false, Set.of());

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FIELD = "shops";

    public Shops {
        names = Set.copyOf(names);
    }

    /** Reads {@code shops} of a document; all where it says nothing there, or nothing that can be understood. */
    public static Shops of(String document) {
        try (JsonParser parser = JSON.createParser(document)) {
            Set<String> names = parser.nextToken() == JsonToken.START_OBJECT ? names(parser) : null;
            return names == null || names.isEmpty() ? ALL : new Shops(false, names);
        } catch (JacksonException e) {
            return ALL;
        }
    }

    /** Null where the object has no list of texts under that name. */
    private static @Nullable Set<String> names(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken value = parser.nextToken();
            if (field.equals(FIELD)) {
                return value == JsonToken.START_ARRAY ? texts(parser) : null;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static @Nullable Set<String> texts(JsonParser parser) {
        Set<String> texts = new HashSet<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING) {
                return null;
            }
            texts.add(parser.getString());
        }
        return texts;
    }

    /** All of both. */
    public Shops and(Shops other) {
        Set<String> both = new HashSet<>(names);
        both.addAll(other.names);
        return all || other.all ? ALL : new Shops(false, both);
    }

    public boolean has(String shop) {
        return all || names.contains(shop);
    }

    /** Whether everything the other acts on is among these. */
    public boolean cover(Shops other) {
        return all || (!other.all && names.containsAll(other.names));
    }

    /** Whether the caller's key is good for at least one of them. */
    boolean concern(Caller caller) {
        return all || names.stream().anyMatch(caller::worksFor);
    }

    /** Whether the caller's key is good for all of them. */
    boolean belongTo(Caller caller) {
        return caller.worksForAll() || (!all && names.stream().allMatch(caller::worksFor));
    }

    /** "every shop", or their names. */
    public String inWords() {
        return all ? "every shop" : new TreeSet<>(names).stream().collect(Collectors.joining(", ", "the shops ", ""));
    }
}
