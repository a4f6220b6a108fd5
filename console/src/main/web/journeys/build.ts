// Builds on a journey's text: each deed touches the lines alone that it is about.
import { change, type Path } from '../documents/edit';
import { read } from '../documents/yaml';
import { seed, type Schema } from '../forms/schema';
import { ENTRY, ways } from './graph';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const stepsOf = (text: string): Fields => fields(fields(read(text).tree).steps);

/** What a new step begins with, beside what its schema asks for. */
const BEGINNINGS: Record<string, Fields> = {
    message: { channels: [{ via: 'email' }] },
    ask: { answers: [{ name: 'yes', means: 'yes' }, { name: 'no', means: 'no' }], into: 'answer', timeout: 'P1D' },
    delay: { for: 'P1D' },
    waitUntil: { timeout: 'P1D', on: [{ on: 'order.placed' }] },
    branch: { cases: [{ if: 'true' }] },
    experiment: { arms: [{ name: 'a' }, { name: 'b' }] },
    update: { context: { name: '"value"' } },
    task: { queue: 'calls', text: 'Call the customer', timeout: 'P1D' },
    emit: { event: 'x.name' },
};

/** The ways on which a new step goes on. */
const ONWARD: Record<string, Path[]> = { message: [['onSent'], ['onNone']], waitUntil: [['onTimeout']], ask: [['onTimeout']], branch: [['otherwise']], experiment: [['arms', 0, 'next'], ['arms', 1, 'next']], end: [] };
const onward = (type: string): Path[] => ONWARD[type] ?? [['next']];

function freeId(steps: Fields, type: string): string {
    for (let i = 1; ; i++) {
        const id = i === 1 ? type : `${type}${i}`;
        if (!(id in steps)) {
            return id;
        }
    }
}

/** A way in a document: of a step, or, of the entry, the start. */
export interface From {
    node: string;
    path: Path;
}

/** Where a way stands in the document. */
export function wayPath({ node, path }: From): Path {
    return node === ENTRY ? ['start'] : node.startsWith('rule:') ? ['on', Number(node.slice('rule:'.length)), 'goto'] : ['steps', node.slice('step:'.length), ...path];
}

const at = (tree: unknown, path: Path): unknown => path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined | null)?.[key], tree);

/** The ways that lead out of a node. */
export function waysFrom(tree: unknown, node: string): { path: Path; label: { word?: string; text?: string } }[] {
    if (node === ENTRY || node.startsWith('rule:')) {
        return [{ path: [], label: {} }];
    }
    return ways(fields(at(tree, ['steps', node.slice('step:'.length)])));
}

export interface Added {
    text: string;
    id: string;
}

/** A new step; with a way, it stands in it: what the way led to comes after it. */
export function addStep(text: string, type: string, after: From | null, schema: Schema, known: Fields = {}): Added | null {
    const { tree } = read(text);
    const steps = stepsOf(text);
    const id = freeId(steps, type);
    const began = seed({ $ref: `#/$defs/${type}` }, schema);
    const next = after ? at(tree, wayPath(after)) : undefined;
    let value: unknown = { type, ...fields(began), ...BEGINNINGS[type], ...known };
    if (typeof next === 'string' && next in steps) {
        value = onward(type).reduce((step, way) => withWay(step, way, next), value);
    }
    const keys = Object.keys(steps);
    const place = after?.node.startsWith('step:') ? keys.indexOf(after.node.slice('step:'.length)) + 1 : after ? 0 : keys.length;
    const made = change(text, ['steps', id], value, [...keys.slice(0, place), id, ...keys.slice(place)]);
    const led = made !== null && after ? change(made, wayPath(after), id, orderOf(schema, type)) : made;
    return led === null ? null : { text: led, id };
}

function withWay(step: unknown, path: Path, to: string): unknown {
    const [key, ...rest] = path;
    if (key === undefined) {
        return to;
    }
    if (Array.isArray(step)) {
        return step.map((one: unknown, i) => (i === key ? withWay(one, rest, to) : one));
    }
    return { ...fields(step), [key]: withWay(fields(step)[key], rest, to) };
}

const orderOf = (schema: Schema, type: string): string[] => Object.keys(schema.$defs?.[type]?.properties ?? {});

/** Leads a way to a step; without one, the run ends there. */
export function connect(text: string, from: From, to: string | undefined, schema?: Schema): string | null {
    const type = String(fields(stepsOf(text)[from.node.slice('step:'.length)]).type ?? '');
    return change(text, wayPath(from), to, schema ? orderOf(schema, type) : []);
}

/** Takes a step away; what led to it leads to what came after it. */
export function removeStep(text: string, id: string): string | null {
    const steps = stepsOf(text);
    const others = Object.keys(steps).filter((one) => one !== id);
    if (!(id in steps) || others.length === 0) {
        return null;
    }
    const next = ways(fields(steps[id])).map((way) => way.to).find((to): to is string => typeof to === 'string' && to !== id && to in steps);
    const tree = fields(read(text).tree);
    const rules = Array.isArray(tree.on) ? (tree.on as unknown[]) : [];
    const led: [Path, string | undefined][] = [
        ...(tree.start === id ? [[['start'], next ?? others[0]] as [Path, string]] : []),
        ...others.flatMap((step) => ways(fields(steps[step])).flatMap((way): [Path, string | undefined][] => (way.to === id ? [[['steps', step, ...way.path], next]] : []))),
        ...rules.flatMap((rule, i): [Path, string | undefined][] => (fields(rule).goto === id ? [[['on', i, 'goto'], next ?? others[0]]] : [])),
    ];
    const without = led.reduce<string | null>((before, [path, to]) => (before === null ? null : change(before, path, to)), text);
    return without === null ? null : change(without, ['steps', id], undefined);
}
