import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask, at, get } from '../api/engine';
import { useMay } from '../api/session';
import type { Paged, Version } from '../api/types';
import { Answered, Empty, Pill, Trouble, useMoment, When } from '../app/parts';
import { useReasons } from '../i18n/reasons';
import { amounts, major } from '../reports/figures';
import { costs, rows, type SimulatedTimeline, type SimulationView } from './result';

const PERIODS = ['P1D', 'P7D', 'P30D', 'P90D'] as const;
const MOST = 4;

/** What versions of a journey would have done with the events that the shop has recorded. */
export default function Simulations({ id, saved }: { id: string; saved: boolean }) {
    const { t } = useTranslation();
    const may = useMay();
    const moment = useMoment();
    const [wanted, setWanted] = useSearchParams();
    const shown = wanted.get('simulation');
    const query = useQuery({
        queryKey: ['simulations', id],
        queryFn: ({ signal }) => get<Paged<SimulationView>>(at`/api/simulations?journey=${id}&limit=20`, signal),
        refetchInterval: (of) => (of.state.data?.items.some((one) => one.status === 'waiting' || one.status === 'running') ? 1_500 : false),
    });
    const show = (simulation: string) => setWanted({ tab: 'simulate', simulation }, { replace: true });
    return (
        <>
            <p className="quiet">{t('simulation.lead')}</p>
            {may('marketer') && <Ask id={id} saved={saved} asked={(simulation) => (show(simulation), void query.refetch())} />}
            {shown && <Shown key={shown} id={shown} />}
            <Answered query={query}>
                {({ items }) => (
                    <section className="card" aria-labelledby="earlier">
                        <h2 id="earlier">{t('simulation.earlier')}</h2>
                        {items.length === 0 ? (
                            <Empty title={t('simulation.none')} />
                        ) : (
                            <ul className="timeline">
                                {items.map((one) => (
                                    <li key={one.id}>
                                        <When at={one.requestedAt} />
                                        <div className="row apart">
                                            <div className="row">
                                                <Status of={one} />
                                                <span>{one.versions.map((version) => (version === 'draft' ? t('journey.against') : `v${version}`)).join(' · ')}</span>
                                                {one.from && one.to && <span className="quiet small">{`${moment(one.from)} – ${moment(one.to)}`}</span>}
                                                <span className="quiet small">{one.requestedBy}</span>
                                            </div>
                                            {one.id !== shown && (
                                                <Button size="xs" variant="default" onClick={() => show(one.id)}>
                                                    {t('ops.show')}
                                                </Button>
                                            )}
                                        </div>
                                    </li>
                                ))}
                            </ul>
                        )}
                    </section>
                )}
            </Answered>
        </>
    );
}

function Status({ of }: { of: SimulationView }) {
    const { t } = useTranslation();
    return <Pill tone={of.status === 'done' ? 'good' : of.status === 'failed' ? 'bad' : of.status === 'running' ? 'accent' : ''}>{t(`simulation.status.${of.status}`)}</Pill>;
}

