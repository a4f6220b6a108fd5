import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inWords, meaningOf, type Meaning } from '../main/web/i18n/reasons';
import { reasons } from '../main/web/i18n/reasons.ru';

const read = (path: string) => readFileSync(new URL(`../../../journey-rules/src/main/${path}`, import.meta.url), 'utf8');
const engine = JSON.parse(read('resources/reasons.json')) as Meaning[];

it('says every reason of the engine in Russian', () => {
    expect(engine.length).toBeGreaterThan(100);
    const untold = engine.filter((one) => !(one.reason ? reasons[one.outcome]?.because?.[one.reason] : reasons[one.outcome]?.own));
    expect(untold).toEqual([]);
});

it('says no reason that the engine does not have', () => {
    const told = Object.entries(reasons).flatMap(([outcome, words]) => Object.keys(words.because ?? {}).map((reason) => `${outcome} ${reason}`));
    expect(told.filter((one) => !engine.some((known) => `${known.outcome} ${known.reason}` === one))).toEqual([]);
});

it('says every outcome of a decision in Russian', () => {
    const all = /enum Outcome \{([^}]*(?:\{@link [^}]*\}[^}]*)*)\}/.exec(read('java/dev/vestnik/rules/decide/Decision.java'))![1]!.replace(/\/\*[\s\S]*?\*\//g, '');
    const outcomes = all.split(',').map((one) => one.trim()).filter(Boolean);
    expect(outcomes.length).toBeGreaterThan(20);
    expect(outcomes.filter((one) => !reasons[one])).toEqual([]);
});

it('falls back on the engine’s own words', () => {
    expect(inWords('NOT_ENTERED', undefined)).toBe('not entered');
    expect(meaningOf('SKIPPED', 'no-consent', undefined, engine)).toBe('marketing without a yes');
    expect(meaningOf('SKIPPED', 'no-consent', reasons.SKIPPED, engine)).toBe('реклама без согласия');
    expect(meaningOf('LEFT', 'bought', reasons.LEFT, engine)).toBe(reasons.LEFT!.own);
    expect(meaningOf('SENT', undefined, reasons.SENT, engine)).toBeUndefined();
});
