package dev.vestnik.email;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that fits into an SMTP command and a header as it stands: a local part without quoting (RFC 5321's dot-string, dots
 * anywhere, as some providers hand them out) and a domain in ASCII.
 */
record EmailAddress(String local, String domain) {
    private static final int LONGEST = 320;
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Reads {@code local@domain}; an internationalised domain becomes its ASCII form. Empty when it is not such an address. */
    static Optional<EmailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        return ascii(text.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> new EmailAddress(local, domain));
    }

    private static Optional<String> ascii(String domain) {
        try {
            String ascii = IDN.toASCII(domain).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(name -> DOMAIN.matcher(name).matches());
        } catch (IllegalArgumentException tooLongOrMalformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
