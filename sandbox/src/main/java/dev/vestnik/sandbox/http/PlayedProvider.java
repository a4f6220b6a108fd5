package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.LedgerRecord.Inbound;
import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The words of one provider: how it is asked, how it answers, and how it calls back. Shapes are those of its public documentation. */
interface PlayedProvider {

    Provider provider();

    /** Whether a request bears the account's credentials. */
    boolean admits(ProviderCall call);

    Asked asked(ProviderCall call);

    /** An id of the provider's own, made of a number that no other message has. */
    default String id(long number) {
        return Long.toString(number);
    }

    /** The number of reports on the delivery of a message: each may be about one part of it. */
    default int reports(HttpMessage message) {
        return 1;
    }

    ProviderReply accepted(HttpMessage message);

    /** The refusal of a message for good, or for this recipient. */
    ProviderReply refused(HttpMessage message, String code);

    /** The code with which a message is refused for good when none is configured. */
    String usualRefusal();

    ProviderReply unauthorized();

    ProviderReply throttled(Duration retryAfter);

    default ProviderReply busy() {
        return ProviderReply.json(503, Map.of());
    }

    HookCall report(ProviderReport report, URI hook);

    /** Keeps a report for a client without a hook, which may ask for it; providers that only call lose it. */
    default void keep(ProviderReport report) {}

    /** @param id of the text at the provider */
    HookCall inbound(Inbound text, String id, URI hook);
}
