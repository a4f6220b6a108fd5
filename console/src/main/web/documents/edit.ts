// Changes one value of a YAML text and touches the lines of that value alone: comments, order and style of all others stay as they are.
import { isCollection, isMap, isNode, isPair, isScalar, isSeq, parse, parseDocument, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';

export type Path = (string | number)[];

const OPTIONS = { prettyErrors: false, uniqueKeys: true } as const;
/** What YAML of either version may take for something else than a text. */
const NO_TEXT = /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9].*|\.inf|\.nan|=|<<)$/i;

/**
 * The text with another value at a path, or none where `value` is undefined.
 *
 * @param order of the keys of the map that gets a new one: it stands behind those before it
 * @returns null where that cannot be done without touching more
 */
export function change(text: string, path: Path, value: unknown, order: readonly string[] = []): string | null {
    const document = parseDocument(text, OPTIONS);
    if (document.errors.length > 0 || path.length === 0) {
        return null;
    }
    const before = document.toJS() as unknown;
    const after = assigned(before, path, value);
    if (same(before, after)) {
        return text;
    }
    const changed = written(text, document, path, value, order);
    return changed !== null && isSound(changed, after) ? changed : null;
}

function isSound(text: string, expected: unknown): boolean {
    const document = parseDocument(text, OPTIONS);
    return document.errors.length === 0 && same(document.toJS(), expected);
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values say the same; the order of keys does not matter. */
export function same(a: unknown, b: unknown): boolean {
    if (Array.isArray(a) && Array.isArray(b)) {
        return a.length === b.length && a.every((one, i) => same(one, b[i]));
    }
    if (isFields(a) && isFields(b)) {
        const keys = Object.keys(a);
        return keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
    }
    return a === b;
}

/** A copy of a tree with another value at a path. */
export function assigned(tree: unknown, [key, ...rest]: Path, value: unknown): unknown {
    if (key === undefined) {
        return value;
    }
    if (typeof key === 'number') {
        const list = Array.isArray(tree) ? [...tree] : [];
        if (rest.length === 0 && value === undefined) {
            list.splice(key, 1);
        } else {
            list[key] = assigned(list[key], rest, value);
        }
        return list;
    }
    const { [key]: inner, ...others } = isFields(tree) ? tree : {};
    if (rest.length === 0 && value === undefined) {
        return others;
    }
    const made = assigned(inner, rest, value);
    return isFields(tree) && key in tree ? Object.fromEntries(Object.entries(tree).map(([name, one]) => [name, name === key ? made : one])) : { ...others, [key]: made };
}

type Collection = YAMLMap<Node, Node | null> | YAMLSeq<Node>;

function written(text: string, document: Document, path: Path, value: unknown, order: readonly string[]): string | null {
    let holder: unknown = document.contents;
    for (let i = 0; i < path.length; i++) {
        const key = path[i]!;
        if (!isCollection(holder)) {
            return i === 0 || !isNode(holder) ? null : replaced(text, document, path.slice(0, i), holder, wrapped(path.slice(i), value));
        }
        const items = holder as Collection;
        const at = indexOf(items, key);
        if (at === -1) {
            return value === undefined ? text : added(text, items, key, wrapped(path.slice(i + 1), value), { order, flow: isWithinFlow(document, path.slice(0, i)) });
        }
        if (i === path.length - 1 && value === undefined) {
            return removed(text, items, at);
        }
        const item = items.items[at];
        holder = isPair(item) ? item.value : item;
        if (i === path.length - 1) {
            return isPair(item) && !isNode(item.value) ? null : replaced(text, document, path, holder as Node, value);
        }
    }
    return null;
}

/** A value as it stands at the end of a path that is not there yet. */
const wrapped = (path: Path, value: unknown): unknown => path.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value);

function indexOf(holder: Collection, key: string | number): number {
    if (isMap(holder)) {
        return holder.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
    }
    return typeof key === 'number' && key < holder.items.length ? key : -1;
}

function isWithinFlow(document: Document, path: Path): boolean {
    for (let length = 0; length <= path.length; length++) {
        const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        if (isCollection(node) && node.flow) {
            return true;
        }
    }
    return false;
}

const startOf = (item: Node | Pair<Node, Node | null>): number => (isPair(item) ? item.key.range![0] : item.range![0]);

/** Where what a node says ends: without the line's end, comments and empty lines behind it. */
function endOf(text: string, item: Node | Pair<Node, Node | null>): number {
    if (isPair(item)) {
        const end = item.value && isNode(item.value) && item.value.range ? endOf(text, item.value) : -1;
        const key = item.key.range![1];
        return Math.max(end, key + (/^\s*:/.exec(text.slice(key))?.[0].length ?? 0));
    }
    if (isCollection(item) && !item.flow) {
        const last = (item as Collection).items.at(-1);
        return last ? endOf(text, last) : item.range![1];
    }
    const [start, end] = item.range!;
    return start + text.slice(start, end).trimEnd().length;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number => (text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at));
const spliced = (text: string, from: number, to: number, by: string): string => text.slice(0, from) + by + text.slice(to);

