// Reads a JSON Schema for forms: pure, and only what our schemas have.

export interface Schema {
    $ref?: string;
    $defs?: Record<string, Schema>;
    type?: string | string[];
    enum?: unknown[];
    const?: unknown;
    properties?: Record<string, Schema>;
    additionalProperties?: boolean | Schema;
    items?: Schema;
    anyOf?: Schema[];
    oneOf?: Schema[];
    required?: string[];
    description?: string;
    default?: unknown;
    minimum?: number;
    maximum?: number;
    /** The name of the definition that it was found under. */
    name?: string;
}

/** What a value is shown as; whatever has no form of its own is a line of YAML. */
export type Field = 'fixed' | 'choice' | 'flag' | 'number' | 'text' | 'step' | 'fields' | 'list' | 'many' | 'texts' | 'map' | 'yaml';

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const TEXTS = new Set(['text', 'step', 'choice']);

/** The schema with its reference followed; what stands beside the reference has the last word. */
export function resolved(schema: Schema, root: Schema): Schema {
    if (schema.$ref === undefined) {
        return schema;
    }
    const { $ref, ...beside } = schema;
    const name = $ref.replace('#/$defs/', '');
    const found = root.$defs?.[name];
    return found ? { name, ...resolved(found, root), ...(['next', 'stepId'].includes(name) ? { name: 'stepId' } : {}), ...beside } : beside;
}

function typeFits(field: Field, value: unknown): boolean {
    if (field === 'fields' || field === 'map') {
        return isFields(value);
    }
    if (field === 'list' || field === 'many' || field === 'texts') {
        return Array.isArray(value);
    }
    return field === 'number' ? typeof value === 'number' : field === 'flag' ? typeof value === 'boolean' : TEXTS.has(field) ? typeof value === 'string' : true;
}

/** The alternative of a schema that a value is of; without a value, the first one. */
export function alternative(schema: Schema, value: unknown, root: Schema): Schema {
    const here = resolved(schema, root);
    const all = here.type === undefined && here.enum === undefined && here.const === undefined && here.properties === undefined ? (here.anyOf ?? here.oneOf) : undefined;
    if (!all) {
        return here;
    }
    const { anyOf: _, oneOf: __, ...around } = here;
    const options = all.map((one) => resolved(one, root));
    const chosen = value === undefined ? options[0] : options.find((one) => typeFits(fieldOf(one, undefined, root), value));
    return chosen ? { ...chosen, ...(around.description ? { description: around.description } : {}) } : around;
}

/** The form of a value. */
export function fieldOf(schema: Schema, value: unknown, root: Schema): Field {
    const here = alternative(schema, value, root);
    const field = byShape(here, root);
    return value === undefined || field === 'fixed' || typeFits(field, value) ? field : 'yaml';
}

function byShape(here: Schema, root: Schema): Field {
    if (here.const !== undefined) {
        return 'fixed';
    }
    if (here.enum) {
        return here.enum.every((one) => typeof one === 'string') ? 'choice' : 'yaml';
    }
    if (here.name === 'stepId') {
        return 'step';
    }
    if (here.type === 'boolean') {
        return 'flag';
    }
    if (here.type === 'integer' || here.type === 'number') {
        return 'number';
    }
    if (here.type === 'string') {
        return 'text';
    }
    if (here.type === 'array') {
        return ofItems(here.items ? alternative(here.items, undefined, root) : {});
    }
    if (here.properties) {
        return 'fields';
    }
    return isFields(here.additionalProperties) && TEXTS.has(fieldOf(here.additionalProperties, undefined, root)) ? 'map' : 'yaml';
}

function ofItems(items: Schema): Field {
    return items.enum ? 'many' : items.properties ? 'list' : items.type === 'string' ? 'texts' : 'yaml';
}

const SAMPLES: Record<string, string> = { eventType: 'order.placed', expression: 'true', duration: 'P1D', id: 'name' };

/** What a new one begins with: what it must have. */
export function seed(schema: Schema, root: Schema): unknown {
    const here = alternative(schema, undefined, root);
    if (here.const !== undefined || here.default !== undefined) {
        return here.const ?? here.default;
    }
    if (here.enum) {
        return here.enum[0];
    }
    if (here.type === 'array') {
        return here.items ? [seed(here.items, root)] : [];
    }
    if (here.properties) {
        const needed = here.required ?? here.anyOf?.[0]?.required ?? here.oneOf?.[0]?.required ?? [];
        return Object.fromEntries([...new Set([...needed, ...(here.oneOf?.[0]?.required ?? [])])].map((key) => [key, here.properties?.[key] ? seed(here.properties[key], root) : '']));
    }
    return here.type === 'integer' || here.type === 'number' ? (here.minimum ?? 1) : here.type === 'boolean' ? true : (SAMPLES[here.name ?? ''] ?? 'name');
}
