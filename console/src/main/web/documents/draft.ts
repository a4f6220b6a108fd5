import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ask, at, Problem } from '../api/engine';
import { useSession } from '../api/session';
import type { Fault, JourneySummary, Warning } from '../api/types';
import { KeptTexts, type Kept } from './kept';
import { opening, precondition, refusal, type Found } from './opening';

const PAUSE = 900;
const YAML = 'application/yaml';

export type Saving =
    | { state: 'loading' }
    | { state: 'saved' }
    | { state: 'typing' }
    | { state: 'saving' }
    | { state: 'faulty' }
    | { state: 'conflict'; theirs: string; etag: string | null }
    | { state: 'gone' }
    | { state: 'failed'; problem: Problem };

export interface Draft {
    text: string;
    saving: Saving;
    faults: Fault[];
    warnings: Warning[];
    /** When the text was written that came back from this browser. */
    restored: string | null;
    etag: string | null;
    type(text: string): void;
    save(): void;
    /** Back to what the engine has. */
    discard(): void;
    takeTheirs(): void;
    keepMine(): void;
    /** Makes a document again that was deleted. */
    makeAnew(): void;
    reload(): void;
    /** Keeps nothing of it in this browser: it was deleted. */
    forget(): void;
}

/** Where a document is kept. */
export interface Place {
    /** Its address: read and written there. */
    path: string;
    /** Its name among the texts that this browser keeps. */
    name: string;
    /** Where its text is read while the address has none, as of a template that has no draft. */
    otherwise?: string;
    /** Whether a pause in typing sends it: not where what is saved is in force at once. */
    byItself: boolean;
    /** What is to be asked anew once it is saved. */
    list: string;
}

export const journeyPlace = (id: string): Place => ({ path: at`/api/journeys/${id}`, name: id, byItself: true, list: 'journeys' });

/** What the engine has of it now. */
async function find(path: string, otherwise?: string): Promise<Found | null> {
    try {
        const { body, etag } = await ask<string>(path, { accept: YAML });
        return { text: body, etag };
    } catch (error) {
        if (error instanceof Problem && error.status === 404) {
            return otherwise === undefined ? null : find(otherwise);
        }
        throw error;
    }
}

/**
 * A document under the user's hands: the engine says every fault of it or keeps it, when it is saved or, of a draft, at each pause in typing. One
 * that somebody else has changed meanwhile is a conflict, and the user decides. A text that comes back from this browser is sent when the user says
 * so, and each call names the state that its text was written upon.
 */
