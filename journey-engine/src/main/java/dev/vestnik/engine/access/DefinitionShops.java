package dev.vestnik.engine.access;

import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.problem.Problem;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Tells the shops to which a definition belongs: those that its documents name in {@code shops}, the draft's and, of a journey or a campaign,
 * every published version's, whose instances may be under way. A document that names none acts on every shop. To see it takes a key for one of
 * them, to change it a key for all of them; a caller who does not see it is not told that it exists.
 */
public final class DefinitionShops {
    private static final Set<Kind> VERSIONED = EnumSet.of(Kind.JOURNEY, Kind.CAMPAIGN);

    private DefinitionShops() {}

    /** The shops of a definition; none for one that never was. */
    static Shops of(Definition definition) {
        Shops shops = of(definition.document()).and(of(definition.draft()));
        if (VERSIONED.contains(definition.key().kind())) {
            for (Version version : definition.versions()) {
                shops = shops.and(of(version.document()));
            }
        }
        return shops;
    }

    private static Shops of(@Nullable Document document) {
        return document == null ? Shops.NONE : Shops.of(document.json());
    }

    /** Whether the caller may know of it. */
    public static boolean isVisible(Definition definition, Caller caller) {
        return caller.worksForAll() || of(definition).concern(caller);
    }

    /** Whether the caller may read this document of it. */
    public static boolean isVisible(Document document, Caller caller) {
        return caller.worksForAll() || of(document).concern(caller);
    }

    /**
     * @throws org.springframework.web.ErrorResponseException 404 when the caller may not know of it, 403 when it also acts on a shop
     *     that the caller's key is not for
     */
    public static void requireChange(Definition definition, Caller caller) {
        Shops shops = of(definition);
        if (shops.belongTo(caller)) {
            return;
        }
        if (!shops.concern(caller)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "there is no " + definition.key());
        }
        throw refused(definition.key() + " acts on more shops", caller);
    }

    /** @throws org.springframework.web.ErrorResponseException 403 when the document acts on a shop that the caller's key is not for */
    public static void requireSave(String json, Caller caller) {
        if (!caller.worksForAll() && !Shops.of(json).belongTo(caller)) {
            throw refused("this document acts on " + Shops.of(json).inWords(), caller);
        }
    }

    private static RuntimeException refused(String what, Caller caller) {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                what + ", and the caller \"" + caller.name() + "\" is for " + caller.shopsInWords()
                        + "; a document that says so in \"shops\" is theirs to change");
    }
}
