import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { get } from '../api/engine';
import type { AuditedCall, Paged } from '../api/types';
import { Answered, Empty, Head, Pill, When } from '../app/parts';

const FIELDS = ['caller', 'subject', 'call'] as const;

/** Which calls changed something or looked a person up, newest first. */
export default function Audit() {
    const { t } = useTranslation();
    const [wanted, setWanted] = useSearchParams();
    const filter = new URLSearchParams(FIELDS.flatMap((name) => (wanted.get(name) ? [[name, wanted.get(name)!]] : []))).toString();
    const query = useInfiniteQuery({
        queryKey: ['audit', filter],
        initialPageParam: '',
        queryFn: ({ pageParam, signal }) => get<Paged<AuditedCall>>(`/api/audit?limit=100${filter ? `&${filter}` : ''}${pageParam ? `&cursor=${pageParam}` : ''}`, signal),
        getNextPageParam: (page) => page.next ?? undefined,
    });
    return (
        <>
            <Head title={t('audit.title')} lead={t('audit.lead')} />
            <Filter key={filter} initial={wanted} choose={(values) => setWanted(values)} />
            <section className="card" aria-label={t('audit.title')}>
                <Answered query={query}>
                    {({ pages }) => {
                        const calls = pages.flatMap((page) => page.items);
                        return (
                            <>
                                {calls.length === 0 ? <Empty title={t('audit.none')} /> : <Table calls={calls} />}
                                {query.hasNextPage && (
                                    <div style={{ padding: 14, textAlign: 'center' }}>
                                        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                                            {t('more')}
                                        </Button>
                                    </div>
                                )}
                            </>
                        );
                    }}
                </Answered>
            </section>
        </>
    );
}

function Filter({ initial, choose }: { initial: URLSearchParams; choose: (values: Record<string, string>) => void }) {
    const { t } = useTranslation();
    const [values, setValues] = useState<Record<string, string>>(Object.fromEntries(FIELDS.map((name) => [name, initial.get(name) ?? ''])));

    function submit(event: FormEvent) {
        event.preventDefault();
        choose(Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')));
    }

    return (
        <form className="row" style={{ alignItems: 'flex-end' }} onSubmit={submit}>
            {FIELDS.map((name) => (
                <TextInput key={name} label={t(`audit.${name}`)} value={values[name] ?? ''} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} style={{ flex: '1 1 160px' }} />
            ))}
            <Button type="submit" variant="default">
                {t('audit.filter')}
            </Button>
        </form>
    );
}

function Table({ calls }: { calls: AuditedCall[] }) {
    const { t } = useTranslation();
    return (
        <table className="list">
            <thead>
                <tr>
                    <th scope="col">{t('audit.when')}</th>
                    <th scope="col">{t('audit.caller')}</th>
                    <th scope="col">{t('audit.call')}</th>
                    <th scope="col">{t('audit.subject')}</th>
                    <th scope="col">{t('audit.result')}</th>
                </tr>
            </thead>
            <tbody>
                {calls.map((call, i) => (
                    <tr key={i}>
                        <td className="nowrap">
                            <When at={call.at} />
                        </td>
                        <td data-label={t('audit.caller')}>
                            {call.caller} <span className="quiet small">{(call.roles ?? []).join(', ')}</span>
                        </td>
                        <td data-label={t('audit.call')} className="mono">
                            {call.call}
                        </td>
                        <td data-label={t('audit.subject')}>
                            {[call.shop, call.subject].filter(Boolean).join(' / ')}
                            {call.detail && <div className="quiet small">{call.detail}</div>}
                        </td>
                        <td data-label={t('audit.result')}>
                            <Pill tone={call.status < 300 ? 'good' : call.status < 500 ? 'warn' : 'bad'}>{call.status}</Pill>
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}
