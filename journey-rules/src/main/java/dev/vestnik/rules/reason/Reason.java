package dev.vestnik.rules.reason;

/** Why something was decided. */
public sealed interface Reason
        permits AnswerReason,
                ConsentReason,
                DropReason,
                EntryReason,
                HoldReason,
                MergeReason,
                NoEntryReason,
                ReceiptReason,
                RefuseReason,
                ReleaseReason,
                RevokeReason,
                SetAsideReason,
                SuppressReason,
                TaskReason {

    /** Its name in decisions, metrics, the timeline and the API. Queries and dashboards rely on it: it never changes. */
    String label();
}
