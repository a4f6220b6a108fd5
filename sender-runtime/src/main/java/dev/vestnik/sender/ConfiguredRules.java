package dev.vestnik.sender;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.settings.SettingFault;
import dev.vestnik.service.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of {@code vestnik.<channel>.routes[]}: the first one that matches a message chooses its gateways. */
public final class ConfiguredRules implements RouteRules {
    private static final Pattern PREFIX = Pattern.compile("\\+[0-9]{1,15}");

    private final List<RouteRule> rules;

    private ConfiguredRules(List<RouteRule> rules) {
        this.rules = rules;
    }

    /**
     * Reads the configured rules; without any, all gateways in order.
     *
     * @param gateways the names of the channel's gateways, in order of preference
     */
    public static RouteRules read(SettingsReader settings, ChannelName channel, List<String> gateways) {
        String name = "vestnik." + channel + ".routes";
        List<String> elements = settings.elements(name);
        List<RouteRule> rules = new ArrayList<>();
        for (String element : elements) {
            settings.knownOnly(element, RouteRule.class);
            RouteRule rule = settings.read(element, RouteRule.class);
            if (rule != null) {
                rules.add(rule);
                faults(rule, channel, new TreeSet<>(gateways))
                        .forEach(fault -> settings.fault(element + fault.setting(), fault.remedy()));
            }
        }
        if (rules.size() == elements.size() && !rules.isEmpty()) {
            whole(settings, name, rules);
        }
        return rules.isEmpty() ? _ -> gateways : new ConfiguredRules(List.copyOf(rules));
    }

    private static void whole(SettingsReader settings, String name, List<RouteRule> rules) {
        for (int i = 0; i < rules.size() - 1; i++) {
            settings.check(
                    !rules.get(i).matchesAll(),
                    name + "[" + i + "]",
                    "matches every message: the rules behind it would never be reached");
        }
        settings.check(
                rules.getLast().matchesAll(),
                name,
                ": the last rule must have no shops, classes and prefixes, for messages that no other rule matches");
    }

    /** The faults of a rule by itself, by the end of the setting's name. */
    private static List<SettingFault> faults(RouteRule rule, ChannelName channel, Set<String> known) {
        List<SettingFault> faults = new ArrayList<>();
        if (isEmpty(rule.gateways())) {
            faults.add(new SettingFault(".gateways", "names no gateway"));
        }
        Stream.ofNullable(rule.gateways())
                .flatMap(List::stream)
                .filter(gateway -> !known.contains(gateway))
                .forEach(gateway -> faults.add(
                        new SettingFault(".gateways", ": there is no gateway " + gateway + " among " + known)));
        if (isNamedButEmpty(rule.shops()) || isNamedButEmpty(rule.classes()) || isNamedButEmpty(rule.prefixes())) {
            faults.add(new SettingFault("", "has an empty condition, which matches no message"));
        }
        if (rule.prefixes() != null && !channel.equals(ChannelName.SMS)) {
            faults.add(new SettingFault(".prefixes", ": messages of " + channel + " have no phone number"));
        }
        Stream.ofNullable(rule.prefixes())
                .flatMap(List::stream)
                .filter(prefix -> !PREFIX.matcher(prefix).matches())
                .forEach(prefix -> faults.add(
                        new SettingFault(".prefixes", ": " + prefix + " is no beginning of a number such as +7916")));
        return faults;
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private static boolean isNamedButEmpty(@Nullable List<?> list) {
        return list != null && list.isEmpty();
    }

    @Override
    public List<String> gateways(Dispatch dispatch) {
        return rules.stream()
                .filter(rule -> rule.matches(dispatch))
                .findFirst()
                .map(RouteRule::gateways)
                .orElse(List.of());
    }
}
