import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { at, get } from '../api/engine';
import { useMay } from '../api/session';
import type { JourneySummary, Paged, Stage } from '../api/types';
import { Icon } from '../app/icons';
import { pagesWords } from '../i18n';
import { Answered, Empty, Head, Pill, Segments, StagePill, useMoment, When } from '../app/parts';

const Create = lazy(() => withWords(import('./Create')));
const Gallery = lazy(() => withWords(import('./Gallery')));
const withWords = async <T,>(file: Promise<T>): Promise<T> => (await Promise.all([file, pagesWords()]))[0];

/** Every journey; the engine gives them a page at a time. */
export async function allJourneys(signal?: AbortSignal): Promise<JourneySummary[]> {
    const all: JourneySummary[] = [];
    let cursor: string | null = null;
    do {
        const page: Paged<JourneySummary> = await get(`/api/journeys?limit=500${cursor ? at`&cursor=${cursor}` : ''}`, signal);
        all.push(...page.items);
        cursor = page.next;
    } while (cursor);
    return all;
}

export const journeysQuery = { queryKey: ['journeys'], queryFn: ({ signal }: { signal: AbortSignal }) => allJourneys(signal) };

const STAGES: Stage[] = ['live', 'draft', 'paused', 'archived'];

export function JourneyList() {
    const { t } = useTranslation();
    const may = useMay();
    const query = useQuery(journeysQuery);
    const [wanted, setWanted] = useSearchParams();
    const [creating, setCreating] = useState<'empty' | 'pack' | null>(null);
    const text = wanted.get('q') ?? '';
    const stage = wanted.get('state') ?? '';

    function want(name: string, value: string) {
        setWanted(
            (before) => {
                const after = new URLSearchParams(before);
                if (value) {
                    after.set(name, value);
                } else {
                    after.delete(name);
                }
                return after;
            },
            { replace: true },
        );
    }

    return (
        <>
            <Head title={t('journeys.title')}>
                {may('marketer') && (
                    <>
                        <Button variant="default" onClick={() => setCreating('pack')}>
                            {t('journeys.ready')}
                        </Button>
                        <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setCreating('empty')}>
                            {t('journeys.new')}
                        </Button>
                    </>
                )}
            </Head>
            <Answered query={query}>
                {(all) => {
                    const shown = all.filter((one) => one.stage !== 'deleted' && one.id.includes(text.toLowerCase()) && (stage === '' || one.stage === stage));
                    const present = STAGES.filter((one) => all.some((journey) => journey.stage === one));
                    return (
                        <>
                            {all.length > 0 && (
                                <div className="row apart">
                                    <TextInput
                                        aria-label={t('journeys.filter')}
                                        placeholder={t('journeys.filter')}
                                        leftSection={<Icon name="search" size={16} />}
                                        value={text}
                                        onChange={(event) => want('q', event.currentTarget.value)}
                                    />
                                    <Segments
                                        label={t('journeys.state')}
                                        value={stage}
                                        options={[['', t('journeys.all')], ...present.map((one): [string, string] => [one, t(`stage.${one}`)])]}
                                        choose={(value) => want('state', value)}
                                    />
                                </div>
                            )}
                            <section className="card" aria-label={t('journeys.title')}>
                                {all.length === 0 ? (
                                    <Empty title={t('journeys.none')}>{t('journeys.noneText')}</Empty>
                                ) : shown.length === 0 ? (
                                    <Empty title={t('journeys.noMatch')} />
                                ) : (
                                    <Table journeys={shown} />
                                )}
                            </section>
                            <p className="quiet small">{t('journeys.count', { count: shown.length })}</p>
                        </>
                    );
                }}
            </Answered>
            {creating && (
                <Suspense>
                    {creating === 'empty' ? <Create close={() => setCreating(null)} /> : <Gallery taken={new Set((query.data ?? []).filter((one) => one.stage !== 'deleted').map((one) => one.id))} close={() => setCreating(null)} />}
                </Suspense>
            )}
        </>
    );
}

export function Table({ journeys }: { journeys: JourneySummary[] }) {
    const { t } = useTranslation();
    const moment = useMoment();
    return (
        <table className="list">
            <thead>
                <tr>
                    <th scope="col">{t('journeys.id')}</th>
                    <th scope="col">{t('journeys.state')}</th>
                    <th scope="col">{t('journeys.version')}</th>
                    <th scope="col">{t('journeys.changed')}</th>
                    <th scope="col">{t('journeys.author')}</th>
                </tr>
            </thead>
            <tbody>
                {journeys.map((journey) => (
                    <tr key={journey.id}>
                        <td>
                            <Link className="main-link" to={at`/journeys/${journey.id}`}>
                                {journey.id}
                            </Link>
                        </td>
                        <td>
                            <div className="row">
                                <StagePill stage={journey.stage} />
                                {journey.draft && journey.stage !== 'draft' && <Pill tone="accent">{t('journeys.unpublished')}</Pill>}
                                {(journey.problems?.length ?? 0) > 0 && <Pill tone="bad">{t('journeys.broken')}</Pill>}
                                {journey.resumeAt && <span className="quiet small">{t('journeys.resumes', { time: moment(journey.resumeAt) })}</span>}
                            </div>
                        </td>
                        <td className="num" data-label={t('journeys.version')}>
                            {journey.version ?? '–'}
                        </td>
                        <td className="nowrap" data-label={t('journeys.changed')}>
                            <When at={journey.changedAt} />
                        </td>
                        <td className="quiet" data-label={t('journeys.author')}>
                            {journey.author}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