function replaced(text: string, document: Document, path: Path, node: Node, value: unknown): string {
    const flow = isWithinFlow(document, path.slice(0, -1));
    const [start] = node.range!;
    const end = endOf(text, node);
    if (isCollection(node) && !node.flow) {
        const head = text.slice(0, start).trimEnd();
        const from = head.endsWith(':') ? head.length : start;
        return spliced(text, from, end, `${from === start ? '' : ' '}${rendered(value, flow)}`);
    }
    const quote = isScalar(node) && typeof value === 'string' ? (node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : '') : '';
    const words = quote ? quoted(value as string, quote) : rendered(value, flow);
    const gap = start === end && !/\s/.test(text[start - 1] ?? ' ') ? ' ' : '';
    return spliced(text, start, Math.max(start, end), gap + words);
}

function removed(text: string, holder: Collection, at: number): string | null {
    const items = holder.items as (Node | Pair<Node, Node | null>)[];
    const item = items[at]!;
    const end = endOf(text, item);
    if (items.length === 1) {
        const from = isSeq(holder) && !holder.flow ? dashOf(text, startOf(item)) : startOf(item);
        return from === -1 ? null : spliced(text, from, end, holder.flow ? '' : isSeq(holder) ? '[]' : '{}');
    }
    if (holder.flow) {
        return at < items.length - 1 ? spliced(text, startOf(item), startOf(items[at + 1]!), '') : spliced(text, endOf(text, items[at - 1]!), end, '');
    }
    const from = isSeq(holder) ? dashOf(text, startOf(item)) : startOf(item);
    if (from === -1) {
        return null;
    }
    if (text.slice(lineStart(text, from), from).trim() !== '') {
        return at < items.length - 1 ? spliced(text, startOf(item), startOf(items[at + 1]!), '') : null; // behind the dash of a list
    }
    return spliced(text, lineStart(text, from), Math.min(text.length, lineEnd(text, end) + 1), '');
}

/** The dash before an item of a list, or -1. */
function dashOf(text: string, start: number): number {
    const head = text.slice(0, start).trimEnd();
    return head.endsWith('-') ? head.length - 1 : -1;
}

function added(text: string, holder: Collection, key: string | number, value: unknown, { order, flow }: { order: readonly string[]; flow: boolean }): string | null {
    const items = holder.items as (Node | Pair<Node, Node | null>)[];
    const words = isMap(holder) ? `${rendered(String(key), true)}: ${rendered(value, flow)}` : rendered(value, flow);
    const place = isMap(holder) ? behind(items as Pair<Node, Node | null>[], String(key), order) : items.length - 1;
    if (items.length === 0) {
        return holder.flow ? spliced(text, holder.range![0] + 1, holder.range![1] - 1, words) : null;
    }
    if (holder.flow) {
        return place === -1 ? spliced(text, startOf(items[0]!), startOf(items[0]!), `${words}, `) : spliced(text, endOf(text, items[place]!), endOf(text, items[place]!), `, ${words}`);
    }
    const from = isSeq(holder) ? dashOf(text, startOf(items[0]!)) : startOf(items[0]!);
    if (from === -1) {
        return null;
    }
    const indent = ' '.repeat(from - lineStart(text, from));
    const line = `${indent}${isSeq(holder) ? '- ' : ''}${words}`;
    if (place === -1 && text.slice(lineStart(text, from), from).trim() === '') {
        return spliced(text, lineStart(text, from), lineStart(text, from), `${line}\n`);
    }
    const end = lineEnd(text, endOf(text, items[Math.max(0, place)]!));
    return spliced(text, end, end, `\n${line}`);
}

/** The number of the pair behind which a key has its place; -1: before the first. */
function behind(pairs: Pair<Node, Node | null>[], key: string, order: readonly string[]): number {
    const rank = order.indexOf(key);
    if (rank === -1) {
        return pairs.length - 1;
    }
    const ranks = pairs.map((pair) => order.indexOf(String(isScalar(pair.key) ? pair.key.value : '')));
    return ranks.reduce((last, one, i) => (one !== -1 && one < rank ? i : last), -1);
}

const quoted = (value: string, quote: '"' | "'"): string => (quote === '"' || /[\n\r\t]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`);

/** A value in one line, as people write it. */
export function rendered(value: unknown, flow = false): string {
    if (typeof value === 'string') {
        return isPlain(value, flow) ? value : quoted(value, value.includes('"') ? "'" : '"');
    }
    if (Array.isArray(value)) {
        return `[${value.map((one) => rendered(one, true)).join(', ')}]`;
    }
    return isFields(value)
        ? `{${Object.entries(value)
              .filter(([, one]) => one !== undefined)
              .map(([key, one]) => `${rendered(key, true)}: ${rendered(one, true)}`)
              .join(', ')}}`
        : JSON.stringify(value ?? null);
}

function isPlain(value: string, flow: boolean): boolean {
    if (NO_TEXT.test(value) || !/^[\p{L}_(/]/u.test(value) || /[\n\r\t]|: |:$| #|\s$/.test(value) || (flow && /[,[\]{}]/.test(value))) {
        return false;
    }
    try {
        return same(parse(flow ? `[${value}]` : value), flow ? [value] : value);
    } catch {
        return false;
    }
}
