package dev.vestnik.push;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome.Busy.Scope;
import java.net.URI;
import java.util.function.Function;

/**
 * The servers that know a platform's tokens.
 *
 * @param scope what is busy while one of them knows no token
 * @param of names the server of a target
 */
record Servers<T extends Content.Target>(Scope scope, Function<T, String> of) {
    private static final String ONE = "";

    /** One server for all: the platform is busy with it. */
    static <T extends Content.Target> Servers<T> one() {
        return new Servers<>(Scope.GATEWAY, _ -> ONE);
    }

    /** A server that each subscription names itself: one that knows nobody says nothing of the others. */
    static Servers<Content.Browser> ofBrowsers() {
        return new Servers<>(
                Scope.ADDRESS,
                browser -> String.valueOf(URI.create(browser.endpoint()).getRawAuthority()));
    }

    /** Whether the platform is down: its only server knows no token. */
    boolean isDown(BadTokens tokens) {
        return scope == Scope.GATEWAY && tokens.refusesEverybody(ONE);
    }
}
