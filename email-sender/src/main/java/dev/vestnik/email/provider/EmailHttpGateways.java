package dev.vestnik.email.provider;

import static java.util.Objects.requireNonNull;

import dev.vestnik.email.unsubscribe.OneClickWatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.http.HttpGateways;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.clock.SteadyClock;
import java.time.InstantSource;
import java.util.List;

/** Says which mail provider a configured gateway has. */
public final class EmailHttpGateways {
    private final MimeSource.OfSender mails;
    private final InstantSource clock;

    private EmailHttpGateways(MimeSource.OfSender mails, InstantSource clock) {
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * The gateways in order of preference; a gateway closes its wire.
     *
     * @param mails writes the e-mails of providers that take MIME
     */
    public static List<Gateway> of(
            EmailHttpSettings settings, ReportLinks links, MimeSource.OfSender mails, InstantSource clock) {
        return HttpGateways.withoutCorrelation(links, clock)
                .of(settings.http(), new EmailHttpGateways(mails, clock)::provider);
    }

    private HttpProvider provider(MailHttpAccount account) {
        HookSecrets keys = account.hook().secretsOr(requireNonNull(account.key()));
        return switch (requireNonNull(account.provider())) {
            case MAILGUN -> new Mailgun(account(account, new MailgunSignature(keys)));
            case UNISENDER -> new UniSenderGo(account(account, new UniSenderSignature(keys)));
            case SES -> ses(account, requireNonNull(account.ses()));
        };
    }

    private Ses ses(MailHttpAccount account, SesAccount ses) {
        AwsSignature access = new AwsSignature(
                requireNonNull(ses.accessKeyId()),
                requireNonNull(account.key()),
                requireNonNull(ses.region()),
                Ses.NAME);
        String topic = ses.topic();
        return new Ses(
                requireNonNull(account.address()),
                access,
                ses.configurationSet(),
                mails.of(requireNonNull(account.sender()), account.senderName()),
                new OneClickWatch(requireNonNull(account.name())),
                topic == null ? null : new SnsTopic(topic, SnsServer::overHttps, new SteadyClock(clock)),
                clock);
    }

    private static MailAccount account(MailHttpAccount account, HookSignature own) {
        HookSignature chosen = account.hook().chosen();
        return new MailAccount(
                requireNonNull(account.key()),
                requireNonNull(account.sender()),
                account.senderName(),
                chosen == null ? own : chosen,
                new OneClickWatch(requireNonNull(account.name())));
    }
}
