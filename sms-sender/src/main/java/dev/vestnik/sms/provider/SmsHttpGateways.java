package dev.vestnik.sms.provider;

import static java.util.Objects.requireNonNull;

import dev.vestnik.sender.ClosingRecord;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.http.HttpGateways;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sms.receipts.SubmittedPart;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says which provider of texts a configured gateway has. */
public final class SmsHttpGateways {
    private SmsHttpGateways() {}

    /** The gateways in order of preference; a gateway closes its wire. */
    public static List<Gateway> of(SmsHttpSettings settings, ReportLinks links, InstantSource clock) {
        return new HttpGateways(links, SmsHttpGateways::records, clock).of(settings.http(), SmsHttpGateways::provider);
    }

    /** A provider's report is about the whole text or about one of its parts, as many as it has given ids. */
    private static List<ClosingRecord> records(Dispatch dispatch, String gateway, List<String> ids) {
        SortedMap<Integer, String> parts = new TreeMap<>();
        ids.forEach(id -> parts.put(parts.size(), id));
        return SubmittedPart.records(dispatch, gateway, parts, ids.size());
    }

    private static HttpProvider provider(HttpAccount account) {
        return switch (requireNonNull(account.provider())) {
            case INFOBIP -> new Infobip(account(account, HookSignature.none()));
            case TWILIO -> new Twilio(account(account, new TwilioSignature(secrets(account))));
            case SMSC -> new Smsc(account(account, new SmscSignature(secrets(account))));
            case DESCRIBED ->
                new Described(
                        DescriptionReader.read(requireNonNull(account.description())),
                        account(account, HookSignature.none()));
        };
    }

    private static HookSecrets secrets(HttpAccount account) {
        return account.hook().secretsOr(requireNonNull(account.key()));
    }

    private static Account account(HttpAccount account, HookSignature own) {
        HookSignature chosen = account.hook().chosen();
        return new Account(
                account.user(), requireNonNull(account.key()), account.sender(), chosen == null ? own : chosen);
    }
}
