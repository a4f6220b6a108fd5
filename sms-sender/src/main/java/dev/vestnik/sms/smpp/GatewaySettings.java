package dev.vestnik.sms.smpp;

import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.service.settings.SettingsReader;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One SMPP account.
 *
 * @param name the gateway's name, unique and for ever the same: attempts and receipts remember it
 * @param tls whether the connection is encrypted
 * @param trust a PEM file of certificates to trust instead of the JDK's
 * @param bind how the account binds
 * @param binds how many binds, or pairs of binds, the account has
 * @param sender the source address; absent: the shop's name, as its settings have it, where a network can carry it, else {@code VESTNIK}
 * @param window submits under way at once on each bind
 * @param rate parts a second, 0 for no limit
 * @param latin1 whether the account takes Latin-1 (data_coding 3) for texts that it has all characters of and GSM-7 has not
 * @param mostParts the most parts of a text; a longer one is refused, and costs nothing
 * @param grace the time after which a submit without an answer is in doubt; until then its late answer counts
 * @param submitIds the form of ids in answers to submits
 * @param receiptIds the form of the same ids in receipts
 * @param tags whether Vestnik's own parameters go along: 0x1400 message id, 0x1401 template, 0x1402 attempt, as the sandbox knows them
 * @param parameters of every submit, by tag: what a country's operators ask for. {@code {template}} stands for the message's template as
 *     {@code templates} has it
 * @param templates the operators' ids of templates, by ours
 * @param receiptsPer whether the gateway reports once for each part of a long text or once for the whole
 * @param shop the shop whose customers reply to this account
 */
public record GatewaySettings(
        String name,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("2775") int port,
        @DefaultValue("false") boolean tls,
        @Nullable Path trust,
        @DefaultValue("transceiver") BindForm bind,
        @DefaultValue("1") int binds,
        String systemId,
        @Nullable String password,
        @DefaultValue("") String systemType,
        @Nullable String sender,
        @DefaultValue("100") int window,
        @DefaultValue("0") int rate,
        @DefaultValue("false") boolean latin1,
        @DefaultValue("10") int mostParts,
        @DefaultValue("2m") Duration grace,
        @DefaultValue("text") IdForm submitIds,
        @DefaultValue("text") IdForm receiptIds,
        @DefaultValue("false") boolean tags,
        Map<String, String> parameters,
        Map<String, String> templates,
        @DefaultValue("part") ReceiptsPer receiptsPer,
        @DefaultValue("main") String shop) {

    static final String NAMELESS = "VESTNIK";

    private static final int LAST_PORT = 65_535;
    private static final int MOST_BINDS = 100;
    /** The header that joins parts counts no more. */
    private static final int MOST_PARTS = 255;

    private static final int LONGEST_SYSTEM_ID = 15;
    private static final int LONGEST_PASSWORD = 8;
    private static final int LONGEST_SYSTEM_TYPE = 12;
    private static final int SHORTEST_GRACE_MS = 100;
    /** Ten parts in doubt one after the other end within the longest call of a gateway, 45 minutes. */
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(4);

    /** Names everything that is wrong at once. */
    public GatewaySettings {
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        templates = templates == null ? Map.of() : Map.copyOf(templates);
        List<String> problems = new ArrayList<>();
        boolean named = name != null && name.matches("[A-Za-z0-9._-]{1,64}");
        check(problems, named, "name", "is required: letters, digits, '.', '_', '-'");
        check(problems, !host.isBlank(), "host", "must be a host name or an address");
        check(problems, port >= 1 && port <= LAST_PORT, "port", "must be from 1 to " + LAST_PORT);
        check(problems, systemId != null, "system-id", "is required");
        check(problems, fits(systemId, LONGEST_SYSTEM_ID), "system-id", atMost(LONGEST_SYSTEM_ID));
        check(problems, fits(password, LONGEST_PASSWORD), "password", atMost(LONGEST_PASSWORD));
        check(problems, fits(systemType, LONGEST_SYSTEM_TYPE), "system-type", atMost(LONGEST_SYSTEM_TYPE));
        check(problems, binds >= 1 && binds <= MOST_BINDS, "binds", "must be from 1 to " + MOST_BINDS);
        check(problems, window >= 1, "window", "must be at least 1");
        check(problems, rate >= 0, "rate", "must be 0 (no limit) or more");
        check(problems, mostParts >= 1 && mostParts <= MOST_PARTS, "most-parts", "must be from 1 to " + MOST_PARTS);
        boolean fair = grace.toMillis() >= SHORTEST_GRACE_MS && grace.compareTo(LONGEST_GRACE) <= 0;
        check(problems, fair, "grace", "must be from 100ms to 4m");
        check(problems, trust == null || tls, "trust", "comes together with tls: true");
        check(problems, !shop.isBlank(), "shop", "must name the shop whose customers reply");
        problems.addAll(VendorParameters.problems(parameters, tags));
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }

    private static void check(List<String> problems, boolean right, String property, String rule) {
        if (!right) {
            problems.add("vestnik.sms.gateways[]." + property + " " + rule);
        }
    }

    /** Notes what is wrong with the files that it names. */
    public void check(SettingsReader notes, String element) {
        if (tls && notes.file(element + ".trust", trust)) {
            notes.passes(element + ".trust", () -> Trust.sockets(trust));
        }
    }

    /** Whether a bind can carry a text (SMPP 3.4, 4.1.1): an end is added. */
    private static boolean fits(@Nullable String text, int longest) {
        return text == null || text.length() <= longest;
    }

    private static String atMost(int longest) {
        return "has at most " + longest + " characters in SMPP";
    }

    /**
     * The source address of a message.
     *
     * @param shop the shop's name, as the message brings it
     */
    Address source(@Nullable String shop) {
        return Address.sender(sender == null ? shop : sender, NAMELESS);
    }

    VendorParameters vendorParameters() {
        return new VendorParameters(parameters, templates, tags);
    }

    GatewayLimits limits() {
        return new GatewayLimits(window * binds, rate);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return name + " at " + host + ":" + port;
    }

    /** The binds of an account: each both ways, or in pairs of a transmitter and a receiver. */
    public enum BindForm {
        TRANSCEIVER,
        PAIR
    }

    /** The subject of one receipt of a gateway: a text or a part. */
    public enum ReceiptsPer {
        PART,
        MESSAGE
    }

    /** Forms of message ids; many centres write the same id in hexadecimal in one place and in decimal in the other. */
    public enum IdForm {
        TEXT,
        HEX,
        DECIMAL;

        private static final Pattern LEADING = Pattern.compile("^(?:0x(?=[0-9a-f]))?0*(?=.)");

        /** Normalises an id of this form; takes an id that is no number in this form as text. */
        String normalised(String id) {
            String stripped =
                    LEADING.matcher(id.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
            try {
                return switch (this) {
                    case TEXT -> stripped;
                    case HEX -> new BigInteger(stripped, 16).toString();
                    case DECIMAL -> new BigInteger(stripped).toString();
                };
            } catch (NumberFormatException e) {
                return stripped;
            }
        }
    }
}
