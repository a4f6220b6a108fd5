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
    type NodeProps,
} from '@xyflow/react';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../app/icons';
import { inWords } from './duration';
import { stepOf, type Graph, type Node } from './graph';
import { line, place, wordsOf, type Way } from './layout';

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
}

function StepNode({ data }: NodeProps<FlowNode<StepData>>) {
    const { t, i18n } = useTranslation();
    const { node, faults, chosen, here } = data;
    const kind = node.type in icons ? node.type : 'other';
    const classes = ['step', node.kind, node.type, faults > 0 && 'faulty', chosen && 'chosen', here && 'here'];
    return (
        <div className={classes.filter(Boolean).join(' ')}>
            <Handle type="target" position={Position.Top} isConnectable={false} />
            <div className="kind">
                <Icon name={icons[node.type] ?? 'note'} size={14} />
                {t(`journey.kind.${kind}`, { defaultValue: node.type })}
                {faults > 0 && <span className="pill bad badge">{t('journey.faults', { count: faults })}</span>}
            </div>
            {node.title && <div className="name">{node.title}</div>}
            {node.lines.map((line, i) => (
                <div className="line" key={i} title={line.text}>
                    {t(`journey.line.${line.word}`)} <em>{inWords(line.text, i18n.language)}</em>
                </div>
            ))}
            <Handle type="source" position={Position.Bottom} isConnectable={false} />
        </div>
    );
}

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
    choose?: (step: string) => void;
}

export default function Drawing(props: DrawingProps) {
    return (
        <ReactFlowProvider>
            <Canvas {...props} />
        </ReactFlowProvider>
    );
}

function Canvas({ graph, faults, chosen, here, choose }: DrawingProps) {
    const { t, i18n } = useTranslation();
    const scheme = useComputedColorScheme('light');
    const { fitView } = useReactFlow();
    const narrow = useMediaQuery('(max-width: 640px)') ?? false;
    const picture = useMemo(() => place(graph, narrow), [graph, narrow]);
    const shape = graph.nodes.map((node) => node.id).join('|');

    const nodes = useMemo<FlowNode[]>(
        () =>
            picture.nodes.map(({ node, x, y }) => {
                const step = stepOf(node.id);
                return {
                    id: node.id,
                    type: node.kind === 'end' ? 'end' : 'step',
                    position: { x, y },
                    ariaLabel: `${t(`journey.kind.${node.type in icons ? node.type : 'other'}`)} ${node.title}`,
                    focusable: step !== null,
                    data: {
                        node,
                        faults: faults?.get(step ?? (node.kind === 'entry' ? '' : '?')) ?? 0,
                        chosen: step !== null && step === chosen,
                        here: step !== null && (here?.has(step) ?? false),
                    } satisfies StepData,
                };
            }),
        [picture, faults, chosen, here, t],
    );
    const edges = useMemo<Edge[]>(
        () =>
            graph.arrows.map((arrow, i) => ({
                id: `${i}:${arrow.from}>${arrow.to}`,
                source: arrow.from,
                target: arrow.to,
                type: 'arrow',
                label: inWords(wordsOf(arrow.labels, (word) => t(`journey.word.${word}`)), i18n.language),
                data: { way: picture.ways[i] },
                markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
                style: arrow.dashed ? { strokeDasharray: '5 4' } : undefined,
                focusable: false,
            })),
        [graph, picture, t, i18n.language],
    );
    useEffect(() => {
        const timer = requestAnimationFrame(() => void fitView({ padding: 0.12, maxZoom: 1 }));
        return () => cancelAnimationFrame(timer);
    }, [shape, fitView]);

    return (
        <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            colorMode={scheme}
            nodesDraggable={false}
            nodesConnectable={false}
            edgesFocusable={false}
            elementsSelectable
            minZoom={0.15}
            fitView
            fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
            proOptions={{ hideAttribution: true }}
            onlyRenderVisibleElements={nodes.length > 80}
            onSelectionChange={({ nodes: selected }) => {
                const step = selected[0] ? stepOf(selected[0].id) : null;
                if (step !== null && step !== chosen) {
                    choose?.(step);
                }
            }}
        >
            <Controls showInteractive={false} />
        </ReactFlow>
    );
}
