import '@xyflow/react/dist/base.css';
import {
    BaseEdge,
    Controls,
    EdgeLabelRenderer,
    getSmoothStepPath,
    Handle,
    MarkerType,
    Position,
    ReactFlow,
    useReactFlow,
    ReactFlowProvider,
    type Edge,
    type EdgeProps,
    type Node as FlowNode,
    type NodeChange,
    type NodeProps,
} from '@xyflow/react';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { memo, useEffect, useMemo, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../app/icons';
import { inWords } from './duration';
import { DRAGGED } from './dragged';
import type { Figures } from './figures';
import { stepOf, type Arrow as GraphArrow, type Graph, type Node } from './graph';
import { line, place, wordsOf, type Point, type Way } from './layout';

const icons: Record<string, IconName> = {
    entry: 'entry',
    message: 'message',
    ask: 'ask',
    delay: 'wait',
    waitUntil: 'wait',
    batch: 'wait',
    branch: 'branch',
    experiment: 'experiment',
    update: 'note',
    consent: 'consent',
    emit: 'entry',
    journey: 'journeys',
    lookup: 'search',
    offer: 'gift',
    task: 'tasks',
    end: 'flag',
    exits: 'flag',
    goto: 'entry',
    updates: 'note',
};

interface StepData extends Record<string, unknown> {
    node: Node;
    faults: number;
    chosen: boolean;
    here: boolean;
    waiting: number;
    edited: boolean;
}

const StepNode = memo(function StepNode({ data }: NodeProps<FlowNode<StepData>>) {
    const { t, i18n } = useTranslation();
    const { node, faults, chosen, here, waiting, edited } = data;
    const kind = node.type in icons ? node.type : 'other';
    const classes = ['step', node.kind, node.type, faults > 0 && 'faulty', chosen && 'chosen', here && 'here'];
    return (
        <div className={classes.filter(Boolean).join(' ')}>
            <Handle type="target" position={Position.Top} isConnectable={edited && node.kind === 'step'} />
            <div className="kind">
                <Icon name={icons[node.type] ?? 'note'} size={14} />
                {t(`journey.kind.${kind}`, { defaultValue: node.type })}
                {faults > 0 && <span className="pill bad badge">{t('journey.faults', { count: faults })}</span>}
                {waiting > 0 && <span className="pill good badge">{t('journey.waiting', { count: waiting })}</span>}
            </div>
            {node.title && <div className="name">{node.title}</div>}
            {node.lines.map((line, i) => (
                <div className="line" key={i} title={line.text}>
                    {t(`journey.line.${line.word}`)} <em>{inWords(line.text, i18n.language)}</em>
                </div>
            ))}
            <Handle type="source" position={Position.Bottom} isConnectable={edited && node.type !== 'end' && node.type !== 'updates' && node.kind !== 'exits'} />
        </div>
    );
});

function EndNode() {
    const { t } = useTranslation();
    return (
        <div className="endnode" role="img" aria-label={t('journey.end')} title={t('journey.end')}>
            <Handle type="target" position={Position.Top} isConnectable={false} />
        </div>
    );
}

function Arrow({ id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, markerEnd, style, label, data }: EdgeProps) {
    const way = data?.way as Way | undefined;
    const [stepped, x, y] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 12 });
    const path = way ? line([{ x: sourceX, y: sourceY }, ...way.points.slice(1, -1), { x: targetX, y: targetY }]) : stepped;
    const words = way?.words ?? { x, y };
    return (
        <>
            <BaseEdge id={id} path={path} markerEnd={markerEnd} style={style} />
            {label && (
                <EdgeLabelRenderer>
                    <div className="arrowlabel" title={String(label)} style={{ transform: `translate(-50%, -50%) translate(${words.x}px, ${words.y}px)` }}>
                        {label}
                    </div>
                </EdgeLabelRenderer>
            )}
        </>
    );
}

const nodeTypes = { step: StepNode, end: EndNode };
const edgeTypes = { arrow: Arrow };

export interface DrawingProps {
    graph: Graph;
    faults?: Map<string, number>;
    chosen?: string | null;
    here?: ReadonlySet<string>;
    /** A node was chosen: a step, the entry, the exits, a rule. */
    choose?: (node: string) => void;
    figures?: Figures;
    edit?: Edit;
}

/** What may be done with the drawing by hand. */
export interface Edit {
    connect: (from: string, to: string) => void;
    remove: (node: string) => void;
    /** A kind of step was dropped on a node: it comes after it. */
    drop: (type: string, after: string) => void;
}

export default function Drawing(props: DrawingProps) {
    return (
        <ReactFlowProvider>
            <Canvas {...props} />
        </ReactFlowProvider>
    );
}

