import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { at, get } from '../api/engine';
import { useMay, useSession } from '../api/session';
import type { JourneySummary, Paged, Status, Task } from '../api/types';
import { Answered, Head, useMoment } from '../app/parts';
import { journeysQuery, Table } from '../journeys/List';
import { daysBefore, type SummaryReport, type Totals } from '../reports/figures';

export const statusQuery = {
    queryKey: ['status'],
    queryFn: ({ signal }: { signal: AbortSignal }) => get<Status>('/api/status', signal),
    refetchInterval: 5_000,
};

/** What runs, what waits, and what needs a person; each figure is the engine's own. */
export function Home() {
    const { t } = useTranslation();
    const may = useMay();
    const moment = useMoment();
    const status = useQuery(statusQuery);
    const journeys = useQuery({ ...journeysQuery, enabled: may('marketer', 'ops') });
    const tasks = useQuery({ queryKey: ['tasks', 'count'], queryFn: ({ signal }) => get<Paged<Task>>('/api/tasks?limit=200', signal), staleTime: 60_000, enabled: may('support') });
    const recent = [...(journeys.data ?? [])].filter((one) => one.stage !== 'deleted').sort((a, b) => (b.changedAt ?? '').localeCompare(a.changedAt ?? ''));
    return (
        <>
            <Head title={t('home.title')} lead={status.dataUpdatedAt ? t('home.updated', { time: moment(new Date(status.dataUpdatedAt).toISOString()) }) : undefined} />
            <Answered query={status}>
                {(now) => (
                    <>
                        <Alarms status={now} todo={tasks.data?.items.length ?? 0} />
                        <Figures status={now} journeys={journeys.data} tasks={tasks.data} />
                    </>
                )}
            </Answered>
            {may('marketer', 'ops') && <Today />}
            {recent.length > 0 && (
                <section className="card" aria-labelledby="recent">
                    <h2 id="recent">{t('home.recent')}</h2>
                    <Table journeys={recent.slice(0, 6)} />
                </section>
            )}
        </>
    );
}

function Alarms({ status, todo }: { status: Status; todo: number }) {
    const { t } = useTranslation();
    const { streams } = status;
    const lag = Object.values(streams.lag ?? {}).reduce((sum, one) => sum + one, 0);
    const alarms: [boolean, string, string | null][] = [
        [!status.ready, t('home.notReady'), '/ops'],
        [todo > 0, t('home.todo', { count: todo }), '/tasks'],
        [streams.stuck > 0, t('home.stuck', { count: streams.stuck }), '/ops'],
        [streams.deadLetters > 0, t('home.letters', { count: streams.deadLetters }), '/ops'],
        [status.brokenTotal > 0, t('home.broken', { count: status.brokenTotal }), '/journeys'],
        [(streams.stalled ?? []).length > 0, t('home.stalled', { names: (streams.stalled ?? []).join(', ') }), '/ops'],
        [streams.unreadable > 0, t('home.unreadable', { count: streams.unreadable }), '/ops'],
        [lag > 1000, t('home.lag', { count: lag }), '/ops'],
    ];
    const ringing = alarms.filter(([rings]) => rings);
    if (ringing.length === 0) {
        return (
            <div className="note good">
                <div>
                    <b>{t('home.calm')}</b>
                    {t('home.calmText')}
                </div>
            </div>
        );
    }
    return (
        <section className="stack tight" aria-label={t('home.alarms')}>
            {ringing.map(([, words, to]) => (
                <div className="note warn" key={words}>
                    <span>{to ? <Link to={to} style={{ color: 'inherit' }}>{words}</Link> : words}</span>
                </div>
            ))}
        </section>
    );
}

function Figures({ status, journeys, tasks }: { status: Status; journeys: JourneySummary[] | undefined; tasks: Paged<Task> | undefined }) {
    const { t, i18n } = useTranslation();
    const may = useMay();
    const drafts = journeys?.filter((one) => one.stage === 'draft' || (one.draft && one.stage !== 'archived' && one.stage !== 'deleted')).length;
    const figures: [string, number | string | undefined, string | null][] = [
        [t('home.live'), status.liveJourneys, may('marketer', 'ops') ? '/journeys?state=live' : null],
        [t('home.drafts'), drafts, '/journeys'],
        [t('home.tasks'), tasks && (tasks.next ? `${tasks.items.length}+` : tasks.items.length), '/tasks'],
        [t('home.waitingService'), status.streams.pendingService, null],
        [t('home.waitingMarketing'), status.streams.pendingMarketing, null],
        [t('home.instances'), status.instances.length, '/ops'],
    ];
    return (
        <section className="tiles" aria-label={t('home.now')}>
            {figures
                .filter(([, figure]) => figure !== undefined)
                .map(([words, figure, to]) => {
                    const inside = (
                        <>
                            <span className="figure">{typeof figure === 'number' ? figure.toLocaleString(i18n.language) : figure}</span>
                            <span className="quiet small">{words}</span>
                        </>
                    );
                    return to ? (
                        <Link className="card tile" to={to} key={words}>
                            {inside}
                        </Link>
                    ) : (
                        <div className="card tile" key={words}>
                            {inside}
                        </div>
                    );
                })}
        </section>
    );
}

/** What the journeys do today, beside the same day of last week. */
function Today() {
    const { t, i18n } = useTranslation();
    const { me } = useSession();
    const today = new Date().toISOString().slice(0, 10);
    const before = daysBefore(today, 7);
    const path = at`/api/reports/summary?shop=${me?.shops[0] ?? 'main'}&from=${before}&to=${today}`;
    const { data } = useQuery({ queryKey: ['report', path], queryFn: ({ signal }) => get<SummaryReport>(path, signal), refetchInterval: 30_000 });
    if (!data || Object.keys(data.byDay ?? {}).length === 0) {
        return null;
    }
    const figures: [string, (totals: Totals) => number][] = [
        [t('home.entered'), (one) => one.entered],
        [t('home.sent'), (one) => one.sent],
        [t('home.clicked'), (one) => one.clicked],
        [t('home.converted'), (one) => one.converted],
    ];
    const of = (day: string, figure: (totals: Totals) => number) => (data.byDay[day] ? figure(data.byDay[day]) : 0).toLocaleString(i18n.language);
    return (
        <section className="stack" aria-labelledby="today">
            <div className="row apart">
                <h2 id="today">{t('home.today')}</h2>
                <Link to="/reports">{t('home.reports')}</Link>
            </div>
            <div className="tiles four">
                {figures.map(([words, figure]) => (
                    <div className="card tile" key={words}>
                        <span className="figure">{of(today, figure)}</span>
                        <span className="quiet small">{words}</span>
                        <span className="small">{t('home.weekAgo', { figure: of(before, figure) })}</span>
                    </div>
                ))}
            </div>
        </section>
    );
}
