// Makes a picture of a journey's document: pure, and without a word of any language, so that a test can read it.

/** What stands at an arrow: a word of ours (translated where it is drawn), and what the document says. */
export interface Label {
    word?: string;
    text?: string;
}

export interface Arrow {
    from: string;
    to: string;
    labels: Label[];
    dashed?: boolean;
}

export type NodeKind = 'entry' | 'step' | 'end' | 'rule' | 'exits';

/** A line of a node: what it is about, and what the document says of it. */
export interface Line {
    word: string;
    text: string;
}

export interface Node {
    id: string;
    kind: NodeKind;
    /** Of a step: its type. */
    type: string;
    title: string;
    lines: Line[];
}

export interface Graph {
    nodes: Node[];
    arrows: Arrow[];
}

type Fields = Record<string, unknown>;

export const ENTRY = '#entry';
export const EXITS = '#exits';
const stepNode = (id: string) => `step:${id}`;

/** The step that a node of the picture is, or null. */
export const stepOf = (node: string): string | null => (node.startsWith('step:') ? node.slice('step:'.length) : null);

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const map = (value: unknown): Fields => (isMap(value) ? value : {});
const maps = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isMap) : []);

/** A value of the document in one line. */
export function say(value: unknown): string {
    if (value === undefined || value === null) {
        return '';
    }
    if (Array.isArray(value)) {
        return value.map(say).join(', ');
    }
    return isMap(value) ? Object.entries(value).map(([key, one]) => `${key}: ${say(one)}`).join(', ') : String(value);
}

function lines(...pairs: [string, unknown][]): Line[] {
    return pairs.map(([word, value]) => ({ word, text: say(value) })).filter((line) => line.text !== '');
}

const DEEPEST = 60;

/** Whether a value has no end, as an anchor within itself makes one, or is deeper than any journey. */
function isBottomless(value: unknown, within: unknown[] = []): boolean {
    if (typeof value !== 'object' || value === null) {
        return false;
    }
    return within.length >= DEEPEST || within.includes(value) || Object.values(value).some((one) => isBottomless(one, [...within, value]));
}

/** Why a document cannot be drawn: it is no map, has no end, or has no steps. */
export function cannotDraw(document: unknown): 'noMap' | 'noEnd' | 'noSteps' | null {
    if (!isMap(document)) {
        return 'noMap';
    }
    if (isBottomless(document)) {
        return 'noEnd';
    }
    return isMap(document.steps) && Object.keys(document.steps).length > 0 ? null : 'noSteps';
}

/** A way out of a step: where the document says it, and where it leads. */
export interface Way {
    path: (string | number)[];
    to: unknown;
    label: Label;
}

function way(step: Fields, path: (string | number)[], word?: string, text?: unknown): Way {
    const to = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], step);
    return { path, to, label: { ...(word ? { word } : {}), ...(say(text) ? { text: say(text) } : {}) } };
}

const trigger = (rule: Fields): string => [say(rule.on), say(rule.match)].filter(Boolean).join(' · ');
/** The maps of a list, each with its place in it. */
const placed = (value: unknown): [number, Fields][] => (Array.isArray(value) ? value.flatMap((one: unknown, i): [number, Fields][] => (isMap(one) ? [[i, one]] : [])) : []);

/** Where a step leads; a way whose `to` is absent ends the run. */
export function ways(step: Fields): Way[] {
    switch (step.type) {
        case 'message':
            return [way(step, ['onSent'], 'sent'), way(step, ['onNone'], 'notSent')];
        case 'ask':
            return [
                ...placed(step.answers).map(([i, answer]) => way(step, ['answers', i, 'next'], 'answer', answer.name)),
                way(step, ['onTimeout'], 'noAnswer', step.timeout),
                way(step, ['onNone'], 'notSent'),
            ];
        case 'waitUntil':
            return [...placed(step.on).map(([i, rule]) => way(step, ['on', i, 'next'], 'when', trigger(rule))), way(step, ['onTimeout'], 'after', step.timeout)];
        case 'batch':
            return [way(step, ['next'], 'after', step.for)];
        case 'branch':
            return [
                ...placed(step.cases).map(([i, one]) => way(step, ['cases', i, 'next'], 'if', one.if)),
                ...(step.onUnknown === undefined ? [] : [way(step, ['onUnknown'], 'unknown')]),
                way(step, ['otherwise'], 'otherwise'),
            ];
        case 'experiment':
            return arms(step);
        case 'offer':
            return [way(step, ['next'], 'code'), way(step, ['onEmpty'], 'noCode')];
        case 'task': {
            const outcomes = placed(step.outcomes);
            const done = outcomes.length > 0 ? outcomes.map(([i, one]) => way(step, ['outcomes', i, 'next'], 'outcome', one.name)) : [way(step, ['next'], 'done')];
            return [...done, way(step, ['onTimeout'], 'notDone', step.timeout)];
        }
        case 'end':
            return [];
        default:
            return [way(step, ['next'])];
    }
}

function arms(step: Fields): Way[] {
    const all = placed(step.arms);
    const weight = (arm: Fields) => (typeof arm.weight === 'number' ? arm.weight : 1);
    const sum = all.reduce((total, [, arm]) => total + weight(arm), 0);
    return all.map(([i, arm]) => way(step, ['arms', i, 'next'], undefined, `${say(arm.name)} · ${sum > 0 ? Math.round((weight(arm) * 100) / sum) : 0} %`));
}

