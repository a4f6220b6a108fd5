import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ask, at, get, Problem } from '../api/engine';
import { useMay } from '../api/session';
import type { JourneySummary, Paged } from '../api/types';
import { Icon } from '../app/icons';
import { Answered, Empty, Head, Pill, Trouble, When } from '../app/parts';

/** The kinds of documents with a list of their own; the engine has them under the same name. */
export type Kind = 'segments' | 'campaigns' | 'templates' | 'offers';

/** Every document of a kind; the engine gives them a page at a time. */
export const allOf = (kind: Kind) => ({
    queryKey: [kind],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const all: JourneySummary[] = [];
        for (let cursor: string | null = ''; cursor !== null; ) {
            const page: Paged<JourneySummary> = await get(`/api/${kind}?limit=500${cursor ? at`&cursor=${cursor}` : ''}`, signal);
            all.push(...page.items);
            cursor = page.next;
        }
        return all.filter((one) => one.stage !== 'deleted');
    },
});

export interface Column {
    words: string;
    cell: (one: JourneySummary) => ReactNode;
}

/** The documents of a kind by name, and a way to a new one. */
export function All({ kind, fresh, columns = [], children }: { kind: Kind; fresh: (id: string) => string; columns?: Column[]; children?: ReactNode }) {
    const { t } = useTranslation();
    const may = useMay();
    const query = useQuery(allOf(kind));
    const [wanted, setWanted] = useSearchParams();
    const [creating, setCreating] = useState(false);
    const text = wanted.get('q') ?? '';
    return (
        <>
            <Head title={t(`${kind}.title`)} lead={t(`${kind}.lead`)}>
                {may('marketer') && (
                    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setCreating(true)}>
                        {t(`${kind}.new`)}
                    </Button>
                )}
            </Head>
            <Answered query={query}>
                {(all) => {
                    const shown = all.filter((one) => one.id.includes(text.toLowerCase()));
                    return (
                        <>
                            {all.length > 8 && (
                                <div>
                                    <TextInput aria-label={t('journeys.filter')} placeholder={t('journeys.filter')} leftSection={<Icon name="search" size={16} />} value={text} onChange={(event) => setWanted(event.currentTarget.value ? { q: event.currentTarget.value } : {}, { replace: true })} style={{ maxWidth: 280 }} />
                                </div>
                            )}
                            <section className="card" aria-label={t(`${kind}.title`)}>
                                {all.length === 0 ? <Empty title={t(`${kind}.none`)}>{t(`${kind}.noneText`)}</Empty> : shown.length === 0 ? <Empty title={t('journeys.noMatch')} /> : <Table kind={kind} items={shown} columns={columns} />}
                            </section>
                        </>
                    );
                }}
            </Answered>
            {children}
            {creating && <Create kind={kind} fresh={fresh} close={() => setCreating(false)} />}
        </>
    );
}

function Table({ kind, items, columns }: { kind: Kind; items: JourneySummary[]; columns: Column[] }) {
    const { t } = useTranslation();
    return (
        <table className="list">
            <thead>
                <tr>
                    <th scope="col">{t('documents.name')}</th>
                    {columns.map((column) => (
                        <th scope="col" key={column.words}>
                            {column.words}
                        </th>
                    ))}
                    <th scope="col">{t('journeys.changed')}</th>
                    <th scope="col">{t('journeys.author')}</th>
                </tr>
            </thead>
            <tbody>
                {items.map((one) => (
                    <tr key={one.id}>
                        <td>
                            <div className="row">
                                <Link className="main-link" to={at`/` + kind + at`/${one.id}`}>
                                    {one.id}
                                </Link>
                                {(one.problems?.length ?? 0) > 0 && <Pill tone="bad">{t('journeys.broken')}</Pill>}
                            </div>
                        </td>
                        {columns.map((column) => (
                            <td key={column.words} data-label={column.words}>
                                {column.cell(one)}
                            </td>
                        ))}
                        <td className="nowrap" data-label={t('journeys.changed')}>
                            <When at={one.changedAt} />
                        </td>
                        <td className="quiet" data-label={t('journeys.author')}>
                            {one.author}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

const ID = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** Asks for a name that is free; the page that opens has a text to begin from. */
export function Create({ kind, fresh, close }: { kind: Kind | 'journeys'; fresh: (id: string) => string; close: () => void }) {
    const { t } = useTranslation();
    const navigate = useNavigate();
    const [id, setId] = useState('');
    const [taken, setTaken] = useState(false);
    const [error, setError] = useState<unknown>(null);

    async function create(event: FormEvent) {
        event.preventDefault();
        setError(null);
        try {
            await ask(`/api/` + kind + at`/${id}`);
            setTaken(true);
        } catch (caught) {
            if (caught instanceof Problem && caught.status === 404) {
                close();
                await navigate(`/` + kind + at`/${id}`, { state: { text: fresh(id) } });
            } else {
                setError(caught);
            }
        }
    }

    return (
        <Modal opened onClose={close} title={t(`${kind}.new`)} closeButtonProps={{ 'aria-label': t('close') }}>
            <form className="stack" onSubmit={(event) => void create(event)}>
                <p className="quiet">{t(`${kind}.newText`)}</p>
                <TextInput
                    label={t('documents.name')}
                    description={t('documents.nameHint')}
                    value={id}
                    onChange={(event) => {
                        setTaken(false);
                        setId(event.currentTarget.value);
                    }}
                    error={taken ? t('documents.exists') : undefined}
                    data-autofocus
                />
                {error !== null && <Trouble error={error} />}
                <div className="row" style={{ justifyContent: 'flex-end' }}>
                    <Button variant="default" onClick={close}>
                        {t('cancel')}
                    </Button>
                    <Button type="submit" disabled={!ID.test(id)}>
                        {t('documents.create')}
                    </Button>
                </div>
            </form>
        </Modal>
    );
}