export function useDraft(place: Place, fresh: string | null, mayWrite: boolean): Draft {
    const { path, name: id, otherwise, byItself, list } = place;
    const [text, setText] = useState('');
    const [saving, setSaving] = useState<Saving>({ state: 'loading' });
    const [faults, setFaults] = useState<Fault[]>([]);
    const [warnings, setWarnings] = useState<Warning[]>([]);
    const [restored, setRestored] = useState<string | null>(null);
    /** `base` is the engine's text that the shown one was written upon; null: none. */
    const now = useRef({ text: '', etag: null as string | null, base: null as string | null, timer: 0, running: false, typed: false, anew: false });
    const queries = useQueryClient();
    const user = useSession().me?.name ?? '';
    const kept = useMemo(() => new KeptTexts(user), [user]);

    const keep = useCallback(() => {
        const { text, etag, base } = now.current;
        kept.set(id, { text, etag, base, at: new Date().toISOString() });
    }, [id, kept]);

    const put = useCallback(async () => {
        const { current } = now;
        window.clearTimeout(current.timer);
        if (!mayWrite || current.running) {
            return;
        }
        const sent = current.text;
        let again = false;
        current.running = true;
        setSaving({ state: 'saving' });
        try {
            const { body, etag } = await ask<JourneySummary>(path, { method: 'PUT', yaml: sent, ifMatch: precondition(current.etag) });
            current.etag = etag ?? `"${body.revision}"`;
            current.base = sent;
            current.anew = false;
            setFaults([]);
            setWarnings(body.warnings ?? []);
            setRestored(null);
            void queries.invalidateQueries({ queryKey: [list] });
            again = current.text !== sent;
            if (again) {
                keep();
            } else {
                kept.drop(id);
                setSaving({ state: 'saved' });
            }
        } catch (error) {
            again = await refused(error as Problem).catch((failure: Problem) => fail(failure));
        } finally {
            current.running = false;
        }
        if (again) {
            void put();
        }

        function fail(problem: Problem): boolean {
            setSaving({ state: 'failed', problem });
            return false;
        }

        /** Whether it is to be sent again. */
        async function refused(problem: Problem): Promise<boolean> {
            if (problem.status === 422 || problem.status === 400) {
                setFaults(problem.errors.length > 0 ? problem.errors : [{ path: '', problem: problem.detail }]);
                setWarnings([]);
                setSaving({ state: 'faulty' });
                return current.text !== sent;
            }
            if (problem.status !== 412 && problem.status !== 409) {
                return fail(problem);
            }
            const next = refusal(current, await find(path, otherwise), problem.document, current.anew);
            current.anew = false;
            if (next.state === 'failed') {
                return fail(problem);
            }
            if (next.state === 'again') {
                current.etag = next.etag;
                return true;
            }
            setSaving(next);
            return false;
        }
    }, [id, path, otherwise, list, mayWrite, queries, kept, keep]);

    const show = useCallback((shown: string) => {
        now.current.text = shown;
        setText(shown);
    }, []);

    const load = useCallback(
        async (useKept: boolean) => {
            const { current } = now;
            setSaving({ state: 'loading' });
            window.clearTimeout(current.timer);
            try {
                const found = await find(path, otherwise);
                begin(found, useKept ? kept.get(id) : null);
            } catch (error) {
                const mine = useKept ? kept.get(id) : null;
                if (mine) {
                    Object.assign(current, { etag: mine.etag, base: mine.base });
                    show(mine.text);
                    setRestored(mine.at);
                }
                setSaving({ state: 'failed', problem: error as Problem });
            }

            function begin(found: Found | null, mine: Kept | null) {
                const first = opening(mine, found, useKept ? fresh : null);
                const typing = current.typed && mine?.text === current.text;
                setRestored(mine && first.state === 'restored' && !typing ? mine.at : null);
                switch (first.state) {
                    case 'theirs':
                        kept.drop(id);
                        Object.assign(current, { etag: first.etag, base: first.text, typed: false });
                        setFaults([]);
                        show(first.text);
                        return setSaving({ state: 'saved' });
                    case 'restored':
                        Object.assign(current, { etag: first.etag, base: first.base });
                        show(first.text);
                        setSaving({ state: 'typing' });
                        return typing && byItself ? void put() : undefined;
                    case 'conflict':
                        Object.assign(current, { etag: mine?.etag ?? null, base: mine?.base ?? null });
                        show(first.mine);
                        return setSaving({ state: 'conflict', theirs: first.theirs, etag: first.etag });
                    case 'gone':
                        Object.assign(current, { etag: mine?.etag ?? null, base: mine?.base ?? null });
                        show(first.text);
                        return setSaving({ state: 'gone' });
                    case 'new':
                        Object.assign(current, { etag: null, base: null });
                        show(first.text);
                        return byItself ? void put() : setSaving({ state: 'typing' });
                    case 'missing':
                        show('');
                        return setSaving({ state: 'failed', problem: new Problem(404, '') });
                }
            }
        },
        [id, path, otherwise, byItself, fresh, kept, put, show],
    );

    useEffect(() => {
        void load(true);
        const { current } = now;
        return () => window.clearTimeout(current.timer);
    }, [load]);

    return {
        text,
        saving,
        faults,
        warnings,
        restored,
        etag: now.current.etag,
        type(typed) {
            if (typed === now.current.text || !mayWrite) {
                return;
            }
            show(typed);
            now.current.typed = true;
            keep();
            window.clearTimeout(now.current.timer);
            if (saving.state !== 'conflict' && saving.state !== 'gone') {
                setSaving({ state: 'typing' });
            }
            if (byItself && saving.state !== 'conflict' && saving.state !== 'gone') {
                now.current.timer = window.setTimeout(() => void put(), PAUSE);
            }
        },
        save: () => void put(),
        discard() {
            kept.drop(id);
            void load(false);
        },
        takeTheirs() {
            kept.drop(id);
            void load(false);
        },
        keepMine() {
            if (saving.state === 'conflict') {
                Object.assign(now.current, { etag: saving.etag, base: saving.theirs });
                void put();
            }
        },
        makeAnew() {
            Object.assign(now.current, { etag: null, base: null, anew: true });
            void put();
        },
        reload: () => void load(true),
        forget() {
            window.clearTimeout(now.current.timer);
            kept.drop(id);
        },
    };
}
