package dev.vestnik.sender.report;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.SenderSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs report links. Without a configured secret, the tokens are valid in this process only: gateways whose reports come later do not
 * start then.
 */
final class SignedReportLinks implements ReportLinks {
    private static final int RANDOM_SECRET = 32;

    private final ChannelName channel;
    private final @Nullable URI base;
    private final ReportToken tokens;

    SignedReportLinks(ChannelName channel, SenderSettings settings) {
        this(channel, settings.reportUrl(), settings.reportSecret());
    }

    SignedReportLinks(ChannelName channel, @Nullable URI base, @Nullable String secret) {
        this.channel = channel;
        this.base = base;
        this.tokens = new ReportToken(secret == null ? random() : secret.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] random() {
        byte[] secret = new byte[RANDOM_SECRET];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    @Override
    public Optional<String> url(Dispatch dispatch) {
        return address("/v1/reports/" + token(dispatch));
    }

    @Override
    public Optional<URI> hook(String gateway) {
        return address("/v1/hooks/" + gateway).map(URI::create);
    }

    private Optional<String> address(String path) {
        if (base == null) {
            return Optional.empty();
        }
        String start = base.toString();
        return Optional.of((start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path);
    }

    @Override
    public String token(Dispatch dispatch) {
        return tokens.write(new ReportSubject(dispatch.customer(), dispatch.attempt(), channel));
    }

    @Override
    public Optional<ReportSubject> read(String token) {
        return tokens.read(token);
    }
}
