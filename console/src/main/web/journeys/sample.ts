import { cannotDraw, say } from './graph';

/** A test run to begin from: somebody with a phone, to whom the journey's entry event happens. */
export function sampleRun(document: unknown): string {
    const readable = cannotDraw(document) === 'noEnd' ? null : document;
    const entry = ((readable as { entry?: Entry } | null)?.entry ?? {}) as Entry;
    const on = first(entry.on ?? entry.of);
    const field = /^event\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(say(entry.key))?.[1];
    return `# Who it is, and what happens: times count from the start.
customer:
  profile: {firstName: Anna, phone: "+74956460054", email: anna@example.com${entry.date ? ', birthday: "1990-06-03"' : ''}}
${entry.date || entry.every ? 'events: []' : `events:\n  - {at: PT0S, type: ${on || 'order.shipped'}, data: ${data(on, field)}}`}
receipts: {}
`;
}

interface Entry {
    on?: unknown;
    of?: unknown;
    key?: unknown;
    date?: unknown;
    every?: unknown;
}

function first(types: unknown): string {
    return Array.isArray(types) ? say(types[0]) : say(types);
}

const money = '{amount: 450000, currency: RUB}';

/** Fields that the shop's best-known events must have. */
function data(type: string, field: string | undefined): string {
    const samples: Record<string, string> = {
        'cart.updated': `{cartId: c1, items: [{productId: tea, name: Green tea, quantity: 1, price: ${money}}], total: ${money}, checkoutUrl: "https://shop.example.com/cart"}`,
        'order.placed': `{orderId: o1, number: "12465", items: [{productId: tea, name: Green tea, quantity: 1, price: ${money}}], total: ${money}}`,
        'order.shipped': '{orderId: o1, number: "12465", carrier: Parcel}',
        'order.delivered': '{orderId: o1, number: "12465"}',
    };
    return samples[type] ?? (field ? `{${field}: "1"}` : '{}');
}
