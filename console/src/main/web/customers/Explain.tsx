import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { at, get } from '../api/engine';
import type { Explanation } from '../api/types';
import { Answered, Pill, When } from '../app/parts';
import { useReasons } from '../i18n/reasons';
import { Pair } from './Entry';

/** Why a journey did, or did not, what it did for a customer: the runs decided again, with each condition that was asked. */
export function Explain({ shop, id, journey, at: instant, close }: { shop: string; id: string; journey: string; at: string; close: () => void }) {
    const { t } = useTranslation();
    const reasons = useReasons();
    const title = useRef<HTMLHeadingElement>(null);
    const query = useQuery({
        queryKey: ['explain', shop, id, journey, instant],
        queryFn: ({ signal }) => get<Explanation>(at`/api/customers/${id}/explain?shop=${shop}&journey=${journey}&at=${instant}`, signal),
    });
    useEffect(() => title.current?.focus(), [journey, instant]);
    return (
        <section className="card pad stack" aria-labelledby="explained">
            <div className="row apart">
                <h2 id="explained" ref={title} tabIndex={-1}>
                    {t('customers.explainTitle', { journey })}
                </h2>
                <Button size="xs" variant="default" onClick={close}>
                    {t('close')}
                </Button>
            </div>
            <Answered query={query}>
                {(found) => (
                    <>
                        {(found.runs ?? []).map((run) => (
                            <Run key={run.run} run={run} />
                        ))}
                        <h3 className="small quiet">{t('customers.events')}</h3>
                        {(found.events ?? []).length === 0 && <p className="quiet">{t('customers.noEvents')}</p>}
                        <ul className="stack">
                            {(found.events ?? []).map((event) => (
                                <li key={event.id} className="stack tight">
                                    <div className="row">
                                        <When at={event.occurredAt} />
                                        <b>{event.type}</b>
                                        <Pill tone={event.reason === 'entered' ? 'good' : 'warn'}>{event.reason === 'entered' ? reasons.outcome('ENTERED') : event.reason}</Pill>
                                    </div>
                                    {event.reason !== 'entered' && reasons.means('NOT_ENTERED', event.reason) && <p className="quiet small">{reasons.means('NOT_ENTERED', event.reason)}</p>}
                                    {event.detail && <p className="small mono">{event.detail}</p>}
                                    <Values values={{ ...event.inputs, ...event.values }} />
                                </li>
                            ))}
                        </ul>
                        {(found.seen?.notes ?? []).map((note) => (
                            <p key={note} className="quiet small">
                                {note}
                            </p>
                        ))}
                    </>
                )}
            </Answered>
        </section>
    );
}

function Values({ values }: { values: Record<string, string> | undefined }) {
    const all = Object.entries(values ?? {});
    return all.length === 0 ? null : (
        <dl className="inputs">
            {all.map(([name, value]) => (
                <Pair key={name} name={name} value={value} />
            ))}
        </dl>
    );
}

function Run({ run }: { run: Explanation['runs'][number] }) {
    const { t } = useTranslation();
    return (
        <div className="stack tight">
            <div className="row">
                <Pill tone="accent">{`v${run.version}`}</Pill>
                {run.now && (
                    <span>
                        {[run.now.step, run.now.does, run.now.waits].filter(Boolean).join(' · ')} <When at={run.now.until} />
                    </span>
                )}
            </div>
            <ol className="stack tight">
                {(run.path ?? []).map((passage, i) => (
                    <li key={i} className="small">
                        <When at={passage.at} /> <b>{passage.signal}</b> {[passage.from, passage.to].filter(Boolean).join(' → ')}
                        <ul>
                            {(passage.conditions ?? []).map((one, j) => (
                                <li key={j} className="row" style={{ marginTop: 3 }}>
                                    <Pill tone={one.holds ? 'good' : 'warn'}>{one.unknown ?? (one.holds ? t('customers.holds') : t('customers.holdsNot'))}</Pill>
                                    <span className="mono">{one.condition}</span>
                                    <span className="quiet">
                                        {Object.entries(one.values ?? {})
                                            .map(([name, value]) => `${name} = ${value}`)
                                            .join(', ')}
                                    </span>
                                </li>
                            ))}
                        </ul>
                    </li>
                ))}
            </ol>
        </div>
    );
}
