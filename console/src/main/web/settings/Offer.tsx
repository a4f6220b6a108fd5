import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ask, at, get } from '../api/engine';
import type { Fault } from '../api/types';
import { Answered, Trouble } from '../app/parts';
import { OneDocument, SaveButton, useText } from '../documents/OneDocument';
import { DocumentForm } from './DocumentForm';

export default function OfferPage() {
    const { id = '' } = useParams();
    return <OfferOf key={id} id={id} />;
}

function OfferOf({ id }: { id: string }) {
    const { t } = useTranslation();
    const text = useText({ path: at`/api/offers/${id}`, name: `offers/${id}`, byItself: false, list: 'offers' });
    return (
        <OneDocument text={text} title={id} back={['/offers', t('offers.title')]} actions={text.mayWrite && <SaveButton draft={text.draft} />} form={<DocumentForm text={text} schema="offer" hidden={['id']} title={t('offers.form')} />}>
            {text.draft.etag !== null && <Codes id={id} mayWrite={text.mayWrite} />}
        </OneDocument>
    );
}

interface Uploaded {
    added: number;
    known: number;
    full: number;
    refused: number;
    errors?: Fault[];
}

/** How many codes there are, and ways to more of them. */
function Codes({ id, mayWrite }: { id: string; mayWrite: boolean }) {
    const { t, i18n } = useTranslation();
    const queries = useQueryClient();
    const input = useId();
    const query = useQuery({ queryKey: ['stock', id], queryFn: ({ signal }) => get<{ free: number; given: number; redeemed: number }>(at`/api/offers/${id}/stock`, signal) });
    const [file, setFile] = useState<File | null>(null);
    const [pattern, setPattern] = useState('SALE-########');
    const [count, setCount] = useState('100');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const [last, setLast] = useState<Uploaded | null>(null);

    async function add(call: () => Promise<{ body: Uploaded }>) {
        setBusy(true);
        setError(null);
        try {
            const { body } = await call();
            setLast(body);
            notifications.show({ message: t('offers.added', { count: body.added }), color: 'green' });
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            await queries.invalidateQueries({ queryKey: ['stock', id] });
        }
    }

    return (
        <section className="card pad stack" aria-labelledby="codes">
            <h2 id="codes">{t('offers.codes')}</h2>
            <Answered query={query}>
                {(stock) => (
                    <dl className="facts">
                        {(['free', 'given', 'redeemed'] as const).map((one) => (
                            <div key={one} style={{ display: 'contents' }}>
                                <dt>{t(`offers.${one}`)}</dt>
                                <dd className="num">{stock[one].toLocaleString(i18n.language)}</dd>
                            </div>
                        ))}
                    </dl>
                )}
            </Answered>
            {mayWrite && (
                <>
                    <div className="row" style={{ alignItems: 'flex-end' }}>
                        <TextInput label={t('offers.pattern')} description={t('offers.patternHelp')} value={pattern} onChange={(event) => setPattern(event.currentTarget.value)} />
                        <TextInput label={t('offers.count')} type="number" min={1} max={1_000_000} value={count} onChange={(event) => setCount(event.currentTarget.value)} style={{ width: 110 }} />
                        <Button variant="default" loading={busy} onClick={() => void add(() => ask<Uploaded>(at`/api/offers/${id}/codes/make`, { method: 'POST', json: { pattern, count: Number(count) } }))}>
                            {t('offers.make')}
                        </Button>
                    </div>
                    <div className="row" style={{ alignItems: 'flex-end' }}>
                        <div style={{ minWidth: 0, flex: '1 1 200px' }}>
                            <label htmlFor={input} className="small" style={{ display: 'block', fontWeight: 500 }}>
                                {t('offers.file')}
                            </label>
                            <input id={input} type="file" accept=".csv,.txt,text/csv" style={{ maxWidth: '100%' }} onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
                        </div>
                        <Button variant="default" loading={busy} disabled={!file} onClick={() => void add(() => ask<Uploaded>(at`/api/offers/${id}/codes`, { method: 'POST', csv: file! }))}>
                            {t('offers.upload')}
                        </Button>
                    </div>
                </>
            )}
            {error !== null && <Trouble error={error} />}
            {last && (last.refused > 0 || last.known > 0 || last.full > 0) && (
                <div className="note warn">
                    <div>
                        {t('offers.passedOver', { known: last.known, refused: last.refused, full: last.full })}
                        {(last.errors ?? []).map((one) => (
                            <div key={one.path} className="small" lang="en">{`${one.path}: ${one.problem}`}</div>
                        ))}
                    </div>
                </div>
            )}
        </section>
    );
}
