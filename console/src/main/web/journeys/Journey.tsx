import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { useMay } from '../api/session';
import type { JourneySummary } from '../api/types';
import { Head, Loading, Pill, Segments, StagePill, Trouble, useMoment } from '../app/parts';
import { Actions } from './Actions';
import { useDraft, type Draft } from './draft';
import type { Diagnostic } from './Editor';
import { byStep, parts, stepAt } from './faults';
import { cannotDraw, graphOf, type Graph } from './graph';
import { journeysQuery } from './List';
import { place, read, type Reading } from './yaml';

const Drawing = lazy(() => import('./Drawing'));
const Conflict = lazy(() => import('./Conflict').then((file) => ({ default: file.Conflict })));
const Editor = lazy(() => import('./Editor'));
const Versions = lazy(() => import('./Versions'));
const TestRunPage = lazy(() => import('./TestRun'));

type Tab = 'draw' | 'versions' | 'test';
const TABS: Tab[] = ['draw', 'versions', 'test'];

export default function JourneyPage() {
    const { id = '' } = useParams();
    return <JourneyOf key={id} id={id} />;
}

function JourneyOf({ id }: { id: string }) {
    const { t } = useTranslation();
    const may = useMay();
    const fresh = (useLocation().state as { text?: string } | null)?.text ?? null;
    const draft = useDraft(id, fresh, may('marketer'));
    const list = useQuery(journeysQuery);
    const summary = list.data?.find((one) => one.id === id);
    const queries = useQueryClient();
    const [wanted, setWanted] = useSearchParams();
    const tab = TABS.find((one) => one === wanted.get('tab')) ?? 'draw';
    const reading = useMemo(() => read(draft.text), [draft.text]);

    const changed = useCallback(() => {
        void queries.invalidateQueries({ queryKey: ['journeys'] });
        void queries.invalidateQueries({ queryKey: ['versions', id] });
    }, [queries, id]);

    if (draft.saving.state === 'failed' && draft.text === '') {
        return (
            <>
                <Head title={id} />
                <Trouble error={draft.saving.problem} retry={draft.reload} />
            </>
        );
    }
    return (
        <>
            <div className="stack tight">
                <Link to="/journeys" className="small">
                    ← {t('journeys.title')}
                </Link>
                <Head title={id} beside={<Badges summary={summary} />}>
                    {may('marketer') && <Actions id={id} summary={summary} draft={draft} changed={changed} />}
                </Head>
            </div>
            {!may('marketer') && <div className="note">{t('journey.readOnly')}</div>}
            <div className="row apart">
                <Segments label={id} value={tab} options={TABS.filter((one) => one !== 'test' || may('marketer')).map((one): [Tab, string] => [one, t(`journey.tabs.${one}`)])} choose={(one) => setWanted(one === 'draw' ? {} : { tab: one }, { replace: true })} />
                <SavingWords draft={draft} />
            </div>
            <Notes draft={draft} />
            <Suspense fallback={<Loading />}>
                {draft.saving.state === 'loading' && draft.text === '' ? (
                    <Loading />
                ) : draft.saving.state === 'conflict' ? (
                    <Conflict draft={draft} />
                ) : tab === 'versions' ? (
                    <Versions id={id} draft={draft} reverted={draft.discard} changed={changed} />
                ) : tab === 'test' ? (
                    <TestRunPage id={id} reading={reading} saved={draft.saving.state === 'saved'} />
                ) : (
                    <Bench draft={draft} reading={reading} readOnly={!may('marketer')} />
                )}
            </Suspense>
        </>
    );
}

function Badges({ summary }: { summary: JourneySummary | undefined }) {
    const { t } = useTranslation();
    return summary ? (
        <>
            <StagePill stage={summary.stage} />
            {summary.version !== undefined && <Pill>{`v${summary.version}`}</Pill>}
            {summary.draft && summary.stage !== 'draft' && <Pill tone="accent">{t('journeys.unpublished')}</Pill>}
        </>
    ) : null;
}

function SavingWords({ draft }: { draft: Draft }) {
    const { t } = useTranslation();
    const words = () => {
        switch (draft.saving.state) {
            case 'saved':
                return <span className="pill good">{t('journey.saved')}</span>;
            case 'typing':
                return <span className="pill">{t('journey.unsaved')}</span>;
            case 'saving':
                return <span className="pill">{t('journey.checking')}</span>;
            case 'faulty':
                return <span className="pill bad">{`${t('journey.faults', { count: draft.faults.length })} · ${t('journey.keptHere')}`}</span>;
            case 'failed':
                return <span className="pill warn">{t('journey.keptHere')}</span>;
            default:
                return null;
        }
    };
    return <div aria-live="polite">{words()}</div>;
}

