package dev.vestnik.email;

import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The server's state for the health page: what it last refused to everybody, and since when. */
final class ServerState {
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();

    private record Trouble(String code, Instant since) {}

    void note(Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Accepted _, Outcome.Rejected _ -> trouble.set(null);
            case Outcome.Busy busy -> {
                if (busy.scope() == Outcome.Busy.Scope.GATEWAY) {
                    note(busy.code(), now);
                }
            }
            case Outcome.NotSent(String cause) -> note(cause, now);
            case Outcome.Unknown(String cause) -> note(cause, now);
        }
    }

    /** Notes a session that did not come about; an e-mail that was too late says nothing about the server. */
    void note(NotSentException failed, Instant now) {
        if (failed.getCause() != null) {
            note(String.valueOf(failed.getMessage()), now);
        }
    }

    private void note(String code, Instant now) {
        trouble.updateAndGet(known -> known != null && known.code().equals(code) ? known : new Trouble(code, now));
    }

    GatewayHealth health() {
        Trouble now = trouble.get();
        return now == null ? GatewayHealth.ready() : GatewayHealth.down(now.code() + " since " + now.since());
    }
}
