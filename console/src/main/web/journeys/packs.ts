// The ready scenarios, as they are in the repository: a file of its own, loaded with the gallery.
import { read } from '../documents/yaml';

const packs = import.meta.glob<string>('../../../../../scenario-packs/*/pack.yml', { query: '?raw', import: 'default', eager: true });
const journeys = import.meta.glob<string>('../../../../../scenario-packs/*/journeys/*.yml', { query: '?raw', import: 'default', eager: true });
const templates = import.meta.glob<string>('../../../../../scenario-packs/*/templates/*.yml', { query: '?raw', import: 'default', eager: true });
const offers = import.meta.glob<string>('../../../../../scenario-packs/*/offers/*.yml', { query: '?raw', import: 'default', eager: true });

export interface Scenario {
    pack: string;
    id: string;
    /** What it is for: the comment at its head. */
    what: string;
    text: string;
    /** What it needs beside it, by the address of each. */
    needs: { path: string; id: string; text: string }[];
}

export interface Pack {
    name: string;
    title: string;
    what: string;
    scenarios: Scenario[];
}

const file = (path: string): [pack: string, id: string] => {
    const parts = path.split('/');
    return [parts.at(-1) === 'pack.yml' ? parts.at(-2)! : parts.at(-3)!, parts.at(-1)!.replace(/\.yml$/, '')];
};

/** The words of the comment at a document's head, without the numbers of the scenarios that it serves. */
export const headComment = (text: string): string =>
    text
        .split('\n')
        .slice(0, Math.max(0, text.split('\n').findIndex((line) => !line.startsWith('#'))))
        .map((line) => line.replace(/^#\s?/, ''))
        .join(' ')
        .replace(/\s*\(\d[\d, ]*\)/g, '');

/** The values under a key, wherever they stand: the templates and offers that a journey names. */
function named(tree: unknown, key: string): string[] {
    if (Array.isArray(tree)) {
        return tree.flatMap((one) => named(one, key));
    }
    if (typeof tree !== 'object' || tree === null) {
        return [];
    }
    return Object.entries(tree).flatMap(([name, value]) => (name === key ? texts(value) : named(value, key)));
}

function texts(value: unknown): string[] {
    if (typeof value === 'string') {
        return [value];
    }
    const among = (value as { among?: unknown } | null)?.among;
    return Array.isArray(among) ? among.filter((one): one is string => typeof one === 'string') : [];
}

function scenario(path: string, text: string): Scenario {
    const [pack, id] = file(path);
    const { tree } = read(text);
    const here = (all: Record<string, string>, kind: string, ids: string[]) =>
        Object.entries(all).flatMap(([address, one]) => {
            const [of, name] = file(address);
            return of === pack && ids.includes(name) ? [{ path: `/api/${kind}/${name}`, id: name, text: one }] : [];
        });
    const needs = [...here(templates, 'templates', named(tree, 'template')), ...here(offers, 'offers', named(tree, 'offer'))];
    return { pack, id, what: headComment(text), text, needs };
}

/** All packs with their journeys. */
export function allPacks(): Pack[] {
    const scenarios = Object.entries(journeys).map(([path, text]) => scenario(path, text));
    return Object.entries(packs).map(([path, text]) => {
        const [name] = file(path);
        const { title, what } = (read(text).tree ?? {}) as { title?: string; what?: string };
        return { name, title: title ?? name, what: what ?? '', scenarios: scenarios.filter((one) => one.pack === name) };
    });
}
