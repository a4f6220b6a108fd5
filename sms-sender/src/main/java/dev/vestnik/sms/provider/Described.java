package dev.vestnik.sms.provider;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.hook.Hook;
import dev.vestnik.sender.hook.HookEvent;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.Named;
import dev.vestnik.sender.hook.UnreadableHookException;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.ProviderSubmission;
import dev.vestnik.sms.provider.Description.Form;
import dev.vestnik.sms.provider.Description.Replies;
import dev.vestnik.sms.provider.Description.Reports;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider that a YAML file describes. */
record Described(Description description, Account account) implements SmsProvider {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "t";

    @Override
    public HttpCall call(Content.Sms sms, ProviderSubmission submission) {
        Map<String, String> values = values(sms, submission);
        String path = Objects.requireNonNullElse(description.request().path().filledPath(values), "/");
        HttpCall call = description.request().form() == Form.FORM
                ? HttpCall.form(path, fields(values))
                : HttpCall.json(
                        path,
                        Objects.requireNonNull(filled(description.request().body(), values)));
        for (var header : description.request().headers().entrySet()) {
            String value = header.getValue().filled(values);
            call = value == null ? call : call.with(header.getKey(), value);
        }
        return call;
    }

    private Map<String, String> values(Content.Sms sms, ProviderSubmission submission) {
        Map<String, String> values = new HashMap<>();
        values.put("to", sms.to());
        values.put("to.digits", sms.to().substring(1));
        values.put("text", sms.text());
        values.put("token", submission.token());
        values.put("reference", submission.reference());
        values.put("user", account.user());
        values.put("key", account.key());
        values.put("life.ms", Long.toString(submission.life().toMillis()));
        values.put("life.seconds", Long.toString(submission.life().toSeconds()));
        values.put("life.minutes", Long.toString(Math.max(1, submission.life().toMinutes())));
        String from = account.from(sms);
        if (from != null) {
            values.put("from", from);
        }
        URI hook = submission.hook();
        if (hook != null) {
            values.put("hook", account.keyed(hook));
            values.put("hook.token", account.keyed(hook, TOKEN, submission.token()));
        }
        return values;
    }

    private Map<String, String> fields(Map<String, String> values) {
        Map<String, String> fields = new LinkedHashMap<>();
        description.request().body().forEachEntry((name, template) -> {
            String value = new PlaceholderText(template.asString("")).filled(values);
            if (value != null) {
                fields.put(name, value);
            }
        });
        return fields;
    }

    /** The tree with its templates filled; leaves out fields whose values are missing. */
    private static @Nullable Object filled(JsonNode node, Map<String, String> values) {
        if (node.isString()) {
            PlaceholderText template = new PlaceholderText(node.stringValue());
            String text = template.filled(values);
            return text != null && template.isNumber() ? (Object) Long.valueOf(text) : text;
        }
        if (node.isObject()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            node.forEachEntry((name, value) -> {
                Object filled = filled(value, values);
                if (filled != null) {
                    fields.put(name, filled);
                }
            });
            return fields;
        }
        if (node.isArray()) {
            List<Object> entries = new ArrayList<>();
            node.forEach(entry -> Optional.ofNullable(filled(entry, values)).ifPresent(entries::add));
            return entries;
        }
        return node;
    }

    @Override
    public Outcome outcome(Exchange.Answered answer) {
        return description.outcome(answer);
    }

    /** Reports by id meet their message by the id that its answer gave. */
    @Override
    public List<String> correlated(ProviderSubmission submission, Outcome.Accepted accepted) {
        Reports reports = description.reports();
        return reports != null && reports.token() == null ? accepted.providerIds() : List.of();
    }

    @Override
    public HookSignature signature() {
        return account.signature();
    }

    @Override
    public List<HookEvent> read(Hook hook) throws UnreadableHookException {
        List<HookEvent> events = new ArrayList<>();
        Replies replies = description.replies();
        if (replies != null) {
            for (JsonNode entry : entries(hook, replies.form(), replies.each())) {
                reply(replies, entry, hook).ifPresent(events::add);
            }
        }
        Reports reports = description.reports();
        if (events.isEmpty() && reports != null) {
            for (JsonNode entry : entries(hook, reports.form(), reports.each())) {
                report(reports, entry, hook).ifPresent(events::add);
            }
        }
        return events;
    }

    private static Iterable<JsonNode> entries(Hook hook, Form form, @Nullable JsonPointer each)
            throws UnreadableHookException {
        JsonNode body = form == Form.FORM ? JSON.valueToTree(hook.form()) : hook.json();
        if (each == null) {
            return List.of(body);
        }
        return body.at(each);
    }

    private Optional<HookEvent> report(Reports reports, JsonNode entry, Hook hook) throws UnreadableHookException {
        if (entry.at(reports.at()).isMissingNode()) {
            throw new UnreadableHookException("the status is missing");
        }
        Optional<Named> named = named(reports, entry, hook);
        if (named.isEmpty()) {
            throw new UnreadableHookException("the message's name is missing");
        }
        return reports.report(description.name(), entry).map(report -> new HookEvent.Report(named.get(), report));
    }

    private static Optional<Named> named(Reports reports, JsonNode entry, Hook hook) throws UnreadableHookException {
        String token = reports.token();
        if (token != null) {
            Optional<String> found = token.startsWith("?")
                    ? hook.parameter(token.substring(1))
                    : text(entry, JsonPointer.compile(token));
            return found.map(Named.Token::new);
        }
        return text(entry, reports.id()).map(Named.Id::new);
    }

    private static Optional<String> text(JsonNode entry, @Nullable JsonPointer place) {
        return place == null
                ? Optional.empty()
                : Optional.of(entry.at(place).asString("")).filter(text -> !text.isEmpty());
    }

    private static Optional<HookEvent> reply(Replies replies, JsonNode entry, Hook hook) {
        Optional<String> from = text(entry, replies.from());
        Optional<String> said = text(entry, replies.text());
        if (from.isEmpty() || said.isEmpty()) {
            return Optional.empty();
        }
        String address = from.get().startsWith("+") ? from.get() : "+" + from.get();
        return Optional.of(new HookEvent.Reply(
                address,
                text(entry, replies.to()).orElse(null),
                InboundKind.TEXT,
                said.get(),
                text(entry, replies.id()).orElse(null),
                null,
                hook.at()));
    }
}
