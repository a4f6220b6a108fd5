import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { at } from '../api/engine';
import { useMay } from '../api/session';
import type { JourneySummary } from '../api/types';
import { Head, Loading, Pill, Segments, StagePill, Trouble } from '../app/parts';
import { journeyPlace, useDraft } from '../documents/draft';
import { Notes, SavingWords } from '../documents/Sheet';
import { read } from '../documents/yaml';
import { Actions } from './Actions';
import { Bench } from './Bench';
import { journeysQuery } from './List';

const Conflict = lazy(() => import('../documents/Conflict').then((file) => ({ default: file.Conflict })));
const Versions = lazy(() => import('./Versions'));
const TestRunPage = lazy(() => import('./TestRun'));
const Simulations = lazy(() => import('../simulation/Simulations'));

type Tab = 'draw' | 'versions' | 'test' | 'simulate';
const TABS: Tab[] = ['draw', 'test', 'simulate', 'versions'];

export default function JourneyPage() {
    const { id = '' } = useParams();
    return <JourneyOf key={id} id={id} />;
}

function JourneyOf({ id }: { id: string }) {
    const { t } = useTranslation();
    const may = useMay();
    const fresh = (useLocation().state as { text?: string } | null)?.text ?? null;
    const draft = useDraft(journeyPlace(id), fresh, may('marketer'));
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
                    {summary?.version !== undefined && <Link to={at`/reports/journeys/${id}`}>{t('journey.report')}</Link>}
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
                ) : tab === 'simulate' ? (
                    <Simulations id={id} saved={draft.saving.state === 'saved'} />
                ) : (
                    <Bench id={id} draft={draft} reading={reading} readOnly={!may('marketer')} published={summary?.version !== undefined} />
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
