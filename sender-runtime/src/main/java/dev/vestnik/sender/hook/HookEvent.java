package dev.vestnik.sender.hook;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.sender.report.Attachment;
import dev.vestnik.sender.report.DeliveryReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event that a provider tells, by web hook or when it is asked. */
public sealed interface HookEvent {

    /** The fate of a message. */
    record Report(Named message, DeliveryReport report) implements HookEvent {}

    /**
     * The reply of a person.
     *
     * @param address E.164 with plus, or an e-mail address
     * @param recipient our number or address
     * @param providerId the provider's id of the reply; null where it has none: equal replies of one minute count as one
     * @param replyTo the provider's id of the message of ours that it answers; null where it does not say
     * @param attachments as the provider tells of them: some may be no addresses
     */
    record Reply(
            String address,
            @Nullable String recipient,
            InboundKind kind,
            String text,
            @Nullable String providerId,
            @Nullable String replyTo,
            Instant occurredAt,
            List<Attachment> attachments)
            implements HookEvent {
        public Reply {
            attachments = List.copyOf(attachments);
        }

        /** Words alone. */
        public Reply(
                String address,
                @Nullable String recipient,
                InboundKind kind,
                String text,
                @Nullable String providerId,
                @Nullable String replyTo,
                Instant occurredAt) {
            this(address, recipient, kind, text, providerId, replyTo, occurredAt, List.of());
        }
    }
}
