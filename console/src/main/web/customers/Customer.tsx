import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { at, get, Problem } from '../api/engine';
import { useMay } from '../api/session';
import type { Customer, Timeline } from '../api/types';
import { Answered, Empty, Head, Pill, useMoment, When } from '../app/parts';
import { say } from '../journeys/graph';
import { Explain } from './Explain';
import { Deeds } from './Deeds';
import { Entry } from './Entry';
import { remember } from './recent';

export default function CustomerPage() {
    const { t } = useTranslation();
    const { shop = 'main', id = '' } = useParams();
    const may = useMay();
    const query = useQuery({ queryKey: ['customer', shop, id], queryFn: ({ signal }) => get<Customer>(at`/api/customers/${id}?shop=${shop}`, signal) });
    const found = query.data !== undefined;
    useEffect(() => {
        if (found) {
            remember({ shop, id });
        }
    }, [found, shop, id]);
    const missing = query.error instanceof Problem && query.error.status === 404;
    return (
        <>
            <div className="stack tight">
                <Link to="/customers" className="small">
                    ← {t('customers.title')}
                </Link>
                <Head title={id} beside={<Pill>{`${t('shop')}: ${shop}`}</Pill>} />
            </div>
            {missing ? (
                <div className="card">
                    <Empty title={t('customers.notFound', { id, shop })} />
                </div>
            ) : (
                <Answered query={query}>
                    {(customer) => (
                        <>
                            {may('support') && !customer.movedTo && <Deeds shop={shop} id={id} />}
                            <About customer={customer} />
                            <History shop={shop} id={id} />
                        </>
                    )}
                </Answered>
            )}
        </>
    );
}

function About({ customer }: { customer: Customer }) {
    const { t } = useTranslation();
    const may = useMay();
    return (
        <>
            {customer.movedTo && (
                <div className="note">
                    <Link to={at`/customers/${customer.shop}/${customer.movedTo}`}>{t('customers.movedTo', { id: customer.movedTo })}</Link>
                </div>
            )}
            <div className="two">
                <Part title={t('customers.profile')}>
                    <Profile customer={customer} />
                    {!may('support') && <p className="quiet small">{t('customers.masked')}</p>}
                </Part>
                <div className="stack" style={{ gap: 20 }}>
                    <Part title={t('customers.consents')}>
                        <Consents customer={customer} />
                    </Part>
                    <Part title={t('customers.running')}>
                        <Running customer={customer} />
                    </Part>
                </div>
            </div>
        </>
    );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
    return (
        <section className="card pad stack" aria-label={title}>
            <h2>{title}</h2>
            {children}
        </section>
    );
}

function Profile({ customer }: { customer: Customer }) {
    const { t } = useTranslation();
    const facts = Object.entries(customer.profile ?? {}).filter(([, value]) => say(value) !== '');
    if (facts.length === 0 && (customer.devices ?? []).length === 0) {
        return <p className="quiet">{t('customers.noProfile')}</p>;
    }
    return (
        <dl className="facts">
            {facts.map(([name, value]) => (
                <Fact key={name} name={name}>
                    {say(value)}
                </Fact>
            ))}
            {(customer.devices ?? []).length > 0 && <Fact name={t('customers.devices')}>{customer.devices.map((one) => `${one.platform} ${one.address}`).join(', ')}</Fact>}
        </dl>
    );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </>
    );
}

function Consents({ customer }: { customer: Customer }) {
    const { t } = useTranslation();
    const consents = customer.consents ?? [];
    return (
        <ul className="stack tight">
            {consents.map((one, i) => (
                <li key={i} className="row">
                    <Pill tone={one.granted ? 'good' : 'bad'}>{one.granted ? t('customers.granted') : t('customers.withdrawn')}</Pill>
                    <b>{one.channel}</b>
                    <span>{one.topic ?? t('customers.allTopics')}</span>
                    <span className="quiet small">
                        <When at={one.at} /> · {one.source}
                        {one.evidence ? ` · ${one.evidence}` : ''}
                    </span>
                </li>
            ))}
            {consents.length === 0 && <li className="quiet">{t('customers.noConsents')}</li>}
            {(customer.stops ?? []).map((one) => (
                <li key={`stop ${one.channel}`}>
                    <Pill tone="bad">{t('customers.stop', { channel: one.channel })}</Pill>
                </li>
            ))}
            {(customer.suppressions ?? []).map((one) => (
                <li key={`dead ${one.channel}`}>
                    <Pill tone="warn">{t('customers.suppressed', { channel: one.channel, reason: one.reason })}</Pill>
                </li>
            ))}
        </ul>
    );
}

function Running({ customer }: { customer: Customer }) {
    const { t } = useTranslation();
    const may = useMay();
    const moment = useMoment();
    const journeys = customer.journeys ?? [];
    if (journeys.length === 0) {
        return <p className="quiet">{t('customers.noRunning')}</p>;
    }
    return (
        <ul className="stack">
            {journeys.map((one) => (
                <li key={one.instance}>
                    <div className="row">
                        {may('marketer', 'ops') ? <Link to={at`/journeys/${one.journey}`}>{one.journey}</Link> : <b>{one.journey}</b>}
                        <Pill tone="accent">{one.step}</Pill>
                        {one.key && <span className="mono quiet">{one.key}</span>}
                    </div>
                    <div className="quiet small">
                        {t('customers.since', { time: moment(one.enteredAt) })}
                        {one.due && ` · ${t('customers.next', { time: moment(one.due) })}`}
                    </div>
                    {one.stuck && <div className="note warn small">{t('customers.stuck', { cause: one.stuck.cause })}</div>}
                </li>
            ))}
        </ul>
    );
}

function History({ shop, id }: { shop: string; id: string }) {
    const { t } = useTranslation();
    const [explained, setExplained] = useState<{ journey: string; at: string } | null>(null);
    const query = useInfiniteQuery({
        queryKey: ['timeline', shop, id],
        initialPageParam: '',
        queryFn: ({ pageParam, signal }) => get<Timeline>(at`/api/customers/${id}/timeline?shop=${shop}&limit=50` + (pageParam ? at`&cursor=${pageParam}` : ''), signal),
        getNextPageParam: (page) => page.next ?? undefined,
    });
    return (
        <Answered query={query}>
            {({ pages }) => {
                const entries = pages.flatMap((page) => page.items);
                const passed = pages[0]?.passed ?? [];
                return (
                    <>
                        {explained && <Explain shop={shop} id={id} {...explained} close={() => setExplained(null)} />}
                        <section className="card" aria-labelledby="history">
                            <h2 id="history">{t('customers.timeline')}</h2>
                            {entries.length === 0 ? (
                                <Empty title={t('customers.noTimeline')} />
                            ) : (
                                <ol className="timeline">
                                    {entries.map((entry) => (
                                        <Entry key={entry.sequence} entry={entry} explain={(journey) => setExplained({ journey, at: entry.at })} />
                                    ))}
                                </ol>
                            )}
                            {query.hasNextPage && (
                                <div style={{ padding: 14, textAlign: 'center' }}>
                                    <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                                        {t('more')}
                                    </Button>
                                </div>
                            )}
                        </section>
                        {passed.length > 0 && (
                            <section className="card pad stack" aria-labelledby="passed">
                                <h2 id="passed">{t('customers.passed')}</h2>
                                <ul className="stack tight">
                                    {passed.map((one, i) => (
                                        <li key={i} className="small">
                                            {say(one)}
                                        </li>
                                    ))}
                                </ul>
                            </section>
                        )}
                    </>
                );
            }}
        </Answered>
    );
}
