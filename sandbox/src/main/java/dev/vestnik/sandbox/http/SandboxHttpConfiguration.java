package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.device.ReportTargets;
import dev.vestnik.sandbox.followup.EarlyFollowUps;
import dev.vestnik.sandbox.followup.FollowUpQueue;
import dev.vestnik.sandbox.followup.FollowUpWorker;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of the providers over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
public class SandboxHttpConfiguration {
    /** Real providers wait for minutes. */
    private static final Duration CALL_AGAIN_AFTER = Duration.ofSeconds(1);

    private static final Set<Provider> PLAYED = EnumSet.of(
            Provider.INFOBIP,
            Provider.TWILIO,
            Provider.SMSC,
            Provider.VONAGE,
            Provider.MAILGUN,
            Provider.UNISENDER,
            Provider.SES);

    @Bean
    TakenIds takenIds() {
        return new TakenIds();
    }

    @Bean
    FollowUpQueue httpFollowUps(InstantSource clock) {
        return new FollowUpQueue(PLAYED, clock);
    }

    @Bean
    HttpDisplay httpDisplay() {
        return new HttpDisplay(PLAYED);
    }

    @Bean
    PlayedProviders playedProviders(HttpSettings account, Ledger ledger, TakenIds ids, InstantSource clock) {
        return new PlayedProviders(
                new Infobip(account, ledger, ids, clock),
                new Twilio(account),
                new Smsc(account, ledger, ids, clock),
                new Vonage(account),
                new Mailgun(account, clock),
                new UniSenderGo(account),
                new Ses(account, clock));
    }

    @Bean
    Hooks hooks(HttpSettings settings) {
        return new Hooks(settings);
    }

    @Bean
    HookCalls hookCalls(PlayedProviders providers, Hooks hooks, HostSettings host, Behaviours behaviours) {
        return new HookCalls(providers, hooks, new ReportTargets(host), behaviours);
    }

    @Bean
    FollowUpWorker httpFollowUpWorker(
            Ledger ledger, @Qualifier("httpFollowUps") FollowUpQueue queue, HookCalls calls, InstantSource clock) {
        return new FollowUpWorker(ledger, queue, calls, clock, CALL_AGAIN_AFTER);
    }

    @Bean
    Player player(
            Ledger ledger,
            Behaviours behaviours,
            HookCalls calls,
            @Qualifier("httpFollowUps") FollowUpQueue queue,
            InstantSource clock) {
        return new Player(ledger, behaviours, new EarlyFollowUps(ledger, calls, queue, clock), clock);
    }

    @Bean
    ProvidersController providersController(PlayedProviders providers, Player player) {
        return new ProvidersController(providers, player);
    }

    @Bean
    AccountController accountController(PlayedProviders providers, Hooks hooks, Ledger ledger, InstantSource clock) {
        return new AccountController(providers, hooks, ledger, clock);
    }
}
