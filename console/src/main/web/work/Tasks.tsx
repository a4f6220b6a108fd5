import { Button, NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ask, at, get } from '../api/engine';
import type { Paged, Task } from '../api/types';
import { Answered, Empty, Head, Pill, Segments, Trouble, useMoment } from '../app/parts';

type Wanted = '' | 'finished' | 'withdrawn' | 'expired';
type TaskPage = Paged<Task> & { silent?: string[] };

/** What journeys want done by people: an inbox, the oldest first. */
export default function Tasks() {
    const { t } = useTranslation();
    const [wanted, setWanted] = useSearchParams();
    const state = (wanted.get('state') ?? '') as Wanted;
    const queue = wanted.get('queue') ?? '';
    const query = useInfiniteQuery({
        queryKey: ['tasks', state, queue],
        initialPageParam: '',
        queryFn: ({ pageParam, signal }) => get<TaskPage>('/api/tasks?limit=50' + (state ? at`&state=${state}` : '') + (queue ? at`&queue=${queue}` : '') + (pageParam ? at`&cursor=${pageParam}` : ''), signal),
        getNextPageParam: (page) => page.next ?? undefined,
    });

    function want(name: string, value: string) {
        setWanted((before) => {
            const after = new URLSearchParams(before);
            value ? after.set(name, value) : after.delete(name);
            return after;
        }, { replace: true });
    }

    const views: [Wanted, string][] = [
        ['', t('tasks.todo')],
        ['finished', t('tasks.closed')],
        ['expired', t('tasks.expired')],
        ['withdrawn', t('tasks.withdrawn')],
    ];
    return (
        <>
            <Head title={t('tasks.title')} />
            <Answered query={query}>
                {({ pages }) => {
                    const tasks = pages.flatMap((page) => page.items);
                    const queues = [...new Set([...tasks.map((task) => task.queue), ...(queue ? [queue] : [])])].sort();
                    const silent = pages.flatMap((page) => page.silent ?? []);
                    return (
                        <>
                            <div className="row apart">
                                <Segments label={t('tasks.title')} value={state} options={views} choose={(value) => want('state', value)} />
                                <NativeSelect aria-label={t('tasks.queue')} value={queue} onChange={(event) => want('queue', event.currentTarget.value)} data={[{ value: '', label: t('tasks.allQueues') }, ...queues.map((one) => ({ value: one, label: one }))]} />
                            </div>
                            {silent.length > 0 && <div className="note warn">{t('tasks.silent', { names: silent.join(', ') })}</div>}
                            {tasks.length === 0 ? (
                                <div className="card">
                                    <Empty title={t('tasks.none')}>{t('tasks.noneText')}</Empty>
                                </div>
                            ) : (
                                <ul className="stack">
                                    {tasks.map((task) => (
                                        <OneTask key={task.task} task={task} />
                                    ))}
                                </ul>
                            )}
                            {query.hasNextPage && (
                                <div>
                                    <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                                        {t('more')}
                                    </Button>
                                </div>
                            )}
                        </>
                    );
                }}
            </Answered>
        </>
    );
}

function OneTask({ task }: { task: Task }) {
    const { t } = useTranslation();
    const moment = useMoment();
    const late = task.due < new Date().toISOString() && (task.state === 'open' || task.state === 'taken');
    return (
        <li className="card pad stack tight">
            <div className="row apart">
                <div className="row">
                    <Pill tone={task.state === 'open' ? 'accent' : task.state === 'finished' ? 'good' : task.state === 'taken' ? 'warn' : ''}>{t(`tasks.state.${task.state}`)}</Pill>
                    <b>{task.queue}</b>
                    {task.takenBy && <span className="quiet small">{t('tasks.takenBy', { name: task.takenBy })}</span>}
                    {task.result && <span className="quiet small">{t('tasks.result', { result: task.result })}</span>}
                </div>
                <span className="small" style={{ color: late ? 'var(--bad)' : 'var(--quiet)' }}>
                    {t('tasks.due', { time: moment(task.due) })}
                </span>
            </div>
            <p>{task.text ?? <span className="quiet">{t('tasks.noText')}</span>}</p>
            <div className="row apart">
                <span className="small">
                    <Link to={at`/customers/${task.shop}/${task.customerId}`}>{`${task.shop} / ${task.customerId}`}</Link>
                    <span className="quiet">{` · ${task.journey} / ${task.step}`}</span>
                </span>
                {(task.state === 'open' || task.state === 'taken') && <Deeds task={task} />}
            </div>
        </li>
    );
}

function Deeds({ task }: { task: Task }) {
    const { t } = useTranslation();
    const queries = useQueryClient();
    const [note, setNote] = useState('');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);

    async function act(deed: 'take' | 'release' | 'finish', json: object | undefined, words: string) {
        setBusy(true);
        setError(null);
        try {
            const { status } = await ask(at`/api/tasks/${task.task}/` + deed, { method: 'POST', json });
            notifications.show({ message: status === 202 ? t('tasks.standing') : words, color: 'green' });
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            await queries.invalidateQueries({ queryKey: ['tasks'] });
        }
    }

    const said = note.trim() === '' ? {} : { note: note.trim() };
    return (
        <div className="row">
            {error !== null && <Trouble error={error} />}
            {task.state === 'open' ? (
                <Button size="xs" loading={busy} onClick={() => void act('take', {}, t('tasks.taken'))}>
                    {t('tasks.take')}
                </Button>
            ) : (
                <>
                    <TextInput size="xs" aria-label={t('tasks.note')} placeholder={t('tasks.note')} value={note} maxLength={1000} onChange={(event) => setNote(event.currentTarget.value)} />
                    {(task.outcomes ?? []).map((outcome) => (
                        <Button key={outcome} size="xs" loading={busy} onClick={() => void act('finish', { outcome, ...said }, t('tasks.done'))}>
                            {t('tasks.finishAs', { outcome })}
                        </Button>
                    ))}
                    {(task.outcomes ?? []).length === 0 && (
                        <Button size="xs" loading={busy} onClick={() => void act('finish', said, t('tasks.done'))}>
                            {t('tasks.finish')}
                        </Button>
                    )}
                    <Button size="xs" variant="default" loading={busy} onClick={() => void act('release', undefined, t('tasks.released'))}>
                        {t('tasks.release')}
                    </Button>
                </>
            )}
        </div>
    );
}
