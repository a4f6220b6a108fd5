package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.customer.Ties;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A customer as the API shows one. Phones, e-mails and what journeys remember are for the role support alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomerView(
        String shop,
        String customerId,
        Map<String, Object> profile,
        List<DeviceView> devices,
        List<ConsentView> consents,
        List<SuppressionView> suppressions,
        List<StopView> stops,
        List<InstanceView> journeys,
        List<MessageState> messages,
        @Nullable String movedTo,
        @Nullable List<String> visitors) {

    record DeviceView(String platform, String address) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsentView(
            String channel,
            @Nullable String topic,
            boolean granted,
            Instant at,
            String source,
            @Nullable String evidence) {}

    record SuppressionView(String channel, String reason, Instant at) {}

    /** Marketing to the customer's address that another one who has it stopped. */
    record StopView(String channel, Instant at) {}

    /** @param key null where the caller may not read it: journeys compute it, of whatever the customer has */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InstanceView(
            String journey,
            int version,
            String instance,
            @Nullable String key,
            String step,
            Instant enteredAt,
            @Nullable Instant due,
            @Nullable FailureView stuck,
            @Nullable Map<String, Object> context) {}

    record FailureView(String reason, String cause) {}

    record MessageState(
            String messageId,
            String journey,
            String step,
            String template,
            String channel,
            String status,
            int attempt,
            Instant sentAt,
            Instant deliverBefore) {}

    /** @param open whether contacts are shown as they are */
    static CustomerView of(CustomerKey key, CustomerState state, boolean open) {
        return new CustomerView(
                key.shop(),
                key.customerId(),
                profile(state.profile().fields(), open),
                state.devices().stream().map(device -> device(device, open)).toList(),
                state.consents().stream().map(CustomerView::consent).toList(),
                state.suppressions().stream().map(CustomerView::suppression).toList(),
                state.reach().stops().stream().map(CustomerView::stop).toList(),
                state.instances().stream()
                        .map(instance -> instance(instance, open))
                        .toList(),
                state.messages().stream().map(CustomerView::message).toList(),
                movedTo(state),
                visitors(state));
    }

    /** The customer who this visitor turned out to be; null: nobody has said so. */
    static @Nullable String movedTo(CustomerState state) {
        Ties.Departure departure = state.ties().departure();
        return departure == null ? null : departure.to().customerId();
    }

    /** The visitors who turned out to be the customer, within the last month; null for none. */
    static @Nullable List<String> visitors(CustomerState state) {
        List<String> visitors = state.ties().joined().stream()
                .map(joined -> joined.visitor().customerId())
                .toList();
        return visitors.isEmpty() ? null : visitors;
    }

    /** @param open whether contacts and attributes are shown as they are */
    static Map<String, Object> profile(Map<String, Object> fields, boolean open) {
        Map<String, Object> shown = new TreeMap<>(fields);
        if (!open) {
            shown.computeIfPresent("phone", (field, phone) -> Masking.phone(phone.toString()));
            shown.computeIfPresent("email", (field, email) -> Masking.email(email.toString()));
            shown.remove("attributes");
        }
        return shown;
    }

    private static DeviceView device(Device device, boolean open) {
        return new DeviceView(label(device.platform()), open ? device.address() : Masking.device(device.address()));
    }

    private static ConsentView consent(Consent consent) {
        return new ConsentView(
                consent.channel() == null ? "any" : consent.channel().label(),
                consent.topic(),
                consent.granted(),
                consent.at(),
                consent.source(),
                consent.evidence());
    }

    private static SuppressionView suppression(Suppression suppression) {
        return new SuppressionView(suppression.channel().label(), suppression.reason(), suppression.at());
    }

    private static StopView stop(Reach.Stop stop) {
        return new StopView(stop.channel().label(), stop.at());
    }

    private static InstanceView instance(Instance instance, boolean open) {
        return new InstanceView(
                instance.journey().value(),
                instance.version(),
                instance.id().toString(),
                open ? instance.key() : null,
                instance.step(),
                instance.enteredAt(),
                instance.position().due().equals(Position.NEVER)
                        ? null
                        : instance.position().due(),
                instance.position() instanceof Position.Stuck(var since, var failure, var at, var before, var missed)
                        ? new FailureView(failure.reason().label(), failure.cause())
                        : null,
                open ? instance.context() : null);
    }

    private static MessageState message(Outstanding message) {
        return new MessageState(
                message.id().toString(),
                message.journey().value(),
                message.step(),
                message.template(),
                message.channel().label(),
                label(message.status()),
                message.attempt(),
                message.sentAt(),
                message.deliverBefore());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
