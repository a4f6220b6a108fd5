import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { en } from '../main/web/i18n/en';
import { pages as pagesEn } from '../main/web/i18n/pages.en';
import { pages as pagesRu } from '../main/web/i18n/pages.ru';
import { ru } from '../main/web/i18n/ru';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, at = ''): Map<string, string> {
    return new Map(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${at}${key}`, value] as [string, string]] : [...flat(value, `${at}${key}.`)])));
}

const PLURAL = /_(one|few|many|other)$/;
const english = flat({ ...en, ...pagesEn });
const russian = flat({ ...ru, ...pagesRu } as unknown as Tree);
const bare = (words: Map<string, string>) => new Set([...words.keys()].map((key) => key.replace(PLURAL, '')));

it('has every text in both languages', () => {
    expect(bare(russian)).toEqual(bare(english));
    expect([...english, ...russian].filter(([, text]) => text.trim() === '')).toEqual([]);
});

it('has every plural form that each language needs', () => {
    const forms = (words: Map<string, string>, language: string) =>
        [...bare(words)].flatMap((key) => (words.has(`${key}_other`) ? new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => !words.has(`${key}_${form}`)).map((form) => `${key}_${form}`) : []));
    expect(forms(english, 'en')).toEqual([]);
    expect(forms(russian, 'ru')).toEqual([]);
});

it('says the same things with the same names in both', () => {
    const names = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();
    for (const [key, text] of russian) {
        const other = english.get(key) ?? english.get(key.replace(PLURAL, '_other'))!;
        expect(names(text), key).toEqual(names(other));
    }
});

it('has a text for every word that the pages say', () => {
    const web = new URL('../main/web/', import.meta.url);
    const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
    const said = sources.flatMap((name) => [...readFileSync(new URL(name, web), 'utf8').matchAll(/\bt\('([a-zA-Z.]+)'/g)].map((match) => match[1]!));
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((key) => !bare(english).has(key))).toEqual([]);
});

it('has a text for every word of the drawing', () => {
    const source = readFileSync(new URL('../main/web/journeys/graph.ts', import.meta.url), 'utf8');
    const lines = [...source.replace(/\bway\(step, \[[^\]]*\]/g, '').matchAll(/\['([a-zA-Z]+)', /g)].map((match) => match[1]!);
    const words = [...source.matchAll(/way\(step, \[[^\]]*\], '([a-zA-Z]+)'/g)].map((match) => match[1]!);
    expect(lines.length).toBeGreaterThan(20);
    expect(words.length).toBeGreaterThan(10);
    expect(lines.filter((key) => !english.has(`journey.line.${key}`))).toEqual([]);
    expect(words.filter((key) => !english.has(`journey.word.${key}`))).toEqual([]);
});

it('says nothing on the first page whose words come with another', () => {
    const first = bare(flat(en));
    const sources = ['home/Home.tsx', 'journeys/List.tsx', 'app/Shell.tsx', 'app/Login.tsx', 'app/parts.tsx'];
    const said = sources.flatMap((name) => [...readFileSync(new URL(`../main/web/${name}`, import.meta.url), 'utf8').matchAll(/\bt\('([a-zA-Z.]+)'/g)].map((match) => match[1]!));
    expect(said.filter((key) => !first.has(key))).toEqual([]);
});
