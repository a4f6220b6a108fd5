import { expect, it } from 'vitest';
import { about, total, verdict, type Forecast } from '../main/web/audience/estimate';
import { amounts, days, daysBefore, liftSays, major, minor, ofHundred, ranked, share, type Lift } from '../main/web/reports/figures';
import { costs, rows, type VersionResult } from '../main/web/simulation/result';
import { inTheme, smsParts } from '../main/web/templates/sms';

it('says amounts in the currency’s units', () => {
    expect(minor(450000, 'RUB', 'en')).toBe('RUB\u00a04,500');
    expect(minor(12345, 'EUR', 'en')).toBe('€123.45');
    expect(minor(1000, 'JPY', 'en')).toBe('¥1,000');
    expect(minor(7, '-', 'en')).toBe('7');
    expect(major(0.5, 'EUR', 'en')).toBe('€0.50');
    expect(amounts({}, 'en')).toBe('–');
    expect(amounts({ EUR: 100, '-': 3 }, 'en')).toBe('€1 + 3');
    expect(share(1, 3, 'en')).toBe('33%');
    expect(share(1, 0, 'en')).toBe('–');
});

const arm = (customers: number) => ({ customers, won: 0, rate: 0, low: 0, high: 0, again: 0, value: {} });
const lift = (difference: number, decided: boolean, control = 10): Lift => ({ treated: arm(100), control: arm(control), rate: { difference, low: -1, high: 1, decided }, perCustomer: {}, says: '' });

it('says of a lift what can be said', () => {
    expect(liftSays(lift(0.02, true))).toBe('more');
    expect(liftSays(lift(-0.02, true))).toBe('fewer');
    expect(liftSays(lift(0.02, false))).toBe('undecided');
    expect(liftSays(lift(0.02, true, 0))).toBe('none');
    expect(ofHundred(0.019, 'en')).toBe('1.9');
    expect(ofHundred(0.0033, 'en', true)).toBe('+0.33');
});

it('has every day of a period', () => {
    expect(days('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(days('2026-03-02', '2026-03-01')).toEqual([]);
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(ranked({ a: 1, b: 3 })).toEqual([['b', 3], ['a', 1]]);
});

it('says estimates with their bound', () => {
    expect(about({ count: 41200, error: 900 }, 'en')).toBe('41,200 ± 900');
    expect(about({ count: 7, error: 0 }, 'en')).toBe('7');
    expect(total({ sms: { count: 3, error: 3 }, email: { count: 4, error: 4 } })).toEqual({ count: 7, error: 5 });
});

it('asks back where the engine does', () => {
    const forecast = (reached: number, customers: number, outcomes: object) => verdict({ reached: { count: reached, error: 0 }, customers: { count: customers, error: 0 }, outcomes } as Forecast);
    expect(forecast(0, 0, {})).toBe('noCustomers');
    expect(forecast(0, 9, {})).toBe('nobody');
    expect(forecast(3, 9, { skipped: {} })).toBe('silent');
    expect(forecast(9, 9, { sent: {} })).toBe('everybody');
    expect(forecast(3, 9, { held: {} })).toBe('some');
});

it('puts versions side by side', () => {
    const version = (name: string, sent: VersionResult['sent'], skipped: Record<string, number>): VersionResult => ({ version: name, entered: 5, customers: 4, steps: { tell: { reached: 5 } }, sent, held: {}, skipped, notEntered: {}, left: {}, converted: 1, failed: 0, others: [] });
    const one = version('1', { sms: { messages: 3, rendered: 0, cost: { amount: 0.3, currency: 'EUR' } } }, {});
    const draft = version('draft', { email: { messages: 4, rendered: 0 } }, { caps: 2 });
    expect(rows([one, draft])).toEqual([
        { group: 'total', name: 'entered', counts: [5, 5] },
        { group: 'total', name: 'customers', counts: [4, 4] },
        { group: 'total', name: 'converted', counts: [1, 1] },
        { group: 'sent', name: 'sms', counts: [3, 0] },
        { group: 'sent', name: 'email', counts: [0, 4] },
        { group: 'reached', name: 'tell', counts: [5, 5] },
        { group: 'SKIPPED', name: 'caps', counts: [0, 2] },
    ]);
    expect(costs(one)).toEqual({ EUR: 0.3 });
    expect(costs(draft)).toBeNull();
});

it('counts the parts of an SMS as the engine does', () => {
    const parts = (text: string) => smsParts(text).parts;
    expect([parts('a'.repeat(160)), parts('a'.repeat(161)), parts('a'.repeat(306)), parts('a'.repeat(307))]).toEqual([1, 2, 2, 3]);
    expect([parts('я'.repeat(70)), parts('я'.repeat(71)), parts('я'.repeat(134)), parts('я'.repeat(135))]).toEqual([1, 2, 2, 3]);
    expect([parts(`${'a'.repeat(159)}€`), parts('€'.repeat(80)), parts(''), parts('👍'.repeat(35)), parts('👍'.repeat(36))]).toEqual([2, 1, 1, 1, 2]);
    expect(smsParts('ж').gsm).toBe(false);
});

it('shows an e-mail in the theme that was asked for', () => {
    const html = '@media (prefers-color-scheme: dark) { a {} } @media screen and (prefers-color-scheme:light) {}';
    expect(inTheme(html, true)).toBe('@media (min-width: 0) { a {} } @media screen and (max-width: 0) {}');
    expect(inTheme(html, false)).toBe('@media (max-width: 0) { a {} } @media screen and (min-width: 0) {}');
});
