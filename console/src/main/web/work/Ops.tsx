import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ask, at, get } from '../api/engine';
import { useMay } from '../api/session';
import type { Letter, LetterGroup, Paged, Status, Stuck } from '../api/types';
import { Answered, Head, Pill, Trouble, When } from '../app/parts';
import { statusQuery } from '../home/Home';

export default function Ops() {
    const { t } = useTranslation();
    const may = useMay();
    const status = useQuery(statusQuery);
    return (
        <>
            <Head title={t('ops.title')} />
            <Answered query={status}>{(now) => <Engine status={now} />}</Answered>
            <StuckRuns />
            {may('ops') && <Letters />}
        </>
    );
}

function Engine({ status }: { status: Status }) {
    const { t, i18n } = useTranslation();
    const { streams } = status;
    const facts: [string, string][] = [
        [t('ops.instances'), status.instances.join(', ')],
        [t('ops.state'), streams.state],
        [t('ops.tasks'), `${streams.active.length} / ${streams.standby.length}`],
        [
            t('ops.lag'),
            Object.entries(streams.lag ?? {})
                .map(([topic, lag]) => `${topic} ${lag.toLocaleString(i18n.language)}`)
                .join(', '),
        ],
        [t('ops.level'), String(status.featureLevel)],
        [t('ops.revision'), status.revision.toLocaleString(i18n.language)],
    ];
    return (
        <section className="card pad stack" aria-labelledby="engine">
            <div className="row">
                <h2 id="engine">{t('ops.status')}</h2>
                <span className="mono quiet">{status.instance}</span>
                <span className={`pill ${status.ready ? 'good' : 'warn'}`}>{status.ready ? t('ops.ready') : t('ops.notReady')}</span>
            </div>
            <dl className="facts">
                {facts.map(([name, value]) => (
                    <div key={name} style={{ display: 'contents' }}>
                        <dt>{name}</dt>
                        <dd className="num">{value}</dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}

function StuckRuns() {
    const { t } = useTranslation();
    const may = useMay();
    const queries = useQueryClient();
    const [ending, setEnding] = useState<Stuck | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const query = useInfiniteQuery({
        queryKey: ['stuck'],
        initialPageParam: '',
        queryFn: ({ pageParam, signal }) => get<Paged<Stuck> & { silent?: string[] }>('/api/stuck?limit=50' + (pageParam ? at`&cursor=${pageParam}` : ''), signal),
        getNextPageParam: (page) => page.next ?? undefined,
    });

    async function resolve(run: Stuck, deed: 'retry' | 'end') {
        setBusy(true);
        setError(null);
        try {
            await ask(at`/api/stuck/${run.instance}/` + deed, { method: 'POST' });
            notifications.show({ message: deed === 'retry' ? t('ops.retried') : t('ops.ended'), color: 'green' });
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            setEnding(null);
            await queries.invalidateQueries({ queryKey: ['stuck'] });
        }
    }

    return (
        <section className="card" aria-labelledby="stuck">
            <h2 id="stuck">{t('ops.stuck')}</h2>
            {error !== null && (
                <div style={{ padding: '0 20px 12px' }}>
                    <Trouble error={error} />
                </div>
            )}
            <Answered query={query}>
                {({ pages }) => {
                    const runs = pages.flatMap((page) => page.items);
                    const silent = pages.flatMap((page) => page.silent ?? []);
                    return (
                        <>
                            {silent.length > 0 && <div className="note warn">{t('tasks.silent', { names: silent.join(', ') })}</div>}
                            {runs.length === 0 ? (
                                <p className="quiet" style={{ padding: '0 20px 18px' }}>
                                    {t('ops.noStuck')}
                                </p>
                            ) : (
                                <table className="list">
                                    <thead>
                                        <tr>
                                            <th scope="col">{t('ops.customer')}</th>
                                            <th scope="col">{t('journeys.id')}</th>
                                            <th scope="col">{t('ops.cause')}</th>
                                            <th scope="col">{t('ops.since')}</th>
                                            <td />
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {runs.map((run) => (
                                            <tr key={run.instance}>
                                                <td>
                                                    <Link className="main-link" to={at`/customers/${run.shop}/${run.customerId}`}>{`${run.shop} / ${run.customerId}`}</Link>
                                                </td>
                                                <td data-label={t('journeys.id')}>{`${run.journey} / ${run.step}`}</td>
                                                <td data-label={t('ops.cause')}>
                                                    <b className="small">{run.reason}</b> <span className="small quiet">{run.cause}</span>
                                                </td>
                                                <td data-label={t('ops.since')} className="nowrap">
                                                    <When at={run.since} />
                                                </td>
                                                <td>
                                                    {may('support', 'ops') && (
                                                        <div className="row" style={{ flexWrap: 'nowrap' }}>
                                                            <Button size="xs" loading={busy} onClick={() => void resolve(run, 'retry')}>
                                                                {t('ops.retry')}
                                                            </Button>
                                                            <Button size="xs" variant="default" onClick={() => setEnding(run)}>
                                                                {t('ops.end')}
                                                            </Button>
                                                        </div>
                                                    )}
                                                </td>
                                            </tr>
                                        ))}
                                    </tbody>
                                </table>
                            )}
                            {query.hasNextPage && (
                                <div style={{ padding: 14 }}>
                                    <Button variant="default" onClick={() => void query.fetchNextPage()}>
                                        {t('more')}
                                    </Button>
                                </div>
                            )}
                        </>
                    );
                }}
            </Answered>
            <Modal opened={ending !== null} onClose={() => setEnding(null)} title={t('ops.endTitle')} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    <p>{t('ops.endText')}</p>
                    <div className="row" style={{ justifyContent: 'flex-end' }}>
                        <Button variant="default" onClick={() => setEnding(null)}>
                            {t('cancel')}
                        </Button>
                        <Button color="red.8" loading={busy} onClick={() => ending && void resolve(ending, 'end')}>
                            {t('ops.end')}
                        </Button>
                    </div>
                </div>
            </Modal>
        </section>
    );
}

function Letters() {
    const { t, i18n } = useTranslation();
    const [shown, setShown] = useState<LetterGroup | null>(null);
    const query = useQuery({ queryKey: ['letters'], queryFn: ({ signal }) => get<{ groups: LetterGroup[]; more: string[] }>('/api/dead-letters', signal) });
    return (
        <section className="card" aria-labelledby="letters">
            <h2 id="letters">{t('ops.letters')}</h2>
            <Answered query={query}>
                {({ groups, more }) =>
                    groups.length === 0 ? (
                        <p className="quiet" style={{ padding: '0 20px 18px' }}>
                            {t('ops.noLetters')}
                        </p>
                    ) : (
                        <>
                            <table className="list">
                                <thead>
                                    <tr>
                                        <th scope="col">{t('ops.topic')}</th>
                                        <th scope="col">{t('ops.reason')}</th>
                                        <th scope="col">{t('ops.count')}</th>
                                        <th scope="col">{t('ops.last')}</th>
                                        <td />
                                    </tr>
                                </thead>
                                <tbody>
                                    {groups.map((group) => (
                                        <tr key={`${group.topic} ${group.reason}`}>
                                            <td>
                                                <b>{group.topic}</b>
                                            </td>
                                            <td data-label={t('ops.reason')}>
                                                <Pill tone="warn">{group.reason}</Pill> <span className="small quiet">{group.cause}</span>
                                            </td>
                                            <td data-label={t('ops.count')} className="num">
                                                {group.count.toLocaleString(i18n.language)}
                                            </td>
                                            <td data-label={t('ops.last')} className="nowrap">
                                                <When at={group.last} />
                                            </td>
                                            <td>
                                                <Button size="xs" variant="default" onClick={() => setShown(group)}>
                                                    {t('ops.show')}
                                                </Button>
                                            </td>
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                            {more.length > 0 && (
                                <p className="quiet small" style={{ padding: '10px 20px' }}>
                                    {t('ops.more', { topics: more.join(', ') })}
                                </p>
                            )}
                            {shown && <LettersOf key={`${shown.topic} ${shown.reason}`} group={shown} />}
                        </>
                    )
                }
            </Answered>
        </section>
    );
}

interface Replayed {
    replayed: number;
    left: { why?: string }[];
}

/** The dead letters of a topic and a reason, to look at and to write to their topic again. */
function LettersOf({ group }: { group: LetterGroup }) {
    const { t } = useTranslation();
    const queries = useQueryClient();
    const [wanted, setWanted] = useState<number[] | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const query = useInfiniteQuery({
        queryKey: ['letters', group.topic, group.reason],
        initialPageParam: '',
        queryFn: ({ pageParam, signal }) => get<Paged<Letter>>(at`/api/dead-letters/${group.topic}?limit=50&reason=${group.reason}` + (pageParam ? at`&cursor=${pageParam}` : ''), signal),
        getNextPageParam: (page) => page.next ?? undefined,
    });

    async function replay(offsets: number[]) {
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<Replayed>(at`/api/dead-letters/${group.topic}/replay`, { method: 'POST', json: { offsets } });
            notifications.show({ message: t('ops.replayed', { count: body.replayed }), color: 'green' });
            if (body.left.length > 0) {
                notifications.show({ message: t('ops.left', { count: body.left.length, why: body.left[0]?.why ?? '' }), color: 'yellow' });
            }
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            setWanted(null);
            await queries.invalidateQueries({ queryKey: ['letters'] });
        }
    }

    return (
        <div className="stack" style={{ padding: '16px 20px' }}>
            {error !== null && <Trouble error={error} />}
            <Answered query={query}>
                {({ pages }) => {
                    const letters = pages.flatMap((page) => page.items);
                    const open = letters.filter((one) => !one.replayed).map((one) => one.offset);
                    return (
                        <>
                            <div className="row apart">
                                <b>{`${group.topic} · ${group.reason}`}</b>
                                {open.length > 0 && (
                                    <Button size="xs" variant="default" onClick={() => setWanted(open.slice(0, 500))}>
                                        {t('ops.replayAll', { count: Math.min(open.length, 500) })}
                                    </Button>
                                )}
                            </div>
                            <ul className="stack tight">
                                {letters.map((letter) => (
                                    <li key={letter.offset} className="note" style={{ flexWrap: 'wrap' }}>
                                        <div className="stack tight" style={{ minWidth: 0, flex: '1 1 260px' }}>
                                            <span className="small">
                                                <When at={letter.at} /> · {t('ops.offset')} {letter.offset}
                                                {letter.replayed ? ` · ${t('ops.wasReplayed', { time: letter.replayed })}` : ''}
                                            </span>
                                            <span className="small">{letter.cause}</span>
                                            {letter.head && <code className="mono">{letter.head}</code>}
                                        </div>
                                        <Button size="xs" variant="default" onClick={() => setWanted([letter.offset])}>
                                            {t('ops.replay')}
                                        </Button>
                                    </li>
                                ))}
                            </ul>
                            {query.hasNextPage && (
                                <div>
                                    <Button size="xs" variant="default" onClick={() => void query.fetchNextPage()}>
                                        {t('more')}
                                    </Button>
                                </div>
                            )}
                        </>
                    );
                }}
            </Answered>
            <Modal opened={wanted !== null} onClose={() => setWanted(null)} title={t('ops.replayTitle', { topic: group.topic })} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    <p>{t('ops.replayText')}</p>
                    <div className="row" style={{ justifyContent: 'flex-end' }}>
                        <Button variant="default" onClick={() => setWanted(null)}>
                            {t('cancel')}
                        </Button>
                        <Button loading={busy} onClick={() => wanted && void replay(wanted)}>
                            {t('ops.replay')}
                        </Button>
                    </div>
                </div>
            </Modal>
        </div>
    );
}
