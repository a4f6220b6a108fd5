import { graphlib, layout } from '@dagrejs/dagre';
import type { Arrow, Graph, Label, Node } from './graph';

export interface Placed {
    node: Node;
    x: number;
    y: number;
}

export const WIDTH = 232;
const GAP = 70;

/** How high a node is drawn, near enough for the layout: the page's style has the same lines. */
function height(node: Node): number {
    if (node.kind === 'end') {
        return 18;
    }
    const text = node.lines.reduce((sum, line) => sum + (line.word.length + line.text.length > 32 ? 36 : 18), 0);
    return 22 + 20 + (node.title ? 24 : 0) + text;
}

const width = (node: Node) => (node.kind === 'end' ? 18 : WIDTH);

export const wordsOf = (labels: Label[], word: (name: string) => string): string =>
    labels.map((label) => [label.word ? word(label.word) : '', label.text ?? ''].filter(Boolean).join(' ')).join(' / ');

/** Puts steps where the arrows lead down; what holds wherever the run stands is beside them. */
export function place(graph: Graph): Placed[] {
    const beside = (node: Node) => node.kind === 'rule' || node.kind === 'exits';
    const drawn = graph.nodes.filter((node) => !beside(node));
    const picture = new graphlib.Graph();
    picture.setGraph({ rankdir: 'TB', nodesep: 44, ranksep: 58 });
    picture.setDefaultEdgeLabel(() => ({}));
    drawn.forEach((node) => picture.setNode(node.id, { width: width(node), height: height(node) }));
    graph.arrows.filter((arrow: Arrow) => picture.hasNode(arrow.from) && picture.hasNode(arrow.to)).forEach((arrow) => picture.setEdge(arrow.from, arrow.to));
    layout(picture);
    const placed = drawn.map((node) => {
        const centre = picture.node(node.id) as { x: number; y: number };
        return { node, x: centre.x - width(node) / 2, y: centre.y - height(node) / 2 };
    });
    const right = placed.reduce((most, one) => Math.max(most, one.x + width(one.node)), 0) + GAP;
    let y = 0;
    const rest = graph.nodes.filter(beside).map((node) => {
        const here = { node, x: right, y };
        y += height(node) + 22;
        return here;
    });
    return [...placed, ...rest];
}
