package dev.vestnik.sms.receipts;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code sms.provider-receipts}: a provider's receipt as it came.
 *
 * @param id the normalised id; empty when the receipt has none
 * @param state the seven letters of SMPP 3.4, appendix B, or FAILED
 * @param error the network's error, may be empty
 * @param verdict the meaning that a provider over HTTP gave; null for a centre, which says no more than state and error
 */
public record ProviderReceipt(
        String gateway,
        String id,
        String state,
        String error,
        @Nullable Verdict verdict) {

    /**
     * A provider's own words.
     *
     * @param code low in cardinality, behind the provider's name: {@code smsc-249}; null where it gave none
     * @param optedOut the person wants no messages at this number
     */
    public record Verdict(@Nullable String code, boolean optedOut) {}

    private static final Set<String> FINAL = Set.of("DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "FAILED", "REJECTD");

    public ProviderReceipt {
        requireNonNull(gateway);
        requireNonNull(id);
        requireNonNull(state);
        requireNonNull(error);
    }

    /** A receipt of a centre. */
    public ProviderReceipt(String gateway, String id, String state, String error) {
        this(gateway, id, state, error, null);
    }

    static String key(String gateway, String id) {
        return gateway + "/" + id;
    }

    String key() {
        return key(gateway, id);
    }

    /**
     * Whether the state is final. UNKNOWN is not, nor is a centre's own word: a message that may have arrived must not be sent again as a
     * failed one, and the real receipt may still come.
     */
    boolean isFinal() {
        return FINAL.contains(state);
    }
}
