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
    private static final Outcome.Accepted NO_ANSWER = new Outcome.Accepted(List.of(), null, List.of(), null);

    private final HttpProvider provider;
    private final HttpGatewaySettings settings;
    private final HttpWire wire;
    private final ReportLinks links;
    private final Correlation correlation;
    private final InstantSource clock;
    private final String account;
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
        this.account = provider.keyLife().isZero() ? "" : AccountMark.of(settings.url(), provider.keyHolder());
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
            case Prepared.Ready(HttpCall call) -> sent(call, mayStart);
        };
    }

    private Outcome sent(HttpCall call, BooleanSupplier mayStart) throws NotSentException, InterruptedException {
        try {
            return outcome(wire.send(settings.url(), call, mayStart));
        } catch (UnsendableException e) {
            return Outcome.permanent(e.code()); // it would be no request at the next try either
        }
    }

    /** The reason why the settings can never make a request; empty when they can. */
    public Optional<String> problem() {
        return new Rehearsal(provider, settings.url()).problem().map(problem -> "gateway " + name() + ": " + problem);
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
    public Duration keyLife() {
        return provider.keyLife();
    }

    @Override
    public boolean isAnswered(Outcome.Unknown outcome) {
        return provider.isDuplicate(outcome);
    }

    @Override
    public String account() {
        return account;
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
        return switch (outcome) {
            case Outcome.Accepted accepted -> correlated(dispatch, accepted);
            case Outcome.Unknown _ -> correlated(dispatch, NO_ANSWER); // a report may yet say that it arrived
            case Outcome.Rejected _, Outcome.Busy _, Outcome.NotSent _ -> List.of();
        };
    }

    private List<ClosingRecord> correlated(Dispatch dispatch, Outcome.Accepted accepted) {
        List<String> ids = provider.correlated(submission(dispatch), accepted);
        return ids.isEmpty() ? List.of() : correlation.records(dispatch, name(), ids);
    }

    private ProviderSubmission submission(Dispatch dispatch) {
        Duration life = Duration.between(clock.instant(), dispatch.deliverBefore());
        return new ProviderSubmission(
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

    /** Asks for new reports once. */
    Pulled pull() throws InterruptedException {
        Optional<HttpCall> question = provider.pull();
        return question.isPresent()
                ? Pulled.of(wire.send(settings.url(), question.get(), ALWAYS), provider)
                : Pulled.without("nothing to ask");
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
