package dev.vestnik.schemas.registry;

import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import java.util.List;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the value schemas of the catalogue under the subjects {@code TOPIC-value}, so that producers in other languages
 * find them before the first record was written. Of a subject of which nobody has said how it is compatible, it says {@value #COMPATIBILITY},
 * which the catalogue keeps to: registry clients expect it by default, and refuse a subject that says anything else. A choice that was
 * made stays, NONE too: some registries give that as the answer where nothing was said, so there only a new subject counts as one
 * of which nobody has said anything.
 */
public final class SchemaRegistration {
    private static final Logger log = LoggerFactory.getLogger(SchemaRegistration.class);
    private static final String COMPATIBILITY = "BACKWARD";

    private final SchemaRegistry registry;
    private final TopicLayout layout;
    private final boolean register;

    /** @param register false when the registry is filled by somebody else: then the schemas must be there already */
    public SchemaRegistration(SchemaRegistry registry, TopicLayout layout, boolean register) {
        this.registry = registry;
        this.layout = layout;
        this.register = register;
    }

    /**
     * Makes sure that the registry has the schemas of these topics; idempotent.
     *
     * @throws IllegalStateException when the registry refuses one; the message says which and why
     * @throws RegistryUnavailableException when it does not answer: try again
     */
    public void ensure(List<Topic> topics) {
        for (Topic topic : topics) {
            Schema value = topic.value();
            if (value != null) {
                ensure(layout.name(topic) + "-value", value);
            }
        }
    }

    private void ensure(String subject, Schema value) {
        try {
            if (register) {
                boolean known = registry.knows(subject);
                registry.register(subject, value);
                sayCompatibility(subject, known);
            } else {
                registry.lookUp(subject, value);
            }
        } catch (RegistryRefusedException e) {
            throw new IllegalStateException(
                    "The registry does not take %s as %s: %s".formatted(value.getName(), subject, e.getMessage()), e);
        }
    }

    private void sayCompatibility(String subject, boolean known) {
        try {
            String said = registry.compatibility(subject).orElse("");
            if (said.isEmpty() || (said.equals(SchemaRegistry.NONE) && !known)) {
                registry.compatibility(subject, COMPATIBILITY);
            }
        } catch (RegistryRefusedException e) { // a registry whose settings are somebody else's
            log.info("registry=compatibility-unchanged subject={} cause=\"{}\"", subject, e.getMessage());
        }
    }
}
