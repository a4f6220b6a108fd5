package dev.vestnik.pages.link;

import dev.vestnik.service.link.LinkSettings;
import dev.vestnik.service.link.LinkTokens;
import dev.vestnik.service.link.PublicLink;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Opens the tokens of calls. Who tries many that are not ours is told to wait, as is a link that is sent off again and again. */
public final class LinkReader {
    private static final int WRONG_A_MINUTE = 120;
    private static final int USES_A_MINUTE = 30;
    private static final int NETWORK_BYTES = 8; // a customer of IPv6 has a /64

    private final LinkTokens tokens;
    private final Duration lifetime;
    private final PagesMetrics metrics;
    private final InstantSource clock;
    private final Allowances wrong = new Allowances(WRONG_A_MINUTE);
    private final Allowances uses = new Allowances(USES_A_MINUTE);

    public LinkReader(LinkSettings settings, PagesMetrics metrics, InstantSource clock) {
        this.tokens = new LinkTokens(settings.secrets());
        this.lifetime = settings.lifetime();
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Opens the token of a call that may come at any rate. */
    public <T extends PublicLink> Opened<T> read(ServerRequest request, Class<T> kind) {
        Optional<PublicLink> link = tokens.read(request.pathVariable("token"));
        Opened<T> opened = link.filter(kind::isInstance)
                .<Opened<T>>map(known -> judged(kind.cast(known)))
                .orElseGet(() -> unknown(request));
        count(opened);
        return opened;
    }

    /** Opens the token of a call that does something, or asks the engine: a link has so many of these a minute. */
    public <T extends PublicLink> Opened<T> use(ServerRequest request, Class<T> kind) {
        Opened<T> opened = read(request, kind);
        if (opened instanceof Opened.Valid<T> && !uses.take(request.pathVariable("token"), clock.instant())) {
            Opened<T> tooMany = new Opened.TooMany<>();
            count(tooMany);
            return tooMany;
        }
        return opened;
    }

    private <T extends PublicLink> Opened<T> judged(T link) {
        Instant made = made(link);
        return made == null || clock.instant().isBefore(made.plus(lifetime))
                ? new Opened.Valid<>(link)
                : new Opened.Expired<>(link);
    }

    private static @Nullable Instant made(PublicLink link) {
        return switch (link) {
            case PublicLink.Click click -> click.sent().at();
            case PublicLink.Open open -> open.sent().at();
            case PublicLink.OptOut _ -> null;
            case PublicLink.Preferences preferences -> preferences.at();
            case PublicLink.Confirmation confirmation -> confirmation.at();
        };
    }

    private <T extends PublicLink> Opened<T> unknown(ServerRequest request) {
        return wrong.take(network(request), clock.instant()) ? new Opened.Unknown<>() : new Opened.TooMany<>();
    }

    /** The network that a call comes from. */
    public static String network(ServerRequest request) {
        InetAddress address =
                request.remoteAddress().map(InetSocketAddress::getAddress).orElse(null);
        if (address == null) {
            return "";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, address instanceof Inet6Address ? NETWORK_BYTES : bytes.length);
    }

    private void count(Opened<?> opened) {
        switch (opened) {
            case Opened.Valid<?> _ -> {}
            case Opened.Expired<?> _ -> metrics.refused(PagesMetrics.Refusal.EXPIRED);
            case Opened.Unknown<?> _ -> metrics.refused(PagesMetrics.Refusal.UNKNOWN);
            case Opened.TooMany<?> _ -> metrics.refused(PagesMetrics.Refusal.TOO_MANY);
        }
    }
}
