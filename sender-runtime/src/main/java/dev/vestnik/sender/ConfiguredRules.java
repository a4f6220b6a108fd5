package dev.vestnik.sender;

import dev.vestnik.schemas.topic.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.core.env.Environment;

/** The rules of {@code vestnik.<channel>.routes[]}: the first one that matches a message chooses its gateways. */
public final class ConfiguredRules implements RouteRules {
    private static final Pattern PREFIX = Pattern.compile("\\+[0-9]{1,15}");

    private final List<RouteRule> rules;

    private ConfiguredRules(List<RouteRule> rules) {
        this.rules = rules;
    }

    /**
     * The configured rules, or those of the route itself when none are configured.
     *
     * @throws ConfigException that names everything wrong with them
     */
    public static RouteRules of(Environment environment, Route route) {
        String name = "vestnik." + route.channel() + ".routes";
        List<RouteRule> rules = Binder.get(environment)
                .bind(name, Bindable.listOf(RouteRule.class), new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .orElse(List.of());
        if (rules.isEmpty()) {
            return route.rules();
        }
        List<String> faults = faults(name, rules, route);
        if (!faults.isEmpty()) {
            throw new ConfigException(String.join("; ", faults));
        }
        return new ConfiguredRules(rules);
    }

    private static List<String> faults(String name, List<RouteRule> rules, Route route) {
        Set<String> known = route.gateways().stream().map(Gateway::name).collect(Collectors.toCollection(TreeSet::new));
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            RouteRule rule = rules.get(i);
            String here = name + "[" + i + "]";
            faults(rule, route.channel(), known).forEach(fault -> faults.add(here + fault));
            if (rule.matchesAll() && i < rules.size() - 1) {
                faults.add(here + " matches every message: the rules behind it would never be reached");
            }
        }
        if (!rules.getLast().matchesAll()) {
            faults.add(
                    name
                            + ": the last rule must have no shops, classes and prefixes, for messages that no other rule matches");
        }
        return faults;
    }

    private static List<String> faults(RouteRule rule, Channel channel, Set<String> known) {
        List<String> faults = new ArrayList<>();
        if (isEmpty(rule.gateways())) {
            faults.add(".gateways names no gateway");
        }
        Stream.ofNullable(rule.gateways())
                .flatMap(List::stream)
                .filter(gateway -> !known.contains(gateway))
                .forEach(gateway -> faults.add(".gateways: there is no gateway " + gateway + " among " + known));
        if (isNamedButEmpty(rule.shops()) || isNamedButEmpty(rule.classes()) || isNamedButEmpty(rule.prefixes())) {
            faults.add(" has an empty condition, which matches no message");
        }
        if (rule.prefixes() != null && !channel.equals(Channel.SMS)) {
            faults.add(".prefixes: messages of " + channel + " have no phone number");
        }
        Stream.ofNullable(rule.prefixes())
                .flatMap(List::stream)
                .filter(prefix -> !PREFIX.matcher(prefix).matches())
                .forEach(prefix -> faults.add(".prefixes: " + prefix + " is no beginning of a number such as +7916"));
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
