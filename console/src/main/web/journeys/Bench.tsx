import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Segments } from '../app/parts';
import { allOf } from '../documents/All';
import type { Draft } from '../documents/draft';
import { byStep } from '../documents/faults';
import { ChoiceField } from '../documents/fields';
import { Sheet, type Look } from '../documents/Sheet';
import { place, type Reading } from '../documents/yaml';
import { schemaQuery } from '../settings/DocumentForm';
import { addStep, connect, removeStep, waysFrom, type From } from './build';
import { DRAGGED } from './dragged';
import { useFigures } from './figures';
import { cannotDraw, ENTRY, EXITS, graphOf, stepOf, type Graph } from './graph';
import { wordsOf } from './layout';
import { StepForm } from './StepForm';

const Drawing = lazy(() => import('./Drawing'));
const KINDS = ['message', 'delay', 'waitUntil', 'branch', 'experiment', 'ask', 'task', 'offer', 'update', 'batch', 'consent', 'emit', 'journey', 'lookup', 'end'] as const;

type Panel = 'text' | 'form';

/** The drawing, and beside it the text or the form of what is chosen: all of one document. */
export function Bench({ id, draft, reading, readOnly, published }: { id: string; draft: Draft; reading: Reading; readOnly: boolean; published: boolean }) {
    const { t } = useTranslation();
    const [chosen, setChosen] = useState<string | null>(null);
    const [panel, setPanel] = useState<Panel>('text');
    const [look, setLook] = useState<Look>(null);
    const [ambiguous, setAmbiguous] = useState<{ from: string; done: (path: (string | number)[]) => void } | null>(null);
    const last = useRef<Graph | null>(null);
    const figures = useFigures(id, published);
    const schema = useQuery({ ...schemaQuery('journey'), enabled: !readOnly }).data;
    const templates = useQuery({ ...allOf('templates'), enabled: !readOnly }).data;
    const trouble = reading.error ? null : cannotDraw(reading.tree);
    const graph = useMemo(() => (reading.error || trouble ? null : graphOf(reading.tree)), [reading, trouble]);
    if (graph) {
        last.current = graph;
    }
    const shown = graph ?? (reading.error ? last.current : null);
    const steps = useMemo(() => Object.keys(((reading.tree as { steps?: object } | null)?.steps ?? {}) as object), [reading]);
    const faults = useMemo(() => byStep(draft.faults, steps), [draft.faults, steps]);
    const edits = !readOnly && graph !== null && schema !== undefined;

    function choose(node: string) {
        setChosen(node);
        const step = stepOf(node);
        setLook(place(reading.document, step !== null ? ['steps', step] : node === ENTRY ? ['entry'] : ['exit']));
        if (edits) {
            setPanel('form');
        }
    }

    /** Writes, or says that only the text can. */
    function wrote(text: string | null) {
        if (text === null) {
            notifications.show({ message: t('documents.cannotWrite', { key: '' }), color: 'yellow' });
        } else {
            draft.type(text);
        }
    }

    /** Asks which way is meant where a step has several. */
    function onWay(from: string, done: (path: (string | number)[]) => void) {
        const all = waysFrom(reading.tree, from);
        if (all.length === 1) {
            done(all[0]!.path);
        } else if (all.length > 1) {
            setAmbiguous({ from, done });
        }
    }

    function add(type: string, after: string | null) {
        if (!schema) {
            return;
        }
        const known = ['message', 'ask'].includes(type) && templates?.[0] ? { template: templates[0].id } : {};
        const put = (from: From | null) => {
            const added = addStep(draft.text, type, from, schema, known);
            wrote(added?.text ?? null);
            if (added) {
                setChosen(`step:${added.id}`);
                setPanel('form');
            }
        };
        if (after === null || after === EXITS || (waysFrom(reading.tree, after).length === 0 && after !== ENTRY)) {
            put(null);
        } else {
            onWay(after, (path) => put({ node: after, path }));
        }
    }

    function remove(node: string) {
        const step = stepOf(node);
        if (step !== null) {
            wrote(removeStep(draft.text, step));
            setChosen(null);
        }
    }

    const edit = {
        connect: (from: string, to: string) => stepOf(to) !== null && onWay(from, (path) => wrote(connect(draft.text, { node: from, path }, stepOf(to)!, schema))),
        remove,
        drop: add,
    };
    const panels = !readOnly && (
        <Segments
            label={t('journey.panel')}
            value={panel}
            options={[
                ['text', t('journey.panels.text')],
                ['form', t('journey.panels.form')],
            ]}
            choose={setPanel}
        />
    );
    return (
        <div className="stack">
            {edits && <Kinds add={(type) => add(type, chosen)} />}
            <div className="bench">
                <section className="card canvas" aria-label={t('journey.drawing')}>
                    {shown ? (
                        <Suspense fallback={<Loading />}>
                            <Drawing graph={shown} faults={faults} chosen={chosen} choose={choose} figures={figures} edit={edits ? edit : undefined} />
                        </Suspense>
                    ) : (
                        <div className="empty">{reading.error ? t('journey.notYaml') : trouble ? t(`journey.${trouble}`) : null}</div>
                    )}
                </section>
                {panel === 'text' || !edits ? (
                    <Sheet
                        draft={draft}
                        reading={reading}
                        readOnly={readOnly}
                        look={look}
                        show={setLook}
                        steps={steps}
                        choose={(step) => setChosen(step === null ? null : `step:${step}`)}
                    >
                        {panels}
                    </Sheet>
                ) : (
                    <section className="card sheet" aria-label={t('journey.panels.form')}>
                        <div className="cardhead">
                            <h2>{t('journey.panels.form')}</h2>
                            {panels}
                        </div>
                        <div className="text" style={{ padding: 16 }}>
                            <StepForm draft={draft} reading={reading} schema={schema} chosen={chosen} steps={steps} remove={remove} choose={setChosen} />
                        </div>
                    </section>
                )}
            </div>
            <Modal opened={ambiguous !== null} onClose={() => setAmbiguous(null)} title={t('journey.whichWay')} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack tight">
                    {ambiguous &&
                        waysFrom(reading.tree, ambiguous.from).map((way) => (
                            <Button
                                key={way.path.join('.')}
                                variant="default"
                                onClick={() => {
                                    setAmbiguous(null);
                                    ambiguous.done(way.path);
                                }}
                            >
                                {wordsOf([way.label], (word) => t(`journey.word.${word}`))}
                            </Button>
                        ))}
                </div>
            </Modal>
        </div>
    );
}

/** The kinds of steps: clicked, one comes after what is chosen; dragged onto a step, after that. */
function Kinds({ add }: { add: (type: string) => void }) {
    const { t } = useTranslation();
    const shown = KINDS.slice(0, 6);
    return (
        <div className="row kinds" role="group" aria-label={t('journey.addStep')}>
            <span className="quiet small">{t('journey.addStep')}</span>
            {shown.map((kind) => (
                <Button key={kind} size="xs" variant="default" draggable onDragStart={(event) => event.dataTransfer.setData(DRAGGED, kind)} onClick={() => add(kind)}>
                    {`+ ${t(`journey.kind.${kind}`)}`}
                </Button>
            ))}
            <ChoiceField label="" ariaLabel={t('journey.moreKinds')} value="" none={t('journey.moreKinds')} options={KINDS.slice(6).map((kind): [string, string] => [kind, t(`journey.kind.${kind}`)])} write={(kind) => kind && add(kind)} />
        </div>
    );
}
