import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { durationInWords, inWords } from '../main/web/journeys/duration';
import { byStep, parts, stepAt } from '../main/web/documents/faults';
import { cannotDraw, ENTRY, EXITS, graphOf, type Graph } from '../main/web/journeys/graph';
import { place as placed } from '../main/web/journeys/layout';
import { place, read } from '../main/web/documents/yaml';

const draw = (text: string): Graph => graphOf(read(text).tree);
const ways = (graph: Graph, from: string) => graph.arrows.filter((arrow) => arrow.from === `step:${from}`).map((arrow) => [arrow.to, ...arrow.labels.map((label) => [label.word, label.text].filter(Boolean).join(' '))]);

/** The journeys of the documentation: every kind of step is among them. */
const page = readFileSync(new URL('../../../docs/journeys.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!).filter((text) => text.includes('steps:'));

describe('the drawing of a document', () => {
    it('draws every journey of the documentation, with every step in it once', () => {
        expect(documented.length).toBeGreaterThan(15);
        for (const text of documented) {
            const tree = read(text).tree as { steps: Record<string, unknown> };
            expect(cannotDraw(tree)).toBeNull();
            const graph = graphOf(tree);
            expect(graph.nodes.filter((node) => node.kind === 'step').map((node) => node.title)).toEqual(Object.keys(tree.steps));
            expect(new Set(graph.nodes.map((node) => node.id)).size).toBe(graph.nodes.length);
            const ids = new Set(graph.nodes.map((node) => node.id));
            expect(graph.arrows.every((arrow) => ids.has(arrow.from) && ids.has(arrow.to))).toBe(true);
            const picture = placed(graph);
            expect(picture.nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
            expect(picture.ways.flatMap((way) => (way ? [...way.points, way.words] : [])).every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        }
    });

    it('knows every kind of step that the engine has', () => {
        const kinds = readdirSync(new URL('../../../journey-rules/src/main/java/dev/vestnik/rules/decide/', import.meta.url))
            .map((name) => readFileSync(new URL(`../../../journey-rules/src/main/java/dev/vestnik/rules/decide/${name}`, import.meta.url), 'utf8'))
            .flatMap((source) => [...source.matchAll(/StepKind<>\(\s*"([A-Za-z]+)"/g)].map((match) => match[1]!));
        expect(kinds).toContain('message');
        const words = readFileSync(new URL('../main/web/journeys/Drawing.tsx', import.meta.url), 'utf8');
        for (const kind of kinds) {
            expect(words, kind).toMatch(new RegExp(`\\b${kind}: '`));
        }
    });

    it('labels the ways of a branch, an experiment, a wait and a task', () => {
        const graph = draw(`
start: b
steps:
  b: {type: branch, cases: [{if: event.n > 1, next: e}], onUnknown: w, otherwise: t}
  e: {type: experiment, arms: [{name: plain, weight: 1, next: w}, {name: kind, weight: 3, next: t}]}
  w: {type: waitUntil, timeout: PT2H, on: [{on: order.placed, match: event.id == key, next: t}], onTimeout: t}
  t: {type: task, queue: calls, outcomes: [{name: reached, next: b}, {name: gone}], timeout: P1D}
`);
        expect(ways(graph, 'b')).toEqual([['step:e', 'if event.n > 1'], ['step:w', 'unknown'], ['step:t', 'otherwise']]);
        expect(ways(graph, 'e')).toEqual([['step:w', 'plain · 25 %'], ['step:t', 'kind · 75 %']]);
        expect(ways(graph, 'w')).toEqual([['step:t', 'when order.placed · event.id == key', 'after PT2H']]);
        expect(ways(graph, 't')).toEqual([['step:b', 'outcome reached'], ['end:t', 'outcome gone', 'notDone P1D']]);
    });

    it('draws the entry, rules that hold anywhere, exits and the goal', () => {
        const graph = draw(`
entry: {on: [cart.updated, x.y], if: event.n > 0, reentry: {max: 3, per: P30D}}
on: [{on: order.delayed, match: event.id == key, goto: s}, {on: order.moved, update: true}]
exit: [{on: order.placed, reason: purchased}]
goal: {on: order.placed, within: P7D}
start: s
steps: {s: {type: end}}
`);
        expect(graph.nodes.find((node) => node.id === ENTRY)?.title).toBe('cart.updated, x.y');
        expect(graph.nodes.find((node) => node.id === EXITS)?.lines.map((line) => line.text)).toEqual(['order.placed → purchased', 'order.placed · P7D']);
        expect(graph.arrows).toContainEqual({ from: 'rule:0', to: 'step:s', labels: [], dashed: true });
        expect(graph.nodes.filter((node) => node.kind === 'rule')).toHaveLength(2);
    });

    it('ends the run where a step leads nowhere, or to a step that is not there', () => {
        const graph = draw('start: s\nsteps: {s: {type: delay, for: P1D, next: gone}, m: {type: message, onSent: s}}');
        expect(ways(graph, 's')).toEqual([['end:s']]);
        expect(ways(graph, 'm')).toEqual([['step:s', 'sent'], ['end:m', 'notSent']]);
    });

    it('takes anything that is YAML, and says why it cannot be drawn', () => {
        expect(cannotDraw(read('').tree)).toBe('noMap');
        expect(cannotDraw(read('[1, 2]').tree)).toBe('noMap');
        expect(cannotDraw(read('id: a').tree)).toBe('noSteps');
        expect(cannotDraw(read('steps: &all {a: {type: end, next: *all}, b: *all}').tree)).toBe('noEnd');
        expect(cannotDraw(read(`steps: ${'['.repeat(80)}${']'.repeat(80)}`).tree)).toBe('noEnd');
        expect(() => graphOf(read('steps: {a: 1, b: [x], c: {type: branch, cases: no}, d: {type: [1]}}').tree)).not.toThrow();
        expect(read('a: [').error).not.toBeNull();
    });
});

describe('the faults of the engine', () => {
    const steps = ['tell', 'tell.again', 'wait'];

    it('belong to the step that their path names, also where ids have dots', () => {
        expect(stepAt('steps.tell.channels[0].via', steps)).toBe('tell');
        expect(stepAt('steps.tell.again.next', steps)).toBe('tell.again');
        expect(stepAt('steps.gone.next', steps)).toBeNull();
        expect(stepAt('entry.on', steps)).toBeNull();
        expect([...byStep([{ path: 'steps.wait', problem: '' }, { path: 'steps.wait.for', problem: '' }, { path: 'id', problem: '' }], steps)]).toEqual([['wait', 2], ['', 1]]);
    });

    it('are shown where the text has their cause, or the nearest thing around it', () => {
        const text = 'id: a\nsteps:\n  tell:\n    type: message\n    channels:\n      - {via: fax}\n';
        const { document } = read(text);
        const at = (path: string) => {
            const found = place(document, parts(path, steps));
            return found && text.slice(found.from, found.to);
        };
        expect(at('steps.tell.channels[0].via')).toBe('via');
        expect(at('steps.tell.template')).toBe('tell');
        expect(at('steps.tell')).toBe('tell');
        expect(at('entry')).toBeNull();
    });
});

describe('durations', () => {
    it('are said in the words of the language', () => {
        expect(durationInWords('PT2H', 'en')).toBe('2 hr');
        expect(durationInWords('P1DT12H', 'en')).toBe('1 day 12 hr');
        expect(durationInWords('PT2H', 'ru')).toMatch(/^2\sч$/);
        expect(inWords('after PT15M', 'en')).toBe('after 15 min');
        expect(inWords('event.P7D and "P7D"', 'en')).toBe('event.P7D and "P7D"');
        expect(durationInWords('P', 'en')).toBe('P');
    });
});
