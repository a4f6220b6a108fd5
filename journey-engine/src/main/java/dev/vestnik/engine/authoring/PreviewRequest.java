package dev.vestnik.engine.authoring;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.channel.Channel;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a template to show, and the variables to show it with.
 *
 * @param locale null: the customer's, else the shop's
 * @param variables {@code customer}, {@code event}, {@code context}, ...; {@code shop}, {@code links} and {@code now} are there by themselves
 * @param version {@code draft}, or a version's number; null: the text in force
 * @param customer whose profile {@code customer} is; null: nobody's
 * @param sample whether what is missing is made up
 */
record PreviewRequest(
        Channel channel,
        @Nullable String locale,
        Map<String, Object> variables,
        @Nullable String version,
        @Nullable Whose customer,
        boolean sample) {
    private static final Map<String, Channel> CHANNELS =
            Arrays.stream(Channel.values()).collect(Collectors.toMap(Channel::label, Function.identity()));

    /** A customer as the caller names one. */
    record Whose(String shop, String id) {}

    PreviewRequest {
        variables = Map.copyOf(variables);
    }

    static PreviewRequest read(@Nullable String text) {
        JsonBody body = JsonBody.object(text);
        body.text("channel");
        Channel channel = body.choice("channel", CHANNELS).orElse(Channel.SMS);
        String shop = body.optionalText("shop").orElse("main");
        Whose customer =
                body.optionalText("customer").map(id -> new Whose(shop, id)).orElse(null);
        PreviewRequest request = new PreviewRequest(
                channel,
                body.optionalText("locale").orElse(null),
                body.map("variables"),
                body.textOrNumber("version").orElse(null),
                customer,
                body.flag("sample", customer != null));
        body.close();
        return request;
    }
}
