import { expect, it } from 'vitest';
import { KeptTexts, type Kept } from '../main/web/documents/kept';
import { NEVER_WAS, opening, precondition, refusal } from '../main/web/documents/opening';

const mine = (etag: string | null, base: string | null): Kept => ({ text: 'mine', etag, base, at: '2026-01-01T00:00:00Z' });
const theirs = { text: 'theirs', etag: '"7"' };
const deleted = { currentRevision: 9, changes: [{ action: 'saved' }, { action: 'deleted' }] };

function storage(): Storage {
    const all = new Map<string, string>();
    return {
        get length() {
            return all.size;
        },
        key: (i) => [...all.keys()][i] ?? null,
        getItem: (key) => all.get(key) ?? null,
        setItem: (key, value) => void all.set(key, value),
        removeItem: (key) => void all.delete(key),
        clear: () => all.clear(),
    };
}

it('gives every text that is sent a precondition', () => {
    expect(precondition('"7"')).toBe('"7"');
    expect(precondition(null)).toBe(NEVER_WAS);
});

it('brings a kept text back where the journey is as it was', () => {
    expect(opening(mine('"7"', 'theirs'), theirs, null)).toEqual({ state: 'restored', text: 'mine', etag: '"7"', base: 'theirs' });
});

it('brings it back where only the stage was changed since', () => {
    expect(opening(mine('"5"', 'theirs'), theirs, null)).toEqual({ state: 'restored', text: 'mine', etag: '"7"', base: 'theirs' });
});

it('tells of somebody else’s text before it sends a kept one', () => {
    const conflict = { state: 'conflict', mine: 'mine', theirs: 'theirs', etag: '"7"' };
    expect(opening(mine('"5"', 'older'), theirs, null)).toEqual(conflict);
    expect(opening(mine(null, null), theirs, null)).toEqual(conflict);
    expect(opening(mine(null, null), theirs, 'fresh')).toEqual(conflict);
});

it('does not make a deleted journey again from a kept text', () => {
    expect(opening(mine('"5"', 'older'), null, null)).toEqual({ state: 'gone', text: 'mine' });
    expect(opening(mine('"5"', 'older'), null, 'fresh')).toEqual({ state: 'gone', text: 'mine' });
    expect(refusal({ etag: null, base: null }, null, deleted, false)).toEqual({ state: 'gone' });
    expect(refusal({ etag: null, base: null }, null, deleted, true)).toEqual({ state: 'again', etag: '"9"' });
});

it('shows a new text, a kept one that was never saved, or that nothing is there', () => {
    expect(opening(null, null, 'fresh')).toEqual({ state: 'new', text: 'fresh' });
    expect(opening(mine(null, null), null, 'fresh')).toEqual({ state: 'restored', text: 'mine', etag: null, base: null });
    expect(opening(null, null, null)).toEqual({ state: 'missing' });
    expect(opening(null, theirs, 'fresh')).toEqual({ state: 'theirs', ...theirs });
});

it('sends a refused text again only where nobody has written another', () => {
    expect(refusal({ etag: '"5"', base: 'theirs' }, theirs, {}, false)).toEqual({ state: 'again', etag: '"7"' });
    expect(refusal({ etag: '"5"', base: 'older' }, theirs, {}, false)).toEqual({ state: 'conflict', theirs: 'theirs', etag: '"7"' });
    expect(refusal({ etag: null, base: null }, theirs, {}, true)).toEqual({ state: 'conflict', theirs: 'theirs', etag: '"7"' });
    expect(refusal({ etag: '"7"', base: 'theirs' }, theirs, {}, false).state).toBe('conflict');
});

it('makes nothing again where a journey is there that the key may not see', () => {
    expect(refusal({ etag: null, base: null }, null, { currentRevision: 9, changes: [{ action: 'saved' }] }, true)).toEqual({ state: 'failed' });
});

it('keeps texts for their author alone, until they log out', () => {
    const shared = storage();
    const anna = new KeptTexts('anna', shared);
    const boris = new KeptTexts('anna/boris', shared);
    anna.set('cart', mine(null, null));
    boris.set('cart', { ...mine('"1"', 'x'), text: 'of boris' });
    expect(anna.get('cart')?.text).toBe('mine');
    expect(boris.get('cart')?.text).toBe('of boris');
    expect(boris.ids()).toEqual(['cart']);
    anna.dropAll();
    expect(anna.get('cart')).toBeNull();
    expect(boris.get('cart')?.text).toBe('of boris');
});

it('takes what it cannot read for nothing', () => {
    const shared = storage();
    shared.setItem('vestnik.draft.anna/cart', '{"text": 7}');
    expect(new KeptTexts('anna', shared).get('cart')).toBeNull();
});
