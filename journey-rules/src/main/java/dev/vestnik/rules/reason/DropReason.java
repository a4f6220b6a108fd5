package dev.vestnik.rules.reason;

/** Why something of the customer is not kept: a bound is reached, or it is another one's. */
public enum DropReason implements Reason {
    /** An event that a later wait could have taken. */
    EVENT_NOT_KEPT("event-not-kept"),
    /** An event that ends runs, for entries that come late. */
    EXIT_NOT_KEPT("exit-not-kept"),
    /** An event that a step was to emit. */
    EVENT_NOT_EMITTED("event-not-emitted"),
    /** A journey that a step was to start. */
    JOURNEY_NOT_STARTED("journey-not-started"),
    /** A task that a step was to make. */
    TASK_NOT_MADE("task-not-made"),
    /** A task that was closed lately. */
    TASK_NOT_KEPT("task-not-kept"),
    /** A value that a run was to remember. */
    VALUE_NOT_KEPT("value-not-kept"),
    ENTRY_NOT_KEPT("entry-not-kept"),
    EXPOSURE_NOT_KEPT("exposure-not-kept"),
    /** The arm of an experiment that the customer is in. */
    ARM_NOT_KEPT("arm-not-kept"),
    /** The count of an event, or of a day. */
    COUNT_NOT_KEPT("count-not-kept"),
    /** The time of the last message of a topic. */
    LAST_SENT_NOT_KEPT("last-sent-not-kept"),
    /** The last event of a type, or the last silence that a journey has answered. */
    HEARD_NOT_KEPT("heard-not-kept"),
    /** An interest in a product. */
    INTEREST_NOT_KEPT("interest-not-kept"),
    MESSAGE_NOT_KEPT("message-not-kept"),
    GOAL_NOT_KEPT("goal-not-kept"),
    CONSENT_NOT_KEPT("consent-not-kept"),
    /** A contact that is not the customer's and to which a message went: what receipts say of it its owner does not hear. */
    CONTACT_NOT_KEPT("contact-not-kept"),
    /** The proof of a consent; the consent itself is kept. */
    EVIDENCE_NOT_KEPT("evidence-not-kept"),
    SUPPRESSION_NOT_KEPT("suppression-not-kept"),
    DEVICE_NOT_KEPT("device-not-kept"),
    /** The device was registered for another customer. */
    DEVICE_TAKEN("device-taken"),
    /** The customer as a holder in the state of an address: what others do with it is not heard any more. */
    HOLDER_NOT_KEPT("holder-not-kept"),
    /** Fields of the profile. */
    FIELD_NOT_KEPT("field-not-kept"),
    /** A code that the customer has. */
    OFFER_NOT_KEPT("offer-not-kept"),
    /** A code that the customer has not seen: it goes back to its pool. */
    OFFER_RETURNED("offer-returned");

    private final String label;

    DropReason(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
