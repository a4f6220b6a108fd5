package dev.vestnik.sms.smpp;

import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jsmpp.bean.BindType;

/** The links of one account: one or several, each both ways or in pairs of one that submits and one that receives. */
final class SmppLinks implements AutoCloseable {
    private final List<SmppLink> all;

    private SmppLinks(List<SmppLink> all) {
        this.all = List.copyOf(all);
    }

    /** Begins to bind. */
    static SmppLinks start(GatewaySettings settings, Deliveries deliveries, InstantSource clock) {
        List<SmppLink> links = new ArrayList<>();
        for (int i = 0; i < settings.binds(); i++) {
            for (BindType type : types(settings)) {
                links.add(new SmppLink(settings, type, deliveries, clock).start());
            }
        }
        return new SmppLinks(links);
    }

    private static List<BindType> types(GatewaySettings settings) {
        return switch (settings.bind()) {
            case TRANSCEIVER -> List.of(BindType.BIND_TRX);
            case PAIR -> List.of(BindType.BIND_TX, BindType.BIND_RX);
        };
    }

    /** Submits over the link that has the most room; each link has a window of its own. */
    Outcome submit(Function<SmppSession, Outcome> submit) {
        boolean bound = false;
        List<SmppLink> byRoom = all.stream()
                .sorted((one, other) -> Integer.compare(other.room(), one.room()))
                .toList();
        for (SmppLink link : byRoom) {
            Optional<SmppSession> session = link.submitting();
            bound |= session.isPresent();
            if (session.isPresent() && link.tryEnter()) {
                try {
                    return submit.apply(session.get());
                } finally {
                    link.leave();
                }
            }
        }
        return bound ? Outcome.busy("smpp-window") : new Outcome.NotSent("not bound");
    }

    /** Up while a link can submit; says so when others are lost. */
    GatewayHealth health() {
        List<String> lost =
                all.stream().flatMap(link -> link.trouble().stream()).toList();
        boolean up = all.stream().anyMatch(link -> link.submitting().isPresent());
        String bound = all.size() - lost.size() + " of " + all.size() + " bound";
        return new GatewayHealth(up, lost.isEmpty() ? "bound" : bound + ": " + lost.getFirst());
    }

    /** The centre's refusal of a bind, with its code and since when; empty when no link was refused. */
    Optional<String> refusal() {
        return all.stream().flatMap(link -> link.refusal().stream()).findFirst();
    }

    @Override
    public void close() {
        all.forEach(SmppLink::close);
    }
}