function Ask({ id, saved, asked }: { id: string; saved: boolean; asked: (simulation: string) => void }) {
    const { t } = useTranslation();
    const versions = useQuery({ queryKey: ['versions', id], queryFn: ({ signal }) => get<Paged<Version>>(at`/api/journeys/${id}/versions`, signal) });
    const newest = [...(versions.data?.items ?? [])].reverse().slice(0, 6);
    const [chosen, setChosen] = useState<string[]>(['draft']);
    const [period, setPeriod] = useState<string>('P7D');
    const [sample, setSample] = useState('100');
    const [price, setPrice] = useState('');
    const [currency, setCurrency] = useState('RUB');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);

    async function start() {
        setBusy(true);
        setError(null);
        try {
            const cost = price.trim() === '' ? {} : { prices: { currency, sms: Number(price.replace(',', '.')), email: 0, push: 0 } };
            const json = { versions: chosen.map((one) => (one === 'draft' ? one : Number(one))), from: `-${period}`, sample: Number(sample) / 100, ...cost };
            const { body } = await ask<SimulationView>(at`/api/journeys/${id}/simulations`, { method: 'POST', json });
            asked(body.id);
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    const turn = (version: string, on: boolean) => setChosen((before) => (on ? [...before, version] : before.filter((one) => one !== version)));
    return (
        <section className="card pad stack" aria-label={t('simulation.new')}>
            {!saved && <div className="note warn">{t('journey.tests.unsaved')}</div>}
            <fieldset className="plain">
                <legend>{t('simulation.versions')}</legend>
                <div className="row" style={{ gap: 14 }}>
                    {['draft', ...newest.map((one) => String(one.version))].map((version) => (
                        <Checkbox key={version} label={version === 'draft' ? t('journey.against') : `v${version}`} checked={chosen.includes(version)} disabled={!chosen.includes(version) && chosen.length >= MOST} onChange={(event) => turn(version, event.currentTarget.checked)} />
                    ))}
                </div>
            </fieldset>
            <div className="row" style={{ alignItems: 'flex-end' }}>
                <NativeSelect label={t('simulation.period')} value={period} onChange={(event) => setPeriod(event.currentTarget.value)} data={PERIODS.map((one) => ({ value: one, label: t(`simulation.last.${one}`) }))} />
                <NativeSelect label={t('simulation.sample')} value={sample} onChange={(event) => setSample(event.currentTarget.value)} data={['100', '50', '10', '1'].map((one) => ({ value: one, label: `${one} %` }))} />
                <TextInput label={t('simulation.price')} inputMode="decimal" value={price} onChange={(event) => setPrice(event.currentTarget.value)} style={{ width: 130 }} />
                <NativeSelect label={t('simulation.currency')} value={currency} onChange={(event) => setCurrency(event.currentTarget.value)} data={['RUB', 'EUR', 'USD', 'KZT']} />
                <Button loading={busy} disabled={chosen.length === 0} onClick={() => void start()}>
                    {t('simulation.start')}
                </Button>
            </div>
            {error !== null && <Trouble error={error} />}
        </section>
    );
}

function Shown({ id }: { id: string }) {
    const { t, i18n } = useTranslation();
    const may = useMay();
    const queries = useQueryClient();
    const query = useQuery({
        queryKey: ['simulation', id],
        queryFn: ({ signal }) => get<SimulationView>(at`/api/simulations/${id}`, signal),
        refetchInterval: (of) => (of.state.data && ['waiting', 'running'].includes(of.state.data.status) ? 1_000 : false),
    });

    async function end() {
        await ask(at`/api/simulations/${id}`, { method: 'DELETE' }).catch(() => undefined);
        await Promise.all([query.refetch(), queries.invalidateQueries({ queryKey: ['simulations'] })]);
    }

    return (
        <Answered query={query}>
            {(simulation) => {
                const open = simulation.status === 'waiting' || simulation.status === 'running';
                const done = simulation.progress && simulation.progress.of > 0 ? simulation.progress.records / simulation.progress.of : 0;
                return (
                    <>
                        {open && (
                            <section className="card pad stack" aria-live="polite">
                                <div className="row apart">
                                    <div className="row">
                                        <Status of={simulation} />
                                        <span className="num">{done.toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 0 })}</span>
                                    </div>
                                    {may('marketer') && (
                                        <Button size="xs" variant="default" onClick={() => void end()}>
                                            {t('cancel')}
                                        </Button>
                                    )}
                                </div>
                                <div className="bar" aria-hidden="true">
                                    <span style={{ width: `${done * 100}%` }} />
                                </div>
                            </section>
                        )}
                        {simulation.status === 'failed' && (
                            <div className="note bad" role="alert" lang="en">
                                {simulation.problem}
                            </div>
                        )}
                        {simulation.status === 'cancelled' && <div className="note">{t('simulation.status.cancelled')}</div>}
                        {simulation.result && <Result simulation={simulation} />}
                        {simulation.result && <Timelines id={id} />}
                    </>
                );
            }}
        </Answered>
    );
}

