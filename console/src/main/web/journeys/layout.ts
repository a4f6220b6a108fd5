import { graphlib, layout } from '@dagrejs/dagre';
import type { Graph, Label, Node } from './graph';

export interface Point {
    x: number;
    y: number;
}

export interface Placed {
    node: Node;
    x: number;
    y: number;
}

export interface Picture {
    nodes: Placed[];
    /** By the arrow's number: the way that it takes, and where its words stand. */
    ways: (Way | undefined)[];
}

export interface Way {
    points: Point[];
    words: Point;
}

const WIDTH = 232;
const WORDS = 176;
const GAP = 56;

/** How high a node is drawn, near enough for the layout: the page's style has the same lines. */
function height(node: Node): number {
    if (node.kind === 'end') {
        return 18;
    }
    const text = node.lines.reduce((sum, line) => sum + (line.word.length + line.text.length > 30 ? 36 : 18), 0);
    return 22 + 20 + (node.title ? 22 : 0) + text;
}

const width = (node: Node) => (node.kind === 'end' ? 18 : WIDTH);

export const wordsOf = (labels: Label[], word: (name: string) => string): string =>
    labels.map((label) => [label.word ? word(label.word) : '', label.text ?? ''].filter(Boolean).join(' ')).join(' / ');

function room(labels: Label[]) {
    const letters = wordsOf(labels, (word) => word).length;
    return letters === 0 ? { width: 0, height: 0 } : { width: Math.min(WORDS, letters * 6.5 + 22), height: 22 + 16 * Math.floor((letters * 6.5) / (WORDS - 20)), labelpos: 'c' };
}

const beside = (node: Node) => node.kind === 'rule' || node.kind === 'exits';

/**
 * Puts steps where the arrows lead down, with room for the words at them; what holds wherever the run stands is beside them, or on a narrow
 * screen below.
 */
export function place(graph: Graph, narrow = false): Picture {
    const drawn = graph.nodes.filter((node) => !beside(node));
    const picture = new graphlib.Graph({ multigraph: true });
    picture.setGraph({ rankdir: 'TB', nodesep: 36, edgesep: 24, ranksep: 44 });
    drawn.forEach((node) => picture.setNode(node.id, { width: width(node), height: height(node) }));
    graph.arrows.forEach((arrow, i) => {
        if (picture.hasNode(arrow.from) && picture.hasNode(arrow.to)) {
            picture.setEdge(arrow.from, arrow.to, room(arrow.labels), String(i));
        }
    });
    layout(picture);
    const placed = drawn.map((node) => {
        const centre = picture.node(node.id) as Point;
        return { node, x: centre.x - width(node) / 2, y: centre.y - height(node) / 2 };
    });
    const ways = graph.arrows.map((arrow, i) => {
        const edge = picture.edge({ v: arrow.from, w: arrow.to, name: String(i) }) as (Point & { points: Point[] }) | undefined;
        return edge && { points: edge.points, words: middle(edge) };
    });
    return { nodes: [...placed, ...rest(graph.nodes.filter(beside), placed, narrow)], ways };
}

function middle(edge: Point & { points: Point[] }): Point {
    return edge.x === undefined ? edge.points[Math.floor(edge.points.length / 2)]! : { x: edge.x, y: edge.y };
}

function rest(nodes: Node[], placed: Placed[], narrow: boolean): Placed[] {
    const most = (edge: (one: Placed) => number) => placed.reduce((sum, one) => Math.max(sum, edge(one)), 0);
    const x = narrow ? 0 : most((one) => one.x + width(one.node)) + GAP;
    let y = narrow ? most((one) => one.y + height(one.node)) + GAP : 0;
    return nodes.map((node) => {
        const here = { node, x, y };
        y += height(node) + 22;
        return here;
    });
}

/** A smooth line through the points: straight at its ends, so that the arrow's head stands straight. */
export function line(points: Point[]): string {
    const [first, ...others] = points;
    if (!first || others.length === 0) {
        return '';
    }
    const bends = others.slice(0, -1).map((point, i) => {
        const next = others[i + 1]!;
        const last = i === others.length - 2;
        const to = last ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
        return `Q ${point.x} ${point.y} ${to.x} ${to.y}`;
    });
    return `M ${first.x} ${first.y} ${bends.length > 0 ? bends.join(' ') : `L ${others[0]!.x} ${others[0]!.y}`}`;
}
