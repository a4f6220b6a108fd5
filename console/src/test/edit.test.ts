import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { assigned, change, rendered, same, type Path } from '../main/web/documents/edit';

const PACKS = new URL('../../../scenario-packs/', import.meta.url);
const TEXT = 'cart/templates/cart-reminder.yml'; // one of the texts stands for all: they are long, and alike
const files = readdirSync(PACKS, { recursive: true, encoding: 'utf8' }).filter((name) => /\/(journeys|offers)\/[^/]+\.yml$/.test(name) || name === TEXT);
const documents = files.map((name): [string, string] => [name, readFileSync(new URL(name, PACKS), 'utf8')]);

/** The paths of everything in a tree, but of its root. */
function paths(tree: unknown, at: Path = []): Path[] {
    if (typeof tree !== 'object' || tree === null) {
        return [];
    }
    const keys: (string | number)[] = Array.isArray(tree) ? tree.map((_, i) => i) : Object.keys(tree);
    return keys.flatMap((key) => [[...at, key], ...paths((tree as Record<string | number, unknown>)[key], [...at, key])]);
}

const at = (tree: unknown, path: Path): unknown => path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], tree);
const isLeaf = (value: unknown) => typeof value !== 'object' || value === null;

const headOf = (text: string) => text.split('\n').filter((line) => line.startsWith('#')).join('\n');

/** The lines of a text that another one does not begin and end with. */
function touched(before: string, after: string): string[] {
    const [a, b] = [before.split('\n'), after.split('\n')];
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) {
        head++;
    }
    let tail = 0;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) {
        tail++;
    }
    return a.slice(head, a.length - tail);
}

describe('a value of a pack’s document', () => {
    it('is there in plenty', () => {
        expect(documents.length).toBeGreaterThan(30);
    });

    it.each(documents)('is changed on its own line, and back again, byte for byte: %s', (_, text) => {
        const tree = parse(text) as unknown;
        for (const path of paths(tree)) {
            const value = at(tree, path);
            if (!isLeaf(value) || (typeof value === 'string' && value.includes('\n'))) {
                continue;
            }
            const other = typeof value === 'string' ? 'changed' : typeof value === 'number' ? value + 1 : !value;
            const changed = change(text, path, other)!;
            expect(changed, path.join('.')).not.toBeNull();
            expect(parse(changed)).toEqual(assigned(tree, path, other));
            expect(touched(text, changed).length, path.join('.')).toBe(1);
            const back = change(changed, path, value)!;
            const line = touched(text, changed)[0]!;
            expect(parse(back)).toEqual(tree);
            expect(touched(text, back).filter((one) => one !== line), path.join('.')).toEqual([]); // at most the quotes of that line
        }
    });

    it('is taken away with its lines alone, and a form can nearly always do it', () => {
        let refused = 0;
        let all = 0;
        for (const [, text] of documents) {
            const tree = parse(text) as unknown;
            for (const path of paths(tree)) {
                const changed = change(text, path, undefined);
                all++;
                if (changed === null) {
                    refused++; // the form says then that the text has to be edited
                    continue;
                }
                expect(parse(changed), path.join('.')).toEqual(assigned(tree, path, undefined));
                expect(headOf(changed)).toBe(headOf(text));
                const value = at(tree, path);
                expect(touched(text, changed).length).toBeLessThanOrEqual(isLeaf(value) && !String(value).includes('\n') ? 1 : text.split('\n').length);
            }
        }
        expect(refused / all).toBeLessThan(0.01);
    }, 60_000);

    it.each(documents)('comes to each map and list on a line of its own, or in theirs: %s', (_, text) => {
        const tree = parse(text) as unknown;
        const holders = paths(tree).filter((path) => !isLeaf(at(tree, path)));
        for (const path of [[], ...holders]) {
            const holder = at(tree, path);
            const added = [...path, Array.isArray(holder) ? holder.length : 'added'];
            const changed = change(text, added, { on: 'a.b', 'if': 'x == "y"' })!;
            expect(changed, added.join('.')).not.toBeNull();
            expect(parse(changed)).toEqual(assigned(tree, added, { on: 'a.b', 'if': 'x == "y"' }));
            expect(touched(text, changed).length).toBeLessThanOrEqual(1);
            expect(change(changed, added, undefined)).toBe(text);
        }
    });
});

describe('a text that is edited', () => {
    it('stays as it is where the value is the same', () => {
        const text = "a:   'x'  # why\nb: [1,2]\n";
        expect(change(text, ['a'], 'x')).toBe(text);
        expect(change(text, ['b'], [1, 2])).toBe(text);
    });

    it('keeps comments, quotes and the order of keys', () => {
        expect(change("a: 'x'   # why\nb: \"y\"\n", ['a'], "it's")).toBe("a: 'it''s'   # why\nb: \"y\"\n");
        expect(change('steps:\n  a: {type: delay, for: P1D}   # waits\n', ['steps', 'a', 'for'], 'P2D')).toBe('steps:\n  a: {type: delay, for: P2D}   # waits\n');
        expect(change('id: a\nstart: s\n', ['topic'], 'news', ['id', 'topic', 'start'])).toBe('id: a\ntopic: news\nstart: s\n');
        expect(change('start: s\n', ['id'], 'a', ['id', 'start'])).toBe('id: a\nstart: s\n');
    });

    it('makes what a value needs around it', () => {
        expect(change('id: a\n', ['holdout', 'percent'], 5)).toBe('id: a\nholdout: {percent: 5}\n');
        expect(change('id: a\nsteps:\n', ['steps', 'a'], { type: 'end' })).toBe('id: a\nsteps: {a: {type: end}}\n');
        expect(change('on: {}\n', ['on', 'a'], 1)).toBe('on: {a: 1}\n');
    });

    it('has lists begin and end', () => {
        expect(change('l:\n  - a\n  - b\n', ['l', 2], 'c')).toBe('l:\n  - a\n  - b\n  - c\n');
        expect(change('l: [a]\n', ['l', 0], undefined)).toBe('l: []\n');
        expect(change('l:\n  - a: 1\n    b: 2\n', ['l', 0, 'a'], undefined)).toBe('l:\n  - b: 2\n');
    });

    it('is left alone where it is no YAML', () => {
        expect(change('a: [', ['a'], 1)).toBeNull();
        expect(change('just words', ['a'], 1)).toBeNull();
    });

    it('writes texts so that they stay texts', () => {
        for (const text of ['yes', 'on', '12', '10:00', 'a: b', '# x', "it's", 'say "x"', '', ' x', '[a]', 'a, b', '-', '*x', '{{ event.number }}', '!a', 'null', '~', '1e3', 'a\nb', 'event.n > 1 && x', 'a #b', 'конец']) {
            for (const flow of [true, false]) {
                const line = flow ? `{k: ${rendered(text, true)}}` : `k: ${rendered(text)}`;
                expect(parse(line), text).toEqual({ k: text });
                expect(parse(line, { version: '1.1' }), `${text} in YAML 1.1`).toEqual({ k: text });
            }
        }
        expect(rendered({ on: 'order.placed', match: 'event.id == key' }, true)).toBe('{"on": order.placed, match: event.id == key}');
        expect(same({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBe(true);
    });
});