function channels(step: Fields): string {
    const all = maps(step.channels).map((one) => (one.if === undefined ? say(one.via) : `${say(one.via)}?`));
    return all.join(step.via === 'parallel' ? ' + ' : ' → ');
}

function pairs(value: unknown): string {
    return Object.keys(map(value)).join(', ');
}

/** What a step does, in the lines of its node. */
function deeds(step: Fields): Line[] {
    switch (step.type) {
        case 'message': {
            const template = isMap(step.template) ? say(step.template.among) : say(step.template);
            return lines(['template', template], ['channels', channels(step)], ['within', step.within], ['until', step.until]);
        }
        case 'ask':
            return lines(['template', step.template], ['into', step.into]);
        case 'delay':
            return lines(
                ['for', step.for],
                ['until', step.until],
                ['offset', step.offset],
                ['workingDays', step.workingDays],
                ['at', step.at],
                ['weekday', step.weekday],
            );
        case 'waitUntil':
            return lines(['timeout', step.timeout], ['resetOn', maps(step.resetOn).map((rule) => rule.on)], ['maxWait', step.maxWait]);
        case 'batch':
            return lines(['gathers', maps(step.on).map((rule) => rule.on)], ['into', step.into]);
        case 'update':
            return lines(['context', pairs(step.context)], ['attributes', pairs(step.attributes)]);
        case 'consent':
            return lines([step.granted === false ? 'withdraws' : 'grants', [step.channel, step.topic].map(say).filter(Boolean).join(' · ')]);
        case 'emit':
            return lines(['event', step.event]);
        case 'journey':
            return lines(['journey', step.journey], ['each', step.each]);
        case 'lookup':
            return lines(['source', step.source], ['into', step.into]);
        case 'offer':
            return lines(['offer', step.offer]);
        case 'task':
            return lines(['queue', step.queue], ['text', step.text], ['escalate', map(step.escalate).queue]);
        default:
            return [];
    }
}

function entryNode(document: Fields): Node {
    const entry = map(document.entry);
    const reentry = map(entry.reentry);
    return {
        id: ENTRY,
        kind: 'entry',
        type: 'entry',
        title: say(entry.on ?? entry.date ?? entry.every ?? entry.silence),
        lines: lines(
            ['of', entry.of],
            ['offset', entry.offset],
            ['at', entry.at],
            ['zone', entry.zone],
            ['if', entry.if],
            ['key', entry.key],
            ['reentry', reentry.max === undefined ? undefined : `${say(reentry.max)} / ${say(reentry.per)}`],
            ['holdout', map(document.holdout).percent === undefined ? undefined : `${say(map(document.holdout).percent)} %`],
        ),
    };
}

function exitsNode(document: Fields): Node | null {
    const goal = isMap(document.goal) ? document.goal : null;
    const all = lines(
        ...maps(document.exit).map((exit): [string, unknown] => [
            'exit',
            exit.reason === undefined ? exit.on : `${say(exit.on)} → ${say(exit.reason)}`,
        ]),
        ['goal', goal ? [goal.on, goal.within].map(say).filter(Boolean).join(' · ') : undefined],
    );
    return all.length === 0 ? null : { id: EXITS, kind: 'exits', type: 'exits', title: '', lines: all };
}

/** The picture of a document that {@link cannotDraw} has nothing against. */
export function graphOf(document: unknown): Graph {
    const journey = map(document);
    const steps = Object.entries(map(journey.steps)).map(([id, step]): [string, Fields] => [id, map(step)]);
    const known = new Set(steps.map(([id]) => id));
    const nodes: Node[] = [entryNode(journey)];
    const arrows: Arrow[] = [];
    if (typeof journey.start === 'string' && known.has(journey.start)) {
        arrows.push({ from: ENTRY, to: stepNode(journey.start), labels: [] });
    }
    for (const [id, step] of steps) {
        nodes.push({ id: stepNode(id), kind: 'step', type: say(step.type), title: id, lines: deeds(step) });
        for (const [to, labels] of leads(ways(step), known)) {
            const target = to === null ? `end:${id}` : stepNode(to);
            if (to === null) {
                nodes.push({ id: target, kind: 'end', type: 'end', title: '', lines: [] });
            }
            arrows.push({ from: stepNode(id), to: target, labels });
        }
    }
    maps(journey.on).forEach((rule, i) => {
        const id = `rule:${i}`;
        nodes.push({ id, kind: 'rule', type: rule.goto === undefined ? 'updates' : 'goto', title: say(rule.on), lines: lines(['if', rule.match]) });
        if (typeof rule.goto === 'string' && known.has(rule.goto)) {
            arrows.push({ from: id, to: stepNode(rule.goto), labels: [], dashed: true });
        }
    });
    const exits = exitsNode(journey);
    return { nodes: exits ? [...nodes, exits] : nodes, arrows };
}

/** The labels of the ways to each step; to null the run ends, and so it does to a step that is not there. */
function leads(all: Way[], known: Set<string>): [string | null, Label[]][] {
    const found = new Map<string | null, Label[]>();
    for (const { to, label } of all) {
        const target = typeof to === 'string' && known.has(to) ? to : null;
        const labels = found.get(target) ?? [];
        found.set(target, label.word || label.text ? [...labels, label] : labels);
    }
    return [...found];
}
