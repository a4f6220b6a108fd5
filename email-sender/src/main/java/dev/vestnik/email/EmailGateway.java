package dev.vestnik.email;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import dev.vestnik.service.clock.SteadyClock;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends e-mails to one SMTP server. "Accepted" means that the server has the e-mail, not that the customer has it. */
final class EmailGateway implements Gateway {
    private static final Logger log = LoggerFactory.getLogger(EmailGateway.class);

    private final SmtpGatewaySettings settings;
    private final MailWriter writer;
    private final SmtpPool pool;
    private final RecipientDomains domains;
    private final InstantSource clock;
    /** Counts the time for which domains are left alone. */
    private final InstantSource rests;

    private final ServerState state = new ServerState();
    private final PolicyRefusals refusals = new PolicyRefusals();
    private final OneClickWatch oneClick;

    /** @param tokens signs the report token of a message, for the way back of bounces */
    EmailGateway(
            SmtpGatewaySettings settings,
            SmtpConnector connector,
            Function<Dispatch, String> tokens,
            InstantSource clock) {
        this.settings = settings;
        DkimKeys dkim = DkimKeys.of(settings);
        this.oneClick = new OneClickWatch(settings.name());
        BulkSenderRules.warn(settings.name(), BulkSenderRules.breaches(settings, dkim));
        this.writer = new MailWriter(settings.sender(), settings.fromName(), dkim, returnPath(settings, tokens));
        this.pool = new SmtpPool(connector, settings, clock);
        this.domains = new RecipientDomains(settings.domains(), settings.connections());
        this.clock = clock;
        this.rests = new SteadyClock(clock);
    }

    private static @Nullable ReturnPath returnPath(SmtpGatewaySettings settings, Function<Dispatch, String> tokens) {
        return settings.bounceAddress() == null
                ? null
                : new ReturnPath(EmailAddress.parse(settings.bounceAddress()).orElseThrow(), tokens);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public GatewayLimits limits() {
        return GatewayLimits.ofAccount(settings.connections(), settings.rate());
    }

    @Override
    public void share(int instances) {
        domains.share(instances);
    }

    @Override
    public GatewayHealth health() {
        return refusals.refuseEverybody()
                ? GatewayHealth.down("refuses every recipient: is this sender blocked?")
                : state.health();
    }

    @Override
    public boolean serves(MessageClass messageClass) {
        return settings.carries(messageClass);
    }

    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws NotSentException {
        if (!(dispatch.content() instanceof Content.Email content)) {
            return Outcome.permanent("not-an-email");
        }
        oneClick.look(dispatch, content);
        return switch (writer.write(dispatch, content, clock.instant())) {
            case MimeMail.Ready ready -> deliver(ready, mayStart);
            case MimeMail.Refused refused ->
                refused.addressDead() ? Outcome.deadAddress(refused.code()) : Outcome.permanent(refused.code());
        };
    }

    private Outcome deliver(MimeMail.Ready mail, BooleanSupplier mayStart) throws NotSentException {
        String domain = mail.recipient().domain();
        Outcome.Busy wait = domains.enter(domain, rests.instant());
        if (wait != null) {
            return wait;
        }
        Outcome outcome = new Outcome.NotSent("no conversation");
        try {
            outcome = judged(pool.deliver(mail, mayStart));
            state.note(outcome, clock.instant());
        } catch (NotSentException e) {
            state.note(e, clock.instant());
            throw e;
        } finally {
            outcome = domains.left(domain, outcome, rests.instant());
        }
        return outcome;
    }

    private Outcome judged(SmtpReply reply) {
        boolean before = refusals.refuseEverybody();
        Outcome outcome = refusals.judged(reply, SmtpVerdict.of(reply, clock.instant()));
        if (refusals.refuseEverybody() && !before) {
            log.error("gateway={} refuses=every-recipient smtp={}", settings.name(), reply.code());
        }
        return outcome;
    }

    @Override
    public void close() {
        pool.close();
    }
}
