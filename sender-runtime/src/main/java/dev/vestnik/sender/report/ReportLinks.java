package dev.vestnik.sender.report;

import dev.vestnik.sender.Dispatch;
import java.net.URI;
import java.util.Optional;

/** Signed addresses at which a device, a browser or a link reports on one message. A bean of every sender. */
public interface ReportLinks {

    /** {@code BASE/v1/reports/TOKEN}; empty when {@code vestnik.sender.report-url} is not configured. */
    Optional<String> url(Dispatch dispatch);

    /** {@code BASE/v1/hooks/GATEWAY}, the address that a provider calls; empty without {@code vestnik.sender.report-url}. */
    Optional<URI> hook(String gateway);

    /** The token alone, URL-safe, for example for a variable envelope sender. */
    String token(Dispatch dispatch);

    /** Reads a token's subject; empty when the token is not ours or was tampered with. */
    Optional<ReportSubject> read(String token);

    /** Links of gateways that are made to be looked at and send nothing. */
    static ReportLinks none() {
        return new ReportLinks() {
            @Override
            public Optional<String> url(Dispatch dispatch) {
                return Optional.empty();
            }

            @Override
            public Optional<URI> hook(String gateway) {
                return Optional.empty();
            }

            @Override
            public String token(Dispatch dispatch) {
                return "";
            }

            @Override
            public Optional<ReportSubject> read(String token) {
                return Optional.empty();
            }
        };
    }
}
