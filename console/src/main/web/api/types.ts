// The shapes of the engine's answers, as far as the pages read them. The engine's own description is at /openapi.

export type Role = 'shop' | 'marketer' | 'support' | 'ops';

export interface Me {
    name: string;
    roles: Role[];
    shops: string[];
}

export interface Paged<T> {
    items: T[];
    next: string | null;
}

export interface Fault {
    path: string;
    problem: string;
}

/** Allowed, and probably not meant. */
export interface Warning {
    path: string;
    problem: string;
    remedy?: string;
}

export type Stage = 'draft' | 'live' | 'paused' | 'archived' | 'deleted';

export interface JourneySummary {
    id: string;
    revision: number;
    stage: Stage;
    version?: number;
    draft?: boolean;
    resumeAt?: string;
    author?: string;
    changedAt?: string;
    problems?: string[];
    warnings?: Warning[];
}

export interface Version {
    version: number;
    publishedAt: string;
    publisher: string;
    author: string;
    inFlight?: string;
}

export interface Difference {
    path: string;
    from?: unknown;
    to?: unknown;
}

export interface DryRun {
    version: number;
    changed: boolean;
    inFlight: Record<string, number>;
    perStep: Record<string, number>;
    cannotMigrate: { version: number; step: string; customers: number; why: string }[];
    unknown: string[];
    warnings: Warning[];
}

export interface Outcome {
    journey: JourneySummary;
    behind: string[];
}

export interface Verdict {
    gate?: string;
    passed?: boolean;
    [more: string]: unknown;
}

export interface TestRun {
    journey: string;
    version: number;
    steps: TestStep[];
    messages: TestMessage[];
    endedAt: string;
    ending: string;
}

export interface TestStep {
    at: string;
    signal: string;
    detail?: string;
    decisions?: {
        outcome: string;
        reason?: string;
        journey?: string;
        step?: string;
        channel?: string;
        template?: string;
        inputs?: Record<string, string>;
    }[];
    messages?: TestMessage[];
    passed?: { journey?: string; reason: string; detail?: string }[];
    failure?: string;
    waiting?: { journey: string; key?: string; step: string; until?: string; held?: string }[];
}

export interface TestMessage {
    at: string;
    messageId: string;
    step: string;
    channel: string;
    template: string;
    locale: string;
    text?: { text?: string; subject?: string; title?: string; body?: string };
}

export interface Customer {
    shop: string;
    customerId: string;
    profile: Record<string, unknown>;
    devices: { platform: string; address: string }[];
    consents: { channel: string; topic?: string; granted: boolean; at: string; source: string; evidence?: string }[];
    suppressions: { channel: string; reason: string; at: string }[];
    stops: { channel: string; at: string }[];
    journeys: {
        journey: string;
        version: number;
        instance: string;
        key?: string;
        step: string;
        enteredAt: string;
        due?: string;
        stuck?: { reason: string; cause: string };
    }[];
    messages: {
        messageId: string;
        journey: string;
        step: string;
        template: string;
        channel: string;
        status: string;
        sentAt: string;
    }[];
    movedTo?: string;
    visitors?: string[];
}

export interface TimelineEntry {
    sequence: number;
    at: string;
    outcome: string;
    reason?: string;
    journey?: string;
    version?: number;
    instance?: string;
    step?: string;
    messageId?: string;
    channel?: string;
    template?: string;
    gates?: Verdict[];
    inputs?: Record<string, string>;
    cause: string;
    causeId?: string;
}

export interface Timeline {
    items: TimelineEntry[];
    next: string | null;
    passed?: Passed[];
}

export interface Passed {
    type?: string;
    journey?: string;
    reason?: string;
    detail?: string;
    count?: number;
    last?: string;
    [more: string]: unknown;
}

export interface Explanation {
    journey: string;
    from: string;
    to: string;
    decisions: TimelineEntry[];
    events: {
        at: string;
        occurredAt: string;
        type: string;
        id: string;
        version: number;
        reason: string;
        recorded: boolean;
        detail?: string;
        inputs?: Record<string, string>;
        values?: Record<string, string>;
    }[];
    runs: {
        run: string;
        version: number;
        now?: { step: string; waits: string; until?: string; because?: string; does?: string };
        path: {
            at: string;
            signal: string;
            from?: string;
            to?: string;
            conditions?: { condition: string; holds: boolean; unknown?: string; values?: Record<string, string> }[];
        }[];
    }[];
    seen: { records: number; complete: boolean; notes: string[] };
}

export interface Task {
    task: string;
    state: 'open' | 'taken' | 'finished' | 'withdrawn' | 'expired';
    queue: string;
    text?: string;
    outcomes: string[];
    shop: string;
    customerId: string;
    journey: string;
    step: string;
    takenBy?: string;
    result?: string;
    madeAt: string;
    since: string;
    due: string;
}

export interface Status {
    instance: string;
    ready: boolean;
    start: string;
    streams: {
        state: string;
        active: string[];
        standby: string[];
        lag: Record<string, number>;
        pendingService: number;
        pendingMarketing: number;
        stuck: number;
        stalled: string[];
        deadLetters: number;
        unreadable: number;
    };
    instances: string[];
    revision: number;
    featureLevel: number;
    liveJourneys: number;
    brokenTotal: number;
    broken: { key: unknown; version: number; problems: string[] }[];
}

export interface Stuck {
    shop: string;
    customerId: string;
    instance: string;
    journey: string;
    version: number;
    step: string;
    key?: string;
    enteredAt: string;
    since: string;
    reason: string;
    cause: string;
}

export interface LetterGroup {
    topic: string;
    reason: string;
    count: number;
    first: string;
    last: string;
    cause: string;
}

export interface Letter {
    offset: number;
    at: string;
    reason: string;
    cause: string;
    partition?: number;
    was?: number;
    truncated: boolean;
    replayed?: string;
    bytes?: number;
    head?: string;
}

export interface AuditedCall {
    at: string;
    caller: string;
    roles: string[];
    call: string;
    shop?: string;
    subject?: string;
    status: number;
    revision?: string;
    detail?: string;
}
