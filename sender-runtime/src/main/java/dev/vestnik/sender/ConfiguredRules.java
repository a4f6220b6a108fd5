package dev.vestnik.sender;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.settings.SettingFault;
import dev.vestnik.service.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of {@code vestnik.<channel>.routes[]}: the first one that matches a message chooses its gateways. */
public final class ConfiguredRules implements RouteRules {
    private final List<RouteRule> rules;
    private final PriceList prices;

    private ConfiguredRules(List<RouteRule> rules, PriceList prices) {
        this.rules = rules;
        this.prices = prices;
    }

    /**
     * Reads the configured rules; without any, all gateways in order.
     *
     * @param gateways the names of the channel's gateways, in order of preference
     */
    public static RouteRules read(SettingsReader settings, ChannelName channel, List<String> gateways) {
        String name = "vestnik." + channel + ".routes";
        List<String> elements = settings.elements(name);
        PriceList prices = PriceList.read(settings, prices(channel), gateways);
        List<RouteRule> rules = new ArrayList<>();
        for (String element : elements) {
            settings.knownOnly(element, RouteRule.class);
            RouteRule rule = settings.read(element, RouteRule.class);
            if (rule != null) {
                rules.add(rule);
                faults(rule, channel, new TreeSet<>(gateways))
                        .forEach(fault -> settings.fault(element + fault.setting(), fault.remedy()));
                unpriced(rule, prices)
                        .forEach(gateway -> settings.fault(
                                element + ".order", "is by price, and " + gateway + " has none in " + prices(channel)));
            }
        }
        if (rules.size() == elements.size() && !rules.isEmpty()) {
            whole(settings, name, rules);
        }
        settings.check(
                prices.isEmpty() || rules.stream().anyMatch(RouteRule::isByPrice),
                prices(channel),
                "are looked at by no rule: one needs order: price");
        return rules.isEmpty() ? _ -> gateways : new ConfiguredRules(List.copyOf(rules), prices);
    }

    private static String prices(ChannelName channel) {
        return "vestnik." + channel + ".prices";
    }

    private static List<String> unpriced(RouteRule rule, PriceList prices) {
        return rule.isByPrice() && rule.gateways() != null
                ? rule.gateways().stream()
                        .filter(gateway -> !prices.knows(gateway))
                        .toList()
                : List.of();
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
                ": the last rule must have no shops, classes, countries and prefixes, for messages that no other rule matches");
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
        if (isNamedButEmpty(rule.shops())
                || isNamedButEmpty(rule.classes())
                || rule.numbers().isEmpty()) {
            faults.add(new SettingFault("", "has an empty condition, which matches no message"));
        }
        if (!channel.equals(ChannelName.SMS) && (!rule.numbers().areAll() || rule.isByPrice())) {
            faults.add(new SettingFault(
                    "",
                    ": messages of " + channel
                            + " have no phone number, so no countries, no prefixes, and no prices by them"));
        }
        faults.addAll(rule.numbers().faults());
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
        Destination to = Destination.of(dispatch);
        return rules.stream()
                .filter(rule -> rule.matches(dispatch, to))
                .findFirst()
                .map(rule -> inOrder(rule, to))
                .orElse(List.of());
    }

    private List<String> inOrder(RouteRule rule, Destination to) {
        List<String> listed = Objects.requireNonNull(rule.gateways());
        return rule.isByPrice() ? prices.cheapestFirst(listed, to) : listed;
    }
}
