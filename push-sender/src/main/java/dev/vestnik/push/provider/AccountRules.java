package dev.vestnik.push.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with the settings of one push service, so that a start names all of it; never shows a value. */
final class Check {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** A token goes into a header: one word of printable ASCII. */
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,4096}");

    private final String prefix;
    private final List<String> problems = new ArrayList<>();

    Check(String prefix) {
        this.prefix = prefix;
    }

    void id(String property, @Nullable String value) {
        check(value != null && ID.matcher(value).matches(), property, "is required: letters, digits, '.', '_', '-'");
    }

    void secret(String property, @Nullable String value) {
        check(value != null && SECRET.matcher(value).matches(), property, "is required: one word of printable ASCII");
    }

    void address(String property, URI value) {
        boolean web = "http".equals(value.getScheme()) || "https".equals(value.getScheme());
        check(
                web && value.getHost() != null && value.getRawQuery() == null,
                property,
                "must be an http or https address without a query");
    }

    private void check(boolean right, String property, String problem) {
        if (!right) {
            problems.add(prefix + property + ": " + problem);
        }
    }

    /** @throws ConfigException when something is wrong */
    void end() {
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }
}
