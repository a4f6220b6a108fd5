package dev.vestnik.sender;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;

/** Writes internationalised domain names in ASCII as browsers do (UTS 46, nontransitional): {@code faß.de} and {@code fass.de} are two. */
public final class DomainName {
    private static final int LONGEST = 253;
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.USE_STD3_RULES);

    private DomainName() {}

    /** The name in ASCII and lower case, a name in ASCII unchanged but for its case; empty when there is no such form. */
    public static Optional<String> ascii(String name) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        if (name.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(name.toLowerCase(Locale.ROOT));
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = UTS46.nameToASCII(name, new StringBuilder(), info).toString();
        return info.hasErrors() ? Optional.empty() : Optional.of(ascii);
    }
}