function Canvas({ graph, faults, chosen, here, choose, figures, edit }: DrawingProps) {
    const { t, i18n } = useTranslation();
    const scheme = useComputedColorScheme('light');
    const { fitView } = useReactFlow();
    const narrow = useMediaQuery('(max-width: 640px)') ?? false;
    const picture = useMemo(() => place(graph, narrow), [graph, narrow]);
    const shape = graph.nodes.map((node) => node.id).join('|');
    const [moved, setMoved] = useState<ReadonlyMap<string, Point>>(new Map());
    const edited = edit !== undefined;
    useEffect(() => setMoved(new Map()), [shape]);

    const placed = useMemo<FlowNode[]>(
        () =>
            picture.nodes.map(({ node, x, y }) => {
                const step = stepOf(node.id);
                return {
                    id: node.id,
                    type: node.kind === 'end' ? 'end' : 'step',
                    position: { x, y },
                    ariaLabel: `${t(`journey.kind.${node.type in icons ? node.type : 'other'}`)} ${node.title}`,
                    focusable: node.kind !== 'end',
                    draggable: edited && node.kind !== 'end',
                    selected: edited && node.id === chosen,
                    data: {
                        node,
                        faults: faults?.get(step ?? (node.kind === 'entry' ? '' : '?')) ?? 0,
                        chosen: node.id === chosen,
                        here: step !== null && (here?.has(step) ?? false),
                        waiting: step === null ? 0 : (figures?.waiting.get(step) ?? 0),
                        edited,
                    } satisfies StepData,
                };
            }),
        [picture, faults, chosen, here, figures, edited, t],
    );
    const nodes = useMemo(() => (moved.size === 0 ? placed : placed.map((node) => (moved.has(node.id) ? { ...node, position: moved.get(node.id)! } : node))), [placed, moved]);
    const edges = useMemo<Edge[]>(
        () =>
            graph.arrows.map((arrow, i) => ({
                id: `${i}:${arrow.from}>${arrow.to}`,
                source: arrow.from,
                target: arrow.to,
                type: 'arrow',
                label: [inWords(wordsOf(arrow.labels, (word) => t(`journey.word.${word}`)), i18n.language), went(arrow, figures)?.toLocaleString(i18n.language)].filter(Boolean).join(' · '),
                data: { way: moved.has(arrow.from) || moved.has(arrow.to) ? undefined : picture.ways[i] },
                markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
                style: arrow.dashed ? { strokeDasharray: '5 4' } : undefined,
                focusable: false,
            })),
        [graph, picture, moved, figures, t, i18n.language],
    );
    useEffect(() => {
        const timer = requestAnimationFrame(() => void fitView({ padding: 0.12, maxZoom: 1 }));
        return () => cancelAnimationFrame(timer);
    }, [shape, fitView]);

    function move(changes: NodeChange[]) {
        const places = changes.flatMap((one): [string, Point][] => (one.type === 'position' && one.position ? [[one.id, one.position]] : []));
        if (places.length > 0) {
            setMoved((before) => new Map([...before, ...places]));
        }
    }

    function dropped(event: DragEvent) {
        const type = event.dataTransfer.getData(DRAGGED);
        const node = (event.target as Element).closest('.react-flow__node')?.getAttribute('data-id');
        if (type && node) {
            event.preventDefault();
            edit?.drop(type, node);
        }
    }

    return (
        <ReactFlow
            className={edited ? 'edited' : undefined}
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            colorMode={scheme}
            nodesDraggable={edited}
            nodesConnectable={edited}
            edgesFocusable={false}
            elementsSelectable
            minZoom={0.15}
            fitView
            fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
            proOptions={{ hideAttribution: true }}
            onlyRenderVisibleElements={nodes.length > 80}
            onNodesChange={move}
            onConnect={({ source, target }) => edit?.connect(source, target)}
            deleteKeyCode={edited ? 'Delete' : null}
            onBeforeDelete={({ nodes: doomed }) => {
                doomed.forEach((node) => edit?.remove(node.id));
                return Promise.resolve(false);
            }}
            onDragOver={(event) => edited && event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
            onDrop={dropped}
            onSelectionChange={({ nodes: selected }) => {
                const node = selected[0]?.id;
                if (node !== undefined && node !== chosen && selected[0]?.type !== 'end') {
                    choose?.(node);
                }
            }}
        >
            <Controls showInteractive={false} />
        </ReactFlow>
    );
}

/** How many went an arrow's way, where that is counted. */
function went(arrow: GraphArrow, figures: Figures | undefined): number | undefined {
    const step = stepOf(arrow.from);
    const counts = arrow.labels.map((label) => figures?.went.get(`${step} ${label.word ?? label.text?.split(' · ')[0] ?? ''}`));
    return counts.length > 0 && counts.every((one) => one !== undefined) ? counts.reduce((sum, one) => sum + one, 0) : undefined;
}
