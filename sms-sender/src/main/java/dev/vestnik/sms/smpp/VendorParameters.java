package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Dispatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/** Writes a gateway's parameters in the vendors' range of SMPP 3.4, which mean something else at every vendor. */
final class VendorParameters {
    private static final String SETTING = "vestnik.sms.gateways[].parameters";
    /** Stands in a value for what the operator calls the message's template. */
    private static final String TEMPLATE = "{template}";

    private static final int LARGEST_TAG = 0xFFFF;
    private static final int MESSAGE_ID_TAG = 0x1400;
    private static final int TEMPLATE_TAG = 0x1401;
    private static final int ATTEMPT_TAG = 0x1402;

    private final Map<Integer, String> values = new TreeMap<>();
    private final Map<String, String> templates;
    private final boolean tags;

    /**
     * @param values by tag, decimal or 0x..., without {@link #problems}
     * @param templates the operator's ids of templates, by ours
     * @param tags whether Vestnik's own parameters go along
     */
    VendorParameters(Map<String, String> values, Map<String, String> templates, boolean tags) {
        values.forEach((tag, value) -> this.values.put(tag(tag).orElseThrow(), value));
        this.templates = Map.copyOf(templates);
        this.tags = tags;
    }

    /** Names the tags that are none, or are Vestnik's own too. */
    static List<String> problems(Map<String, String> values, boolean tags) {
        return values.keySet().stream()
                .sorted()
                .flatMap(text -> problem(text, tags).stream())
                .toList();
    }

    private static Optional<String> problem(String text, boolean tags) {
        OptionalInt tag = tag(text);
        if (tag.isEmpty()) {
            return Optional.of(SETTING + "." + text + " is no tag: a number up to 0xFFFF");
        }
        boolean own = tags && tag.getAsInt() >= MESSAGE_ID_TAG && tag.getAsInt() <= ATTEMPT_TAG;
        return own
                ? Optional.of(SETTING + "." + text + " is one of Vestnik's own tags, which go along")
                : Optional.empty();
    }

    private static OptionalInt tag(String text) {
        try {
            int tag = Integer.decode(text);
            return tag > 0 && tag <= LARGEST_TAG ? OptionalInt.of(tag) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    OptionalParameter[] of(Dispatch dispatch) {
        String template = dispatch.origin().template();
        List<OptionalParameter> parameters = new ArrayList<>();
        values.forEach((tag, value) -> {
            String filled = filled(value, template);
            if (filled != null) {
                parameters.add(octets(tag, filled));
            }
        });
        if (tags) {
            parameters.add(octets(MESSAGE_ID_TAG, dispatch.attempt().messageId().toString()));
            parameters.add(octets(TEMPLATE_TAG, template));
            parameters.add(octets(ATTEMPT_TAG, String.valueOf(dispatch.attempt().number())));
        }
        return parameters.toArray(OptionalParameter[]::new);
    }

    /** The value with the operator's id of the template; null when that is not known: no id is better than a wrong one. */
    private @Nullable String filled(String value, String template) {
        if (!value.contains(TEMPLATE)) {
            return value;
        }
        String id = templates.get(template);
        return id == null ? null : value.replace(TEMPLATE, id);
    }

    private static OptionalParameter octets(int tag, String value) {
        return new OptionalParameter.OctetString((short) tag, value.getBytes(StandardCharsets.UTF_8));
    }
}
