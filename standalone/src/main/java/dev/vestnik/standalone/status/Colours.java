package dev.vestnik.standalone.status;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Colours on a terminal (ECMA-48, 8.3.117); nothing anywhere else, nor where {@code NO_COLOR} is set (no-color.org). */
enum Colours {
    ON("\u001b[1;31m", "\u001b[32m", "\u001b[2m", "\u001b[0m"),
    OFF("", "", "", "");

    private final String red;
    private final String green;
    private final String faint;
    private final String end;

    Colours(String red, String green, String faint, String end) {
        this.red = red;
        this.green = green;
        this.faint = faint;
        this.end = end;
    }

    /** @param console null where there is none */
    static Colours of(@Nullable Console console, Map<String, String> environment) {
        boolean terminal = console != null && console.isTerminal() && !"dumb".equals(environment.get("TERM"));
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty() ? ON : OFF;
    }

    String bad(String text) {
        return red + text + end;
    }

    String good(String text) {
        return green + text + end;
    }

    String quiet(String text) {
        return faint + text + end;
    }
}
