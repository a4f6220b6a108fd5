export interface SimulationView {
    id: string;
    journey: string;
    status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
    requestedAt: string;
    requestedBy: string;
    versions: string[];
    from?: string;
    to?: string;
    sample?: number;
    progress?: { records: number; of: number };
    endedAt?: string;
    problem?: string;
    result?: SimulationResult;
}

export interface SimulationResult {
    from: string;
    to: string;
    sample: number;
    events: number;
    unreadable: number;
    versions: VersionResult[];
    notes: string[];
}

export interface VersionResult {
    version: string;
    entered: number;
    customers: number;
    steps: Record<string, { reached: number; underWay?: number; sent?: Record<string, number>; held?: Record<string, number>; skipped?: Record<string, number> }>;
    sent: Record<string, { messages: number; rendered: number; partsEach?: number; cost?: { amount: number; currency: string } }>;
    held: Record<string, number>;
    skipped: Record<string, number>;
    notEntered: Record<string, number>;
    left: Record<string, number>;
    converted: number;
    failed: number;
    others: { journey: string; sent: number; sentWithout: number; capped: number; cappedWithout: number }[];
}

export interface SimulatedTimeline {
    version: string;
    shop?: string;
    customer?: string;
    entries: { at: string; signal: string; outcome: string; reason?: string; journey?: string; step?: string; channel?: string; template?: string }[];
}

/** A row of versions side by side: what is counted, and how often in each. */
export interface Row {
    group: string;
    name: string;
    counts: number[];
}

/** The versions side by side, row by row; a reason or step that only one of them has is there once, with zeros. */
export function rows(versions: VersionResult[]): Row[] {
    const of = (group: string, figures: (one: VersionResult) => Record<string, number>): Row[] => {
        const names = [...new Set(versions.flatMap((one) => Object.keys(figures(one))))];
        return names.map((name) => ({ group, name, counts: versions.map((one) => figures(one)[name] ?? 0) }));
    };
    return [
        ...of('total', (one) => ({ entered: one.entered, customers: one.customers, converted: one.converted, ...(one.failed > 0 ? { failed: one.failed } : {}) })),
        ...of('sent', (one) => Object.fromEntries(Object.entries(one.sent ?? {}).map(([channel, sent]) => [channel, sent.messages]))),
        ...of('reached', (one) => Object.fromEntries(Object.entries(one.steps ?? {}).map(([step, result]) => [step, result.reached]))),
        ...of('SKIPPED', (one) => one.skipped ?? {}),
        ...of('HELD', (one) => one.held ?? {}),
        ...of('NOT_ENTERED', (one) => one.notEntered ?? {}),
        ...of('LEFT', (one) => one.left ?? {}),
    ];
}

/** What the messages of a version would cost, by currency; null where some of them have no price. */
export function costs(version: VersionResult): Record<string, number> | null {
    const all: Record<string, number> = {};
    for (const sent of Object.values(version.sent ?? {})) {
        if (!sent.cost && sent.messages > 0) {
            return null;
        }
        if (sent.cost) {
            all[sent.cost.currency] = (all[sent.cost.currency] ?? 0) + sent.cost.amount;
        }
    }
    return Object.keys(all).length === 0 ? null : all;
}
