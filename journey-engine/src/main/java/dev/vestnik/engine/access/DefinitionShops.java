package dev.vestnik.engine.access;

import dev.vestnik.engine.definitions.Definition;
import dev.vestnik.engine.definitions.Definition.Document;
import dev.vestnik.engine.definitions.Definition.Version;
import dev.vestnik.service.access.Caller;
import dev.vestnik.service.problem.Problem;
import org.springframework.http.HttpStatus;

/**
 * To which shops a definition belongs: to those that its documents name in {@code shops}, the draft's and every published version's,
 * whose instances may be under way. A document that names none acts on every shop. Who sees it needs a key for one of them, who changes
 * it for all of them.
 */
public final class DefinitionShops {
    private DefinitionShops() {}

    /** None for one that never was. */
    static Shops of(Definition definition) {
        Shops shops = definition.document() == null ? Shops.NONE : of(definition.document());
        for (Version version : definition.versions()) {
            shops = shops.and(of(version.document()));
        }
        return shops;
    }

    private static Shops of(Document document) {
        return Shops.of(document.json());
    }

    /** Whether the caller may know of it. */
    public static boolean isVisible(Definition definition, Caller caller) {
        return caller.worksForAll() || of(definition).concern(caller);
    }

    /** Whether the caller may read this document of it. */
    public static boolean isVisible(Document document, Caller caller) {
        return caller.worksForAll() || of(document).concern(caller);
    }

    /** @throws org.springframework.web.ErrorResponseException 403 when it acts on a shop that the caller's key is not for */
    public static void requireChange(Definition definition, Caller caller) {
        if (!caller.worksForAll() && !of(definition).belongTo(caller)) {
            throw refused(definition.key() + " acts on " + of(definition).inWords(), caller);
        }
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
                what + ", and the key \"" + caller.name() + "\" is for " + caller.shopsInWords()
                        + "; a document that says so in \"shops\" is theirs to change");
    }
}
