import type { Fault } from './types';

const KEY = 'vestnik.key';

/** The key lives as long as the tab: the session storage is nobody else's and is gone with it. */
export const storedKey = {
    get: () => sessionStorage.getItem(KEY),
    set: (key: string) => sessionStorage.setItem(KEY, key),
    clear: () => sessionStorage.removeItem(KEY),
};

/** An answer that is no success, or no answer at all (status 0). */
export class Problem extends Error {
    constructor(
        readonly status: number,
        readonly detail: string,
        readonly errors: Fault[] = [],
        readonly document: Record<string, unknown> = {},
    ) {
        super(detail);
        this.name = 'Problem';
    }

    /** Whether the same call may well work in a moment. */
    get passing(): boolean {
        return this.status === 0 || this.status === 503 || this.status === 429 || this.status === 502 || this.status === 504;
    }
}

export interface Answer<T> {
    body: T;
    etag: string | null;
    status: number;
}

export interface Ask {
    method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
    json?: unknown;
    yaml?: string;
    csv?: Blob;
    accept?: string;
    ifMatch?: string | null;
    /** A request with the same one is done once. */
    idempotencyKey?: string;
    signal?: AbortSignal;
    key?: string;
}

/** Makes one call of the engine; whatever is no success is thrown as a {@link Problem}. */
export async function ask<T>(path: string, { method = 'GET', json, yaml, csv, accept, ifMatch, idempotencyKey, signal, key }: Ask = {}): Promise<Answer<T>> {
    const headers = new Headers({ Accept: accept ?? 'application/json' });
    const used = key ?? storedKey.get();
    if (used) {
        headers.set('Authorization', `Bearer ${used}`);
    }
    if (ifMatch) {
        headers.set('If-Match', ifMatch);
    }
    if (idempotencyKey) {
        headers.set('Idempotency-Key', idempotencyKey);
    }
    if (json !== undefined || yaml !== undefined || csv !== undefined) {
        headers.set('Content-Type', csv ? 'text/csv' : yaml === undefined ? 'application/json' : 'application/yaml');
    }
    let answer: Response;
    try {
        const body = csv ?? yaml ?? (json === undefined ? undefined : JSON.stringify(json));
        answer = await fetch(path, { method, headers, body, signal, cache: 'no-store' });
    } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') {
            throw error;
        }
        throw new Problem(0, '');
    }
    const text = await answer.text();
    if (!answer.ok) {
        throw problem(answer, text);
    }
    const isJson = answer.headers.get('Content-Type')?.includes('json') ?? false;
    return { body: (isJson ? JSON.parse(text) : text) as T, etag: answer.headers.get('ETag'), status: answer.status };
}

function problem(answer: Response, text: string): Problem {
    try {
        const document = JSON.parse(text) as Record<string, unknown>;
        const errors = Array.isArray(document.errors) ? (document.errors as Fault[]) : [];
        return new Problem(answer.status, String(document.detail ?? ''), errors, document);
    } catch {
        return new Problem(answer.status, '');
    }
}

export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> => (await ask<T>(path, { signal })).body;

/** A path of the engine: each part is written so that it stays one part. */
export const at = (parts: TemplateStringsArray, ...values: (string | number)[]): string =>
    parts.reduce((path, part, i) => path + part + (i < values.length ? encodeURIComponent(values[i]!) : ''), '');
