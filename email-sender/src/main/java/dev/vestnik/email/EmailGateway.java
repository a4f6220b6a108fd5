package dev.vestnik.email;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Sends e-mails to one SMTP server. "Accepted" means that the server has the e-mail, not that the customer has it. */
final class EmailGateway implements Gateway {
    private final SmtpGatewaySettings settings;
    private final MailWriter writer;
    private final SmtpPool pool;
    private final InstantSource clock;

    EmailGateway(SmtpGatewaySettings settings, SmtpConnector connector, InstantSource clock) {
        this.settings = settings;
        this.writer = new MailWriter(
                settings.sender(), settings.fromName(), settings.dkim() == null ? null : DkimKey.read(settings.dkim()));
        this.pool = new SmtpPool(connector, settings, clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public GatewayLimits limits() {
        return new GatewayLimits(settings.connections(), settings.rate());
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
        return switch (writer.write(dispatch, content, clock.instant())) {
            case MimeMail.Ready ready -> SmtpVerdict.of(pool.deliver(ready, mayStart), clock.instant());
            case MimeMail.Refused refused ->
                refused.addressDead() ? Outcome.deadAddress(refused.code()) : Outcome.permanent(refused.code());
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
