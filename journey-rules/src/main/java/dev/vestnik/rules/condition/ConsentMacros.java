package dev.vestnik.rules.condition;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.vestnik.rules.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions about what the customer has said of marketing, written as calls and read as fields: {@code customer.allows("email", "news")} is
 * {@code email/news} of {@code customer.allows}. Without a topic it is what was said of all topics, {@code email/}.
 */
final class ConsentMacros {
    /** The fields that the calls read, which conditions have and texts have not. */
    static final Map<String, CelType> FIELDS = Map.of(
            "allows", MapType.create(SimpleType.STRING, SimpleType.BOOL),
            "refuses", MapType.create(SimpleType.STRING, SimpleType.BOOL),
            "consentAt", MapType.create(SimpleType.STRING, SimpleType.TIMESTAMP));

    static final List<CelMacro> ALL = FIELDS.keySet().stream()
            .sorted()
            .flatMap(name -> Stream.of(1, 2)
                    .map(count -> CelMacro.newReceiverMacro(
                            name, count, (make, target, arguments) -> asked(make, target, name, arguments))))
            .toList();

    private static final String CHANNELS =
            Stream.of(Channel.values()).map(Channel::label).collect(Collectors.joining(", "));

    private ConsentMacros() {}

    private static Optional<CelExpr> asked(
            CelMacroExprFactory make, CelExpr target, String name, ImmutableList<CelExpr> arguments) {
        if (!PastMacros.isCustomer(target)) {
            return Optional.empty();
        }
        String channel = text(arguments.getFirst());
        String topic = arguments.size() > 1 ? text(arguments.getLast()) : "";
        if (channel == null || Channel.labelled(channel).isEmpty()) {
            return Optional.of(make.reportError("asks about a channel: one of " + CHANNELS));
        }
        if (topic == null) {
            return Optional.of(make.reportError("takes the name of a topic, in quotes"));
        }
        return Optional.of(make.newSelect(make.newSelect(target, name, false), channel + "/" + topic, false));
    }

    /** Null where it is none. */
    private static @Nullable String text(CelExpr argument) {
        boolean is = argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return is ? argument.constant().stringValue() : null;
    }
}