function Notes({ draft }: { draft: Draft }) {
    const { t } = useTranslation();
    const moment = useMoment();
    return (
        <>
            {draft.saving.state === 'failed' && <Trouble error={draft.saving.problem} retry={draft.save} />}
            {draft.restored !== null && draft.saving.state !== 'conflict' && (
                <div className="note" style={{ alignItems: 'center' }}>
                    {t('journey.restored', { time: moment(draft.restored) })}
                    <div className="row">
                        <Button size="xs" variant="default" onClick={draft.discard}>
                            {t('journey.discard')}
                        </Button>
                        {draft.saving.state === 'typing' && (
                            <Button size="xs" onClick={draft.save}>
                                {t('journey.save')}
                            </Button>
                        )}
                    </div>
                </div>
            )}
            {draft.saving.state === 'gone' && (
                <div className="note warn" role="alert" style={{ flexWrap: 'wrap' }}>
                    <div>
                        <b>{t('journey.gone')}</b>
                        {t('journey.goneText')}
                    </div>
                    <div className="row">
                        <Button size="xs" variant="default" onClick={draft.discard}>
                            {t('journey.discard')}
                        </Button>
                        <Button size="xs" onClick={draft.makeAnew}>
                            {t('journey.makeAnew')}
                        </Button>
                    </div>
                </div>
            )}
        </>
    );
}

/** The drawing and the text beside it, in step. */
function Bench({ draft, reading, readOnly }: { draft: Draft; reading: Reading; readOnly: boolean }) {
    const { t } = useTranslation();
    const [chosen, setChosen] = useState<string | null>(null);
    const [look, setLook] = useState<{ from: number; to: number } | null>(null);
    const last = useRef<Graph | null>(null);
    const trouble = reading.error ? null : cannotDraw(reading.tree);
    const graph = useMemo(() => (reading.error || trouble ? null : graphOf(reading.tree)), [reading, trouble]);
    if (graph) {
        last.current = graph;
    }
    const shown = graph ?? (reading.error ? last.current : null);
    const steps = useMemo(() => Object.keys(((reading.tree as { steps?: object } | null)?.steps ?? {}) as object), [reading]);
    const faults = useMemo(() => byStep(draft.faults, steps), [draft.faults, steps]);
    const diagnostics = useMemo(() => marks(draft, reading, steps), [draft, reading, steps]);

    function choose(step: string) {
        setChosen(step);
        setLook(place(reading.document, ['steps', step]));
    }

    return (
        <div className="bench">
            <section className="card canvas" aria-label={t('journey.drawing')}>
                {shown ? (
                    <Suspense fallback={<Loading />}>
                        <Drawing graph={shown} faults={faults} chosen={chosen} choose={choose} />
                    </Suspense>
                ) : (
                    <div className="empty">{reading.error ? t('journey.notYaml') : trouble ? t(`journey.${trouble}`) : null}</div>
                )}
            </section>
            <section className="card sheet" aria-label={t('journey.text')}>
                <div className="cardhead">
                    <h2>{t('journey.text')}</h2>
                    {reading.error && <span className="pill warn">YAML</span>}
                </div>
                <Suspense fallback={<Loading />}>
                    <Editor value={draft.text} label={t('journey.text')} readOnly={readOnly} change={draft.type} diagnostics={diagnostics} look={look} />
                </Suspense>
                <Faults draft={draft} reading={reading} steps={steps} show={setLook} choose={setChosen} />
            </section>
        </div>
    );
}

function marks(draft: Draft, reading: Reading, steps: string[]): Diagnostic[] {
    if (reading.error) {
        return [{ from: reading.error.from, to: reading.error.to, severity: 'error', message: reading.error.message }];
    }
    const mark = (path: string, severity: 'error' | 'warning', message: string): Diagnostic => {
        const found = place(reading.document, parts(path, steps)) ?? { from: 0, to: 0 };
        return { ...found, severity, message };
    };
    return [
        ...draft.faults.map((fault) => mark(fault.path, 'error', fault.problem)),
        ...draft.warnings.map((warning) => mark(warning.path, 'warning', `${warning.problem}; ${warning.remedy ?? ''}`)),
    ];
}

function Faults({ draft, reading, steps, show, choose }: { draft: Draft; reading: Reading; steps: string[]; show: (look: { from: number; to: number } | null) => void; choose: (step: string | null) => void }) {
    const { t } = useTranslation();
    const all = [...draft.faults.map((one) => ({ ...one, bad: true })), ...draft.warnings.map((one) => ({ ...one, problem: [one.problem, one.remedy].filter(Boolean).join('; '), bad: false }))];
    if (all.length === 0) {
        return null;
    }
    return (
        <ul className="faults" aria-label={t('journey.faults', { count: draft.faults.length })} tabIndex={0}>
            {all.slice(0, 100).map((one, i) => (
                <li key={i}>
                    <button
                        type="button"
                        onClick={() => {
                            choose(stepAt(one.path, steps));
                            show(place(reading.document, parts(one.path, steps)));
                        }}
                    >
                        <span className={one.bad ? 'where' : 'where warn'}>{one.path || t('journey.whole')}</span>
                        {one.problem}
                    </button>
                </li>
            ))}
        </ul>
    );
}