function Result({ simulation }: { simulation: SimulationView }) {
    const { t, i18n } = useTranslation();
    const reasons = useReasons();
    const moment = useMoment();
    const result = simulation.result!;
    const name = (version: string) => (version === 'draft' ? t('journey.against') : `v${version}`);
    const most = Math.max(1, ...result.versions.map((one) => one.entered));
    const words = (group: string, reason: string) => (group === 'total' ? t(`simulation.total.${reason}`) : group === 'sent' || group === 'reached' ? reason : [reason, group === 'LEFT' ? undefined : reasons.means(group, reason)].filter(Boolean).join(': '));
    return (
        <section className="card" aria-labelledby="simulated">
            <div className="cardhead stack tight">
                <h2 id="simulated">{t('simulation.result')}</h2>
                <p className="quiet small">
                    {`${moment(result.from)} – ${moment(result.to)} · ${t('simulation.events', { count: result.events })}`}
                    {result.sample < 1 && ` · ${t('simulation.sampled', { percent: (result.sample * 100).toLocaleString(i18n.language) })}`}
                </p>
                {(result.notes ?? []).map((note) => (
                    <p key={note} className="small quiet" lang="en">
                        {note}
                    </p>
                ))}
            </div>
            <div className="scroll" tabIndex={0} role="region" aria-label={t('simulation.result')}>
                <table className="list">
                    <thead>
                        <tr>
                            <th scope="col">{t('simulation.what')}</th>
                            {result.versions.map((one) => (
                                <th scope="col" key={one.version}>
                                    {name(one.version)}
                                </th>
                            ))}
                        </tr>
                    </thead>
                    <tbody>
                        {rows(result.versions).map((row) => (
                            <tr key={`${row.group} ${row.name}`}>
                                <td>
                                    {row.group !== 'total' && <span className="quiet small">{`${t(`simulation.group.${row.group}`)}: `}</span>}
                                    {words(row.group, row.name)}
                                </td>
                                {row.counts.map((count, i) => (
                                    <td key={i} className="num" data-label={name(result.versions[i]!.version)} style={{ minWidth: 120 }}>
                                        {count.toLocaleString(i18n.language)}
                                        {row.group === 'reached' && (
                                            <div className="bar" aria-hidden="true" style={{ marginTop: 3 }}>
                                                <span style={{ width: `${Math.min(100, (count / most) * 100)}%` }} />
                                            </div>
                                        )}
                                    </td>
                                ))}
                            </tr>
                        ))}
                        <tr>
                            <td>{t('simulation.cost')}</td>
                            {result.versions.map((one) => (
                                <td key={one.version} className="num" data-label={name(one.version)}>
                                    {amounts(costs(one) ?? undefined, i18n.language, major)}
                                </td>
                            ))}
                        </tr>
                        {result.versions.some((one) => (one.others ?? []).length > 0) && (
                            <tr>
                                <td>{t('simulation.others')}</td>
                                {result.versions.map((one) => (
                                    <td key={one.version} data-label={name(one.version)}>
                                        {(one.others ?? []).map((other) => (
                                            <div key={other.journey} className="small">
                                                <b>{other.journey}</b> {t('simulation.other', { sent: other.sent.toLocaleString(i18n.language), without: other.sentWithout.toLocaleString(i18n.language) })}
                                            </div>
                                        ))}
                                    </td>
                                ))}
                            </tr>
                        )}
                    </tbody>
                </table>
            </div>
        </section>
    );
}

/** What would have happened to a few of those who enter. */
function Timelines({ id }: { id: string }) {
    const { t } = useTranslation();
    const reasons = useReasons();
    const may = useMay();
    const query = useQuery({ queryKey: ['simulation', id, 'timelines'], queryFn: ({ signal }) => get<Paged<SimulatedTimeline>>(at`/api/simulations/${id}/timelines`, signal) });
    return (
        <Answered query={query}>
            {({ items }) =>
                items.length === 0 ? null : (
                    <section className="card pad stack" aria-labelledby="timelines">
                        <h2 id="timelines">{t('simulation.timelines')}</h2>
                        {!may('support') && <p className="quiet small">{t('simulation.nameless')}</p>}
                        {items.map((one, i) => (
                            <details key={i}>
                                <summary>{[one.version === 'draft' ? t('journey.against') : `v${one.version}`, one.customer ?? t('simulation.somebody', { n: i + 1 }), t('simulation.entries', { count: one.entries.length })].join(' · ')}</summary>
                                <ol className="timeline small">
                                    {one.entries.map((entry, n) => (
                                        <li key={n} style={{ padding: '6px 0' }}>
                                            <When at={entry.at} />
                                            <span>
                                                <b>{[reasons.outcome(entry.outcome), entry.reason].filter(Boolean).join(' · ')}</b> <span className="quiet">{[entry.journey, entry.step, entry.channel, entry.template].filter(Boolean).join(' / ')}</span>
                                            </span>
                                        </li>
                                    ))}
                                </ol>
                            </details>
                        ))}
                    </section>
                )
            }
        </Answered>
    );
}
