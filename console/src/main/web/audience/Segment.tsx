import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ask, at, Problem } from '../api/engine';
import { useSession } from '../api/session';
import { Answered, Empty, Pill, Trouble } from '../app/parts';
import { OneDocument, SaveButton, useText } from '../documents/OneDocument';
import { say } from '../journeys/graph';
import { ShopChoice } from '../reports/parts';
import { about, type SegmentCount } from './estimate';

export default function SegmentPage() {
    const { id = '' } = useParams();
    return <SegmentOf key={id} id={id} />;
}

function SegmentOf({ id }: { id: string }) {
    const { t } = useTranslation();
    const text = useText({ path: at`/api/segments/${id}`, name: `segments/${id}`, byItself: false, list: 'segments' });
    const saved = text.draft.saving.state === 'saved';
    return (
        <OneDocument text={text} title={id} back={['/segments', t('segments.title')]} actions={text.mayWrite && <SaveButton draft={text.draft} />}>
            <Count id={id} etag={saved ? text.draft.etag : null} />
            <Explain id={id} saved={saved} />
            <section className="card pad stack tight" aria-labelledby="how">
                <h2 id="how">{t('segments.how')}</h2>
                <ul className="stack tight small">
                    {EXAMPLES.map(([condition, words]) => (
                        <li key={condition}>
                            <code className="mono">{condition}</code> <span className="quiet">{t(`segments.example.${words}`)}</span>
                        </li>
                    ))}
                </ul>
            </section>
        </OneDocument>
    );
}

const EXAMPLES = [
    ['orders.count(P180D) >= 3', 'orders'],
    ['orders.sum(P365D) > 1000000', 'sum'],
    ['customer.allows("email", "news")', 'allows'],
    ['customer.timezone.startsWith("Europe/")', 'zone'],
    ['!("cart-reminder" in customer.journeys)', 'journeys'],
] as const;

/** How many are in it: each time that it is saved, and when asked. */
function Count({ id, etag }: { id: string; etag: string | null }) {
    const { t, i18n } = useTranslation();
    const query = useQuery({
        queryKey: ['count', id, etag],
        queryFn: async ({ signal }) => (await ask<SegmentCount>(at`/api/segments/${id}/count`, { method: 'POST', signal })).body,
        enabled: etag !== null,
        staleTime: Infinity,
        // A segment that was just saved is compiled beside the work: for a moment it is not there yet.
        retry: (tries, error) => error instanceof Problem && (error.passing || error.status === 404) && tries < 5,
    });
    return (
        <section className="card pad stack" aria-labelledby="count" aria-live="polite">
            <div className="row apart">
                <h2 id="count">{t('segments.members')}</h2>
                <Button size="xs" variant="default" disabled={etag === null} loading={query.isFetching} onClick={() => void query.refetch()}>
                    {t('segments.count')}
                </Button>
            </div>
            {etag === null ? (
                <p className="quiet">{t('segments.saveFirst')}</p>
            ) : (
                <Answered query={query}>
                    {(count) => (
                        <>
                            <div>
                                <span className="figure num">{about(count.members, i18n.language)}</span>{' '}
                                <span className="quiet">{t('segments.of', { customers: about(count.customers, i18n.language) })}</span>
                            </div>
                            <div className="bar" aria-hidden="true">
                                <span style={{ width: `${(100 * count.members.count) / Math.max(1, count.customers.count)}%` }} />
                            </div>
                            <p className="quiet small">{count.members.error > 0 ? t('segments.sampled', { count: count.sampled }) : t('segments.exact')}</p>
                            {count.customers.count === 0 ? <div className="note">{t('segments.noCustomers')}</div> : count.members.count === 0 ? <div className="note warn">{t('segments.nobody')}</div> : count.members.count === count.customers.count ? <div className="note warn">{t('segments.everybody')}</div> : null}
                            {(count.unknown?.count ?? 0) > 0 && <div className="note warn">{t('segments.unknown', { customers: about(count.unknown, i18n.language) })}</div>}
                            {((count.missing ?? []).length > 0 || (count.silent ?? []).length > 0) && <div className="note warn">{t('reports.gaps')}</div>}
                        </>
                    )}
                </Answered>
            )}
        </section>
    );
}

interface Membership {
    customer: string;
    in: boolean;
    problem?: string;
    values: Record<string, unknown>;
}

/** Whether one customer is in it, with the values that decide. */
function Explain({ id, saved }: { id: string; saved: boolean }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const [shop, setShop] = useState(me?.shops[0] ?? 'main');
    const [customer, setCustomer] = useState('');
    const [found, setFound] = useState<{ shop: string; of: Membership } | null>(null);
    const [error, setError] = useState<unknown>(null);

    async function look(event: FormEvent) {
        event.preventDefault();
        setError(null);
        setFound(null);
        try {
            setFound({ shop, of: (await ask<Membership>(at`/api/segments/${id}/members?customer=${customer.trim()}&shop=${shop}`)).body });
        } catch (caught) {
            setError(caught);
        }
    }

    return (
        <section className="card pad stack" aria-labelledby="explain">
            <h2 id="explain">{t('segments.explain')}</h2>
            <form className="row" style={{ alignItems: 'flex-end' }} onSubmit={(event) => void look(event)}>
                <ShopChoice shop={shop} shops={me?.shops ?? []} choose={setShop} />
                <TextInput label={t('customers.id')} value={customer} onChange={(event) => setCustomer(event.currentTarget.value)} style={{ flex: '1 1 160px' }} />
                <Button type="submit" variant="default" disabled={customer.trim() === '' || !saved}>
                    {t('segments.look')}
                </Button>
            </form>
            {error instanceof Problem && error.status === 404 ? <Empty title={t('customers.notFound', { id: customer, shop })} /> : error !== null && <Trouble error={error} />}
            {found && (
                <div className="stack tight" role="status">
                    <div className="row">
                        <Link to={at`/customers/${found.shop}/${found.of.customer}`}>{found.of.customer}</Link>
                        <Pill tone={found.of.in ? 'good' : 'warn'}>{found.of.in ? t('segments.isIn') : t('segments.isNotIn')}</Pill>
                    </div>
                    {found.of.problem && (
                        <div className="note warn" lang="en">
                            {found.of.problem}
                        </div>
                    )}
                    <dl className="inputs">
                        {Object.entries(found.of.values ?? {}).map(([name, value]) => (
                            <div key={name} style={{ display: 'contents' }}>
                                <dt className="mono">{name}</dt>
                                <dd className="mono">{say(value) || '–'}</dd>
                            </div>
                        ))}
                    </dl>
                </div>
            )}
        </section>
    );
}
