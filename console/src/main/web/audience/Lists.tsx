import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, at, get, Problem } from '../api/engine';
import type { Fault, Paged } from '../api/types';
import { Trouble, When } from '../app/parts';

export interface CustomerList {
    id: string;
    shop: string;
    customers: number;
    duplicates: number;
    broken: number;
    errors?: Fault[];
    author: string;
    savedAt: string;
    keptUntil: string;
}

export const listsOf = (shop: string) => ({ queryKey: ['lists', shop], queryFn: async ({ signal }: { signal: AbortSignal }) => (await get<Paged<CustomerList>>(at`/api/lists?shop=${shop}&limit=500`, signal)).items });

/** The lists of a shop, and a way to upload one. */
export function Lists({ shop, uploaded }: { shop: string; uploaded: (id: string) => void }) {
    const { t, i18n } = useTranslation();
    const queries = useQueryClient();
    const query = useQuery(listsOf(shop));
    const input = useId();
    const [name, setName] = useState('');
    const [file, setFile] = useState<File | null>(null);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const broken = error instanceof Problem && typeof error.document.broken === 'number' ? error.document.broken : 0;

    async function upload(skipBroken: boolean) {
        if (!file) {
            return;
        }
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<CustomerList>(at`/api/lists/${name}?shop=${shop}&skipBroken=${String(skipBroken)}`, { method: 'PUT', csv: file });
            notifications.show({ message: t('lists.uploaded', { id: body.id, customers: body.customers.toLocaleString(i18n.language), duplicates: body.duplicates.toLocaleString(i18n.language) }), color: 'green' });
            await queries.invalidateQueries({ queryKey: ['lists'] });
            uploaded(body.id);
            setFile(null);
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    async function remove(id: string) {
        if (!window.confirm(t('lists.removeAsk', { id }))) {
            return;
        }
        setError(null);
        try {
            await ask(at`/api/lists/${id}?shop=${shop}`, { method: 'DELETE' });
        } catch (caught) {
            setError(caught);
        }
        await queries.invalidateQueries({ queryKey: ['lists'] });
    }

    return (
        <details>
            <summary>{t('lists.title')}</summary>
            <div className="stack" style={{ paddingTop: 12 }}>
                <p className="quiet small">{t('lists.lead')}</p>
                <div className="row" style={{ alignItems: 'flex-end' }}>
                    <TextInput label={t('lists.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} placeholder="vip" />
                    <div style={{ minWidth: 0, flex: '1 1 200px' }}>
                        <label htmlFor={input} className="small" style={{ display: 'block', fontWeight: 500 }}>
                            {t('lists.file')}
                        </label>
                        <input
                            id={input}
                            type="file"
                            accept=".csv,.txt,text/csv"
                            style={{ maxWidth: '100%' }}
                            onChange={(event) => {
                                setError(null);
                                setFile(event.currentTarget.files?.[0] ?? null);
                            }}
                        />
                    </div>
                    <Button variant="default" loading={busy} disabled={!file || !/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name)} onClick={() => void upload(false)}>
                        {t('lists.upload')}
                    </Button>
                </div>
                {error !== null && <Trouble error={error} />}
                {broken > 0 && (
                    <div>
                        <Button size="xs" variant="default" loading={busy} onClick={() => void upload(true)}>
                            {t('lists.skipBroken', { count: broken })}
                        </Button>
                    </div>
                )}
                <ul className="stack tight">
                    {(query.data ?? []).map((list) => (
                        <li key={list.id} className="row apart">
                            <span>
                                <b>{list.id}</b> <span className="num">{t('lists.customers', { count: list.customers })}</span>{' '}
                                <span className="quiet small">
                                    {t('lists.until')} <When at={list.keptUntil} />
                                </span>
                            </span>
                            <Button size="compact-xs" variant="default" aria-label={t('lists.removeOne', { id: list.id })} onClick={() => void remove(list.id)}>
                                {t('lists.remove')}
                            </Button>
                        </li>
                    ))}
                </ul>
            </div>
        </details>
    );
}
