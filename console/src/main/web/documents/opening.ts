// Decides what a journey's page shows and what it may send: pure, so that a test can read it.
import type { Kept } from './kept';

/** What the engine has; null where it has no such journey. */
export interface Found {
    text: string;
    etag: string | null;
}

export type Opening =
    | { state: 'theirs'; text: string; etag: string | null }
    /** A text that came back: it is shown, and sent when its author says so. */
    | { state: 'restored'; text: string; etag: string | null; base: string | null }
    | { state: 'conflict'; mine: string; theirs: string; etag: string | null }
    /** Its author has just asked for it. */
    | { state: 'new'; text: string }
    /** It was written upon a journey that has been deleted since. */
    | { state: 'gone'; text: string }
    | { state: 'missing' };

/** The precondition of a text that is written upon this state; upon none: that there was never a journey of the name. */
export const NEVER_WAS = '"0"';
export const precondition = (etag: string | null): string => etag ?? NEVER_WAS;

/** What is shown first: nothing that somebody else has written since is ever taken for the base of a text that was kept. */
export function opening(mine: Kept | null, found: Found | null, fresh: string | null): Opening {
    if (!found) {
        return mine ? withoutTheirs(mine) : fresh === null ? { state: 'missing' } : { state: 'new', text: fresh };
    }
    if (!mine || mine.text === found.text) {
        return { state: 'theirs', ...found };
    }
    const upon = mine.etag !== null && (mine.etag === found.etag || mine.base === found.text);
    return upon ? { state: 'restored', text: mine.text, etag: found.etag, base: found.text } : { state: 'conflict', mine: mine.text, theirs: found.text, etag: found.etag };
}

const withoutTheirs = (mine: Kept): Opening => (mine.etag === null ? { state: 'restored', text: mine.text, etag: null, base: null } : { state: 'gone', text: mine.text });

export type Refused =
    /** Only the stage was changed, not the text: it may be sent again, upon this state. */
    | { state: 'again'; etag: string }
    | { state: 'conflict'; theirs: string; etag: string | null }
    | { state: 'gone' }
    | { state: 'failed' };

/**
 * What follows where the engine says that the journey is another one than the text was written upon.
 *
 * @param upon the state that it was written upon: `base` is the text of it
 * @param problem the engine's answer
 * @param anew whether the user wants the journey made again though it was deleted
 */
export function refusal(upon: { etag: string | null; base: string | null }, found: Found | null, problem: Record<string, unknown>, anew: boolean): Refused {
    if (found) {
        return upon.base === found.text && found.etag !== null && found.etag !== upon.etag ? { state: 'again', etag: found.etag } : { state: 'conflict', theirs: found.text, etag: found.etag };
    }
    const changes = Array.isArray(problem.changes) ? (problem.changes as { action?: string }[]) : [];
    if (changes.at(-1)?.action !== 'deleted') {
        return { state: 'failed' }; // it is there, and this key may not see it
    }
    return anew && typeof problem.currentRevision === 'number' ? { state: 'again', etag: `"${problem.currentRevision}"` } : { state: 'gone' };
}
