// What reports say, in the words of a language: pure, so that a test can read it.

/** Amounts by currency, in minor units. */
export type Money = Record<string, number>;

export interface Owed {
    sales: number;
    revenue: Money;
}

export interface Totals {
    entered: number;
    control: number;
    queued: number;
    notEntered: Record<string, number>;
    left: Record<string, number>;
    sent: number;
    retried: number;
    held: Record<string, number>;
    skipped: Record<string, number>;
    dropped: Record<string, number>;
    revoked: Record<string, number>;
    accepted: number;
    delivered: number;
    read: number;
    opened: number;
    clicked: number;
    replied: number;
    failed: number;
    inDoubt: number;
    converted: number;
    value: Money;
    lastTouch: Owed;
    firstTouch: Owed;
    /** In whole units. */
    cost: Money;
    roi: Record<string, number>;
    tasks: Record<string, number>;
    offered: number;
    redeemed: number;
}

export interface Arm {
    customers: number;
    won: number;
    rate: number;
    low: number;
    high: number;
    again: number;
    value: Money;
}

export interface Interval {
    difference: number;
    low: number;
    high: number;
    decided: boolean;
}

export interface Lift {
    treated: Arm;
    control: Arm;
    rate: Interval;
    perCustomer: Record<string, Interval>;
    says: string;
}

interface Asked {
    shop: string;
    from: string;
    to: string;
    folded: boolean;
    missing: number[];
    silent: string[];
}

export interface JourneyReport extends Asked {
    journey: string;
    total: Totals;
    byVersion: Record<string, Totals>;
    byStep: Record<string, Totals>;
    byChannel: Record<string, Totals>;
    byDay: Record<string, Totals>;
    lift?: Lift | null;
    experiments: Record<string, Record<string, Arm>>;
}

export interface SummaryReport extends Asked {
    total: Totals;
    sales: number;
    revenue: Money;
    journeys: Record<string, Totals>;
    byDay: Record<string, Totals>;
}

export interface FunnelReport extends Asked {
    journey: string;
    entered: number;
    ended: number;
    steps: { step: string; reached: number; ended: number; left: Record<string, number> }[];
}

const CURRENCY = /^[A-Z]{3}$/;

function currencyFormat(currency: string, language: string, digits?: number): Intl.NumberFormat | null {
    try {
        return CURRENCY.test(currency) ? new Intl.NumberFormat(language, { style: 'currency', currency, ...(digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: 0 }) }) : null;
    } catch {
        return null;
    }
}

/** An amount in minor units; one without a currency is a mere number. */
export function minor(amount: number, currency: string, language: string): string {
    const digits = currencyFormat(currency, 'en')?.resolvedOptions().maximumFractionDigits ?? 0;
    const whole = amount / 10 ** digits;
    const format = currencyFormat(currency, language, Math.abs(whole) >= 1000 || Number.isInteger(whole) ? 0 : undefined);
    return format ? format.format(whole) : `${amount.toLocaleString(language)}${currency === '-' ? '' : ` ${currency}`}`;
}

/** An amount in whole units. */
export function major(amount: number, currency: string, language: string): string {
    const format = currencyFormat(currency, language, Math.abs(amount) >= 1000 || Number.isInteger(amount) ? 0 : undefined);
    return format ? format.format(amount) : `${amount.toLocaleString(language)} ${currency}`;
}

/** Amounts of several currencies side by side; a dash where there are none. */
export function amounts(money: Money | undefined, language: string, one: (amount: number, currency: string, language: string) => string = minor): string {
    const all = Object.entries(money ?? {}).map(([currency, amount]) => one(amount, currency, language));
    return all.length === 0 ? '–' : all.join(' + ');
}

/** A share in percent; a dash of nothing. */
export function share(part: number, of: number, language: string): string {
    return of === 0 ? '–' : (part / of).toLocaleString(language, { style: 'percent', maximumFractionDigits: part / of < 0.1 ? 1 : 0 });
}

/** How many of a hundred customers, with a sign where it is a difference. */
export function ofHundred(rate: number, language: string, signed = false): string {
    const digits = Math.abs(rate) < 0.01 ? 2 : 1;
    return (rate * 100).toLocaleString(language, { maximumFractionDigits: digits, signDisplay: signed ? 'exceptZero' : 'auto' });
}

export type LiftSays = 'none' | 'undecided' | 'more' | 'fewer';

/** What a comparison comes to. */
export function liftSays(lift: Lift): LiftSays {
    if (lift.treated.customers === 0 || lift.control.customers === 0) {
        return 'none';
    }
    return !lift.rate.decided ? 'undecided' : lift.rate.difference > 0 ? 'more' : 'fewer';
}

const DAY = 86_400_000;

/** The days of a period, both ends in it. */
export function days(from: string, to: string): string[] {
    const first = Date.parse(`${from}T00:00:00Z`);
    const count = Math.round((Date.parse(`${to}T00:00:00Z`) - first) / DAY) + 1;
    return Number.isFinite(count) && count > 0 && count < 1000 ? Array.from({ length: count }, (_, i) => new Date(first + i * DAY).toISOString().slice(0, 10)) : [];
}

/** So many days up to a day. */
export const daysBefore = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY).toISOString().slice(0, 10);

/** A figure by day, nothing on days of which nothing is told. */
export const perDay = (byDay: Record<string, Totals>, all: string[], figure: (totals: Totals) => number): number[] => all.map((day) => (byDay[day] ? figure(byDay[day]) : 0));

export const sum = (reasons: Record<string, number> | undefined): number => Object.values(reasons ?? {}).reduce((total, one) => total + one, 0);

/** The most frequent first. */
export const ranked = (reasons: Record<string, number> | undefined): [string, number][] => Object.entries(reasons ?? {}).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
