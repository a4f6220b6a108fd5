/** A text that the engine has not taken yet, with what it was written upon: null where no document was there. */
export interface Kept {
    text: string;
    etag: string | null;
    base: string | null;
    at: string;
}

const PREFIX = 'vestnik.draft.';
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && typeof (value as Kept).text === 'string' && typeof (value as Kept).at === 'string';

/** The texts of one user that the engine has not taken yet, in this browser: a closed tab or an engine that is away loses none, and logging out drops them. */
export class KeptTexts {
    private readonly prefix: string;

    constructor(
        user: string,
        private readonly storage: Storage = localStorage,
    ) {
        this.prefix = `${PREFIX}${encodeURIComponent(user)}/`;
    }

    get(id: string): Kept | null {
        try {
            const found: unknown = JSON.parse(this.storage.getItem(this.prefix + id) ?? 'null');
            return isKept(found) ? { ...found, etag: found.etag ?? null, base: found.base ?? null } : null;
        } catch {
            return null;
        }
    }

    set(id: string, draft: Kept) {
        this.storage.setItem(this.prefix + id, JSON.stringify(draft));
    }

    drop(id: string) {
        this.storage.removeItem(this.prefix + id);
    }

    ids(): string[] {
        const keys = Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i) ?? '');
        return keys.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
    }

    dropAll() {
        this.ids().forEach((id) => this.drop(id));
    }
}
