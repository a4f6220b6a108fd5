package dev.vestnik.push.provider;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the account of any push service over HTTP. */
final class AccountRules {
    static final String ID = "is required: letters, digits, '.', '_', '-'";
    static final String SECRET = "is required: one word of printable ASCII";
    static final String ADDRESS = "must be an http or https address without a query";
    static final String TIME = "must be longer than 0s";

    private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** A token goes into a header: one word of printable ASCII. */
    private static final Pattern SECRET_FORM = Pattern.compile("[!-~]{1,4096}");

    private AccountRules() {}

    static boolean isId(@Nullable String value) {
        return value != null && ID_FORM.matcher(value).matches();
    }

    static boolean isSecret(@Nullable String value) {
        return value != null && SECRET_FORM.matcher(value).matches();
    }

    static boolean isAddress(URI value) {
        boolean web = "http".equals(value.getScheme()) || "https".equals(value.getScheme());
        return web && value.getHost() != null && value.getRawQuery() == null;
    }
}
