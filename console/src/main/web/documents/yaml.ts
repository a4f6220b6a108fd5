import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';

/** A text of a document as read; `error` is where it is no YAML at all. */
export interface Reading {
    tree: unknown;
    error: { message: string; from: number; to: number } | null;
    document: Document;
}

/** Aliases are no part of our documents; the bound keeps a hostile text from growing when it is read. */
export function read(text: string): Reading {
    const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false, uniqueKeys: true });
    const error = document.errors[0];
    return {
        tree: error ? null : toJs(document),
        error: error ? { message: error.message, from: error.pos[0], to: error.pos[1] } : null,
        document,
    };
}

function toJs(document: Document): unknown {
    try {
        return document.toJS({ maxAliasCount: 50 }) as unknown;
    } catch {
        return null;
    }
}

/** Where in the text a path is, or the nearest thing around it that is there. */
export function place(document: Document, path: (string | number)[]): { from: number; to: number } | null {
    for (let length = path.length; length > 0; length--) {
        const holder = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        if (isMap(holder)) {
            const pair = holder.items.find((item) => isNode(item.key) && String(item.key) === String(path[length - 1]));
            if (pair && isNode(pair.key) && pair.key.range) {
                return { from: pair.key.range[0], to: pair.key.range[1] };
            }
        }
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) {
            return { from: node.range[0], to: node.range[1] };
        }
    }
    return null;
}
