package dev.vestnik.rules.reason;

/** Why a request is refused for itself, whatever gates and failures say. */
public enum Declined implements RefuseReason {
    ALREADY_ANSWERED("already-answered"),
    NO_CHANNEL("no-channel"),
    NOT_STUCK("not-stuck"),
    /** The offer has no such code. */
    CODE_UNKNOWN("code-unknown"),
    /** The code is free: no customer has it. */
    CODE_NOT_GIVEN("code-not-given"),
    CODE_OF_ANOTHER("code-of-another"),
    CODE_EXPIRED("code-expired"),
    /** The code was redeemed before, for something else. */
    CODE_REDEEMED("code-redeemed"),
    /** There is no such task, or it was closed too long ago to be known. */
    NO_TASK("no-task"),
    /** Another person has the task. */
    TASK_TAKEN("task-taken"),
    /** The task is finished, was withdrawn or has expired. */
    TASK_CLOSED("task-closed"),
    /** The task has no such outcome. */
    NO_OUTCOME("no-outcome"),
    /** The visitor was identified as another customer before. */
    OTHERS_VISITOR("others-visitor"),
    /** The event asked about has not happened yet. */
    NOT_YET("not-yet"),
    /** The pool's engine has not read the offer yet, or cannot use it now. */
    OFFER_NOT_READY("offer-not-ready"),
    /** The shop has said nothing of the product. */
    PRODUCT_UNKNOWN("product-unknown");

    private final String label;

    Declined(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
