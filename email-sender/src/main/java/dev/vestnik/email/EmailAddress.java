package dev.vestnik.email;

import dev.vestnik.sender.DomainName;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that fits into an SMTP command and a header as it stands: a local part without quoting (RFC 5321's dot-string, dots
 * anywhere, as some providers hand them out, and RFC 6531's letters of all scripts) and a domain in ASCII.
 */
record EmailAddress(String local, String domain) {
    private static final int LONGEST = 320;

    /** The longest address, in octets (RFC 5321, 4.5.3.1.1). */
    private static final int LONGEST_LOCAL = 64;

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\\-[\\p{L}\\p{M}\\p{N}\\p{S}\\p{P}&&[^\\x00-\\x7F]]]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Reads {@code local@domain}; an internationalised domain becomes its ASCII form. Empty when it is not such an address. */
    static Optional<EmailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        String local = Normalizer.normalize(text.substring(0, at), Normalizer.Form.NFC);
        return DomainName.ascii(text.substring(at + 1))
                .filter(domain -> DOMAIN.matcher(domain).matches() && isLocal(local))
                .map(domain -> new EmailAddress(local, domain));
    }

    private static boolean isLocal(String local) {
        return LOCAL.matcher(local).matches() && local.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOCAL;
    }

    /** Whether only servers with SMTPUTF8 (RFC 6531) take it. */
    boolean needsUtf8() {
        return local.chars().anyMatch(c -> c >= 0x80);
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
