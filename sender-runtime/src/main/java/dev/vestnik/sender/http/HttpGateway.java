package dev.vestnik.sender.http;

import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.HookSource;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.report.ReportLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A provider over HTTP as a gateway: makes the wire's ends outcomes, and hands the provider's calls to it. */
public final class HttpGateway implements Gateway, HookSource {

    /** Makes the records that correlate a message with reports by its ids. */
    public interface Correlation {
        List<ClosingRecord> records(Dispatch dispatch, String gateway, List<String> ids);
    }

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final BooleanSupplier ALWAYS = () -> true;

    private final HttpProvider provider;
    private final HttpGatewaySettings settings;
    private final HttpWire wire;
    private final ReportLinks links;
    private final Correlation correlation;
    private final InstantSource clock;
    private volatile GatewayHealth health = GatewayHealth.ready();

    /** @param wire closed with this gateway */
    public HttpGateway(
            HttpProvider provider,
            HttpGatewaySettings settings,
            HttpWire wire,
            ReportLinks links,
            Correlation correlation,
            InstantSource clock) {
        this.provider = provider;
        this.settings = settings;
        this.wire = wire;
        this.links = links;
        this.correlation = correlation;
        this.clock = clock;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public GatewayLimits limits() {
        return settings.limits();
    }

    @Override
    public GatewayHealth health() {
        return health;
    }

    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws NotSentException, InterruptedException {
        return switch (provider.request(submission(dispatch))) {
            case Prepared.Refused(Outcome outcome) -> outcome;
            case Prepared.Ready(HttpCall call) -> outcome(wire.send(settings.url(), call, mayStart));
        };
    }

    private Outcome outcome(Exchange exchange) throws NotSentException {
        return switch (exchange) {
            case Exchange.Answered answer -> seen(provider.outcome(answer), answer);
            case Exchange.NotSent(String cause) -> {
                health = GatewayHealth.down("no connection: " + cause);
                throw new NotSentException(cause);
            }
            case Exchange.TooLate() -> new Outcome.NotSent("too late");
            case Exchange.Lost(String cause) -> new Outcome.Unknown("answer lost: " + cause);
        };
    }

    private Outcome seen(Outcome outcome, Exchange.Answered answer) {
        health = outcome instanceof Outcome.Busy(String code, Outcome.Busy.Scope scope, var _)
                        && scope == Outcome.Busy.Scope.GATEWAY
                ? GatewayHealth.down("HTTP " + answer.status() + ", " + code)
                : GatewayHealth.ready();
        return outcome;
    }

    @Override
    public Optional<Outcome> lookUp(Dispatch dispatch) throws InterruptedException {
        Optional<HttpCall> question = provider.lookUp(submission(dispatch));
        if (question.isPresent()
                && wire.send(settings.url(), question.get(), ALWAYS) instanceof Exchange.Answered answer) {
            return provider.found(answer);
        }
        return Optional.empty();
    }

    @Override
    public List<ClosingRecord> closingRecords(Dispatch dispatch, Outcome outcome) {
        return outcome instanceof Outcome.Accepted accepted
                ? correlation.records(dispatch, name(), provider.correlated(submission(dispatch), accepted))
                : List.of();
    }

    private Submission submission(Dispatch dispatch) {
        Duration life = Duration.between(clock.instant(), dispatch.deliverBefore());
        return new Submission(
                dispatch,
                links.token(dispatch),
                links.hook(name()).orElse(null),
                life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life);
    }

    /** The time between two questions for reports; empty where they come by hook alone. */
    Optional<Duration> pullEvery() {
        return Optional.ofNullable(settings.pullEvery())
                .filter(every -> provider.pull().isPresent());
    }

    /** Asks for new reports once; empty without an answer. */
    List<HookEvent> pull() throws InterruptedException {
        Optional<HttpCall> question = provider.pull();
        if (question.isPresent()
                && wire.send(settings.url(), question.get(), ALWAYS) instanceof Exchange.Answered answer) {
            return provider.pulled(answer);
        }
        return List.of();
    }

    @Override
    public String shop() {
        return settings.shop();
    }

    @Override
    public HookSignature signature() {
        return provider.signature();
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        return provider.read(hook);
    }

    @Override
    public int taken() {
        return provider.taken();
    }

    @Override
    public void close() {
        wire.close();
    }
}
