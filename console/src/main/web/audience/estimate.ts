/** A number of customers, and how far the true one may be from it in 19 of 20 cases. */
export interface Estimate {
    count: number;
    error: number;
}

export interface SegmentCount {
    members: Estimate;
    customers: Estimate;
    unknown: Estimate;
    sampled: number;
    missing?: number[];
    silent?: string[];
}

export interface Forecast {
    customers: Estimate;
    reached: Estimate;
    outcomes: Record<string, Record<string, Estimate>>;
    smsSegments: Estimate;
    list?: { id: string; customers: number; known?: Estimate; unknown?: Estimate };
    sampled: number;
    says: string;
    missing?: number[];
    silent?: string[];
}

export interface Progress {
    run: number;
    stage: 'none' | 'planned' | 'walking' | 'paused' | 'done' | 'cancelled';
    from?: string;
    walked: number;
    customers: number;
    reached: number;
    unknown?: number;
    outcomes?: Record<string, Record<string, number>>;
    missing?: number[];
    silent?: string[];
}

/** With its bound: 41,200 ± 900. */
export function about(estimate: Estimate, language: string): string {
    const count = estimate.count.toLocaleString(language);
    return estimate.error === 0 ? count : `${count} ± ${estimate.error.toLocaleString(language)}`;
}

/** What a forecast says, as the engine asks back on a launch. */
export type Verdict = 'nobody' | 'noCustomers' | 'silent' | 'everybody' | 'some';

export function verdict(forecast: Forecast): Verdict {
    if (forecast.reached.count === 0) {
        return forecast.customers.count === 0 ? 'noCustomers' : 'nobody';
    }
    if (!forecast.outcomes?.sent && !forecast.outcomes?.held) {
        return 'silent';
    }
    return forecast.reached.count === forecast.customers.count ? 'everybody' : 'some';
}

/** Whether a launch is asked back. */
export const isOdd = (forecast: Forecast): boolean => verdict(forecast) !== 'some' || (forecast.missing ?? []).length > 0 || (forecast.silent ?? []).length > 0;

export const total = (of: Record<string, Estimate> | undefined): Estimate =>
    Object.values(of ?? {}).reduce((sum, one) => ({ count: sum.count + one.count, error: Math.ceil(Math.hypot(sum.error, one.error)) }), { count: 0, error: 0 });
