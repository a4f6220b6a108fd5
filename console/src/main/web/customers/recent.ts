const KEY = 'vestnik.customers';

export interface Opened {
    shop: string;
    id: string;
}

/** The customers opened last, in this tab alone: ids of people do not stay on a machine. */
export function recent(): Opened[] {
    try {
        return JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Opened[];
    } catch {
        return [];
    }
}

/** Logging out leaves no ids of people. */
export const forget = () => sessionStorage.removeItem(KEY);

export function remember(one: Opened) {
    const others = recent().filter((other) => other.shop !== one.shop || other.id !== one.id);
    sessionStorage.setItem(KEY, JSON.stringify([one, ...others].slice(0, 8)));
}
