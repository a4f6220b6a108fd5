import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { read } from '../main/web/documents/yaml';
import { EVENTS } from '../main/web/forms/events';
import { fieldOf, type Schema } from '../main/web/forms/schema';
import { addStep, connect, removeStep, waysFrom } from '../main/web/journeys/build';
import { wentOf } from '../main/web/journeys/figures';
import { ENTRY, graphOf } from '../main/web/journeys/graph';
import { headComment } from '../main/web/journeys/packs';

const RULES = new URL('../../../journey-rules/src/main/', import.meta.url);

/** The schema as the engine gives it: each kind of step has its own in the code. */
function schema(): Schema {
    const root = JSON.parse(readFileSync(new URL('resources/journey-schema.json', RULES), 'utf8')) as Schema;
    const folder = new URL('java/dev/vestnik/rules/decide/', RULES);
    for (const name of readdirSync(folder)) {
        const source = readFileSync(new URL(name, folder), 'utf8');
        for (const [, kind, reader, own] of source.matchAll(/StepKind<>\(\s*"([A-Za-z]+)",\s*(?:([A-Za-z]+)\.SCHEMA|"""([\s\S]*?)""")/g)) {
            const text = own ?? /SCHEMA = """([\s\S]*?)"""/.exec(readFileSync(new URL(`${reader}.java`, folder), 'utf8'))![1];
            const step = JSON.parse(text!.replaceAll('\\\\', '\\')) as Schema;
            root.$defs![kind!] = { ...step, properties: { type: { const: kind }, ...step.properties } };
        }
    }
    return root;
}

const root = schema();
const JOURNEY = `# Tells, and waits.
id: a
entry: {on: order.shipped, key: event.orderId}   # each order
start: wait
steps:
  wait: {type: delay, for: P1D, next: tell}   # a day
  tell:
    type: message
    template: told
    channels: [{via: sms}]   # by SMS alone
    onSent: end
  end: {type: end}
`;

describe('a step that is added', () => {
    it('stands in the way that it was added to, and the rest stays as it was', () => {
        const added = addStep(JOURNEY, 'branch', { node: 'step:wait', path: ['next'] }, root)!;
        expect(added.id).toBe('branch');
        expect(added.text).toBe(JOURNEY.replace('next: tell}   # a day', 'next: branch}   # a day\n  branch: {type: branch, cases: [{if: "true"}], otherwise: tell}'));
    });

    it('comes first behind the entry, and last behind nothing', () => {
        const first = addStep(JOURNEY, 'delay', { node: ENTRY, path: [] }, root)!;
        expect(first.text).toBe(JOURNEY.replace('start: wait', 'start: delay').replace('steps:\n', 'steps:\n  delay: {type: delay, for: P1D, next: wait}\n'));
        const last = addStep(JOURNEY, 'end', null, root)!;
        expect(last.id).toBe('end2');
        expect(last.text).toBe(`${JOURNEY}  end2: {type: end}\n`);
    });

    it('leads on to what came next in each kind that goes on', () => {
        for (const kind of ['message', 'ask', 'delay', 'waitUntil', 'batch', 'branch', 'experiment', 'update', 'consent', 'emit', 'journey', 'lookup', 'offer', 'task']) {
            const added = addStep(JOURNEY, kind, { node: 'step:wait', path: ['next'] }, root, kind === 'message' ? { template: 'told' } : {});
            expect(root.$defs, kind).toHaveProperty(kind);
            expect(added, kind).not.toBeNull();
            const graph = graphOf(parse(added!.text));
            expect(graph.arrows.some((arrow) => arrow.from === `step:${added!.id}` && arrow.to === 'step:tell'), kind).toBe(true);
            expect(graph.arrows.some((arrow) => arrow.from === 'step:wait' && arrow.to === `step:${added!.id}`), kind).toBe(true);
        }
    });
});

describe('a way', () => {
    it('is led elsewhere, on its own line', () => {
        expect(connect(JOURNEY, { node: 'step:tell', path: ['onSent'] }, 'wait')).toBe(JOURNEY.replace('onSent: end', 'onSent: wait'));
        expect(connect(JOURNEY, { node: 'step:tell', path: ['onNone'] }, 'end', root)).toBe(JOURNEY.replace('    onSent: end\n', '    onSent: end\n    onNone: end\n'));
        expect(connect(JOURNEY, { node: ENTRY, path: [] }, 'tell')).toBe(JOURNEY.replace('start: wait', 'start: tell'));
    });

    it('is named by what it says', () => {
        expect(waysFrom(read(JOURNEY).tree, 'step:tell').map((way) => way.label.word)).toEqual(['sent', 'notSent']);
    });
});

describe('a step that is removed', () => {
    it('leaves those before it with those after it', () => {
        expect(removeStep(JOURNEY, 'tell')).toBe(JOURNEY.replace('next: tell', 'next: end').replace(/ {2}tell:[\s\S]*?onSent: end\n/, ''));
        expect(removeStep(JOURNEY, 'wait')).toBe(JOURNEY.replace('start: wait', 'start: tell').replace(/ {2}wait: .*\n/, ''));
        expect(removeStep('start: a\nsteps: {a: {type: end}}\n', 'a')).toBeNull();
    });

    it('can be each one of every pack’s journeys', () => {
        const packs = new URL('../../../scenario-packs/', import.meta.url);
        const names = readdirSync(packs, { recursive: true, encoding: 'utf8' }).filter((name) => /\/journeys\/[^/]+\.yml$/.test(name));
        for (const name of names) {
            const text = readFileSync(new URL(name, packs), 'utf8');
            const steps = Object.keys((parse(text) as { steps: object }).steps);
            for (const step of steps.length > 1 ? steps : []) {
                const without = removeStep(text, step);
                expect(without, `${name} ${step}`).not.toBeNull();
                const { steps: left, start } = parse(without!) as { steps: Record<string, unknown>; start: string };
                expect(Object.keys(left)).toEqual(steps.filter((one) => one !== step));
                expect(left).toHaveProperty([start]);
            }
        }
    }, 30_000);
});

describe('a form', () => {
    it('has a field for each key that a step may have', () => {
        const field = (kind: string, key: string, value?: unknown) => fieldOf(root.$defs![kind]!.properties![key]!, value, root);
        expect(field('message', 'template')).toBe('text');
        expect(field('message', 'template', { of: 'x', among: ['a'] })).toBe('fields');
        expect(field('message', 'channels')).toBe('list');
        expect(field('message', 'onSent')).toBe('step');
        expect(field('delay', 'weekday')).toBe('choice');
        expect(field('delay', 'workingDays')).toBe('number');
        expect(field('consent', 'granted')).toBe('flag');
        expect(field('update', 'context')).toBe('map');
        expect(fieldOf(root.properties!.entry!, undefined, root)).toBe('fields');
        expect(fieldOf(root.properties!.shops!, undefined, root)).toBe('texts');
        expect(fieldOf({ type: 'string' }, { odd: 1 }, root)).toBe('yaml');
    });

    it('knows the events that shops tell', () => {
        const schemas = readFileSync(new URL('../../../schemas/src/main/avro/shop.avdl', import.meta.url), 'utf8');
        expect([...schemas.matchAll(/@eventType\("([^"]+)"\)/g)].map((one) => one[1]).sort()).toEqual([...EVENTS].sort());
    });
});

it('says what a ready scenario is for, without the numbers of what it serves', () => {
    expect(headComment('# A cart (39, 40),\n# left (7).\nid: a\n')).toBe('A cart, left.');
    expect(headComment('id: a\n')).toBe('');
});

it('counts who went which way', () => {
    const none = { skipped: {}, dropped: {} };
    const report = { byStep: { tell: { ...none, sent: 7, skipped: { caps: 2 } }, wait: { ...none, sent: 0 } }, experiments: { draw: { plain: { customers: 5 } } } };
    expect([...wentOf(report as never)]).toEqual([['tell sent', 7], ['tell notSent', 2], ['draw plain', 5]]);
    expect(wentOf(undefined).size).toBe(0);
});
