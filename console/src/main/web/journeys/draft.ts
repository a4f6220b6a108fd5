import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, at, Problem } from '../api/engine';
import type { Fault, JourneySummary, Warning } from '../api/types';

const PAUSE = 900;
const YAML = 'application/yaml';

interface Kept {
    text: string;
    etag: string | null;
    at: string;
}

/** Texts that the engine has not taken yet, in this browser: a closed tab or an engine that is away loses none. */
const kept = {
    key: (id: string) => `vestnik.draft.${id}`,
    get(id: string): Kept | null {
        try {
            return JSON.parse(localStorage.getItem(kept.key(id)) ?? 'null') as Kept | null;
        } catch {
            return null;
        }
    },
    set: (id: string, draft: Kept) => localStorage.setItem(kept.key(id), JSON.stringify(draft)),
    drop: (id: string) => localStorage.removeItem(kept.key(id)),
};

export type Saving =
    | { state: 'loading' }
    | { state: 'saved' }
    | { state: 'typing' }
    | { state: 'saving' }
    | { state: 'faulty' }
    | { state: 'conflict'; theirs: string; etag: string | null }
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
    reload(): void;
}

const missing = (error: unknown) => error instanceof Problem && error.status === 404;

/**
 * A journey's draft under the user's hands: a pause in typing sends it to the engine, which says every fault or keeps it. A draft that somebody
 * else has changed meanwhile is a conflict, and the user decides.
 */
export function useDraft(id: string, fresh: string | null, mayWrite: boolean): Draft {
    const [text, setText] = useState(fresh ?? '');
    const [saving, setSaving] = useState<Saving>({ state: 'loading' });
    const [faults, setFaults] = useState<Fault[]>([]);
    const [warnings, setWarnings] = useState<Warning[]>([]);
    const [restored, setRestored] = useState<string | null>(null);
    const now = useRef({ text: fresh ?? '', etag: null as string | null, stored: '', timer: 0, running: false });
    const queries = useQueryClient();

    const put = useCallback(async () => {
        const { current } = now;
        window.clearTimeout(current.timer);
        if (!mayWrite || current.running) {
            return;
        }
        const sent = current.text;
        current.running = true;
        setSaving({ state: 'saving' });
        try {
            const { body, etag } = await ask<JourneySummary>(at`/api/journeys/${id}`, { method: 'PUT', yaml: sent, ifMatch: current.etag });
            current.etag = etag ?? `"${body.revision}"`;
            current.stored = sent;
            setFaults([]);
            setWarnings(body.warnings ?? []);
            setRestored(null);
            void queries.invalidateQueries({ queryKey: ['journeys'] });
            if (current.text === sent) {
                kept.drop(id);
                setSaving({ state: 'saved' });
            }
        } catch (error) {
            await refused(error as Problem);
        } finally {
            current.running = false;
        }
        if (current.text !== sent) {
            void put();
        }

        async function refused(problem: Problem) {
            if (problem.status === 422 || problem.status === 400) {
                setFaults(problem.errors.length > 0 ? problem.errors : [{ path: '', problem: problem.detail }]);
                setWarnings([]);
                setSaving({ state: 'faulty' });
            } else if (problem.status === 412 || problem.status === 409) {
                const theirs = await ask<string>(at`/api/journeys/${id}`, { accept: YAML }).catch(() => null);
                setSaving(theirs ? { state: 'conflict', theirs: theirs.body, etag: theirs.etag } : { state: 'failed', problem });
            } else {
                setSaving({ state: 'failed', problem });
            }
        }
    }, [id, mayWrite, queries]);

    const show = useCallback((shown: string) => {
        now.current.text = shown;
        setText(shown);
    }, []);

    const load = useCallback(
        async (useKept: boolean) => {
            setSaving({ state: 'loading' });
            const mine = useKept ? kept.get(id) : null;
            try {
                const { body, etag } = await ask<string>(at`/api/journeys/${id}`, { accept: YAML });
                now.current.etag = etag;
                now.current.stored = body;
                if (mine && mine.text !== body) {
                    now.current.etag = mine.etag;
                    setRestored(mine.at);
                    show(mine.text);
                    void put();
                } else {
                    kept.drop(id);
                    setRestored(null);
                    setFaults([]);
                    show(body);
                    setSaving({ state: 'saved' });
                }
            } catch (error) {
                const begun = mine?.text ?? fresh;
                if (missing(error) && begun !== null) {
                    show(begun);
                    void put();
                } else {
                    if (mine) {
                        show(mine.text);
                        setRestored(mine.at);
                    }
                    setSaving({ state: 'failed', problem: error as Problem });
                }
            }
        },
        [id, fresh, put, show],
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
            kept.set(id, { text: typed, etag: now.current.etag, at: new Date().toISOString() });
            setSaving((before) => (before.state === 'conflict' ? before : { state: 'typing' }));
            window.clearTimeout(now.current.timer);
            if (saving.state !== 'conflict') {
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
                now.current.etag = saving.etag;
                void put();
            }
        },
        reload: () => void load(true),
    };
}
