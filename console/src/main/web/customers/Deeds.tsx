import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parse } from 'yaml';
import { ask, at } from '../api/engine';
import { useMay } from '../api/session';
import { Trouble } from '../app/parts';
import { allOf } from '../documents/All';
import { saveFile } from '../reports/parts';

type Deed = 'write' | 'stop' | 'erase';

/** What support may do for a customer; each of it is in the audit. */
export function Deeds({ shop, id }: { shop: string; id: string }) {
    const { t } = useTranslation();
    const queries = useQueryClient();
    const [open, setOpen] = useState<Deed | null>(null);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const close = () => (setOpen(null), setError(null));

    /** Does it, and says so in the words that its answer has. */
    async function act(deed: () => Promise<string | null>) {
        setBusy(true);
        setError(null);
        try {
            const words = await deed();
            if (words !== null) {
                notifications.show({ message: words, color: 'green' });
            }
            close();
            await Promise.all([queries.invalidateQueries({ queryKey: ['customer', shop, id] }), queries.invalidateQueries({ queryKey: ['timeline', shop, id] })]);
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    async function download(): Promise<null> {
        const { body } = await ask<object>(at`/api/customers/${id}/export?shop=${shop}`);
        saveFile(JSON.stringify(body, null, 2), 'application/json', `${shop}-${id}.json`);
        return null;
    }

    return (
        <div className="row" role="group" aria-label={t('customers.deeds.label')}>
            <Button variant="default" onClick={() => setOpen('write')}>
                {t('customers.deeds.write')}
            </Button>
            <Button variant="default" onClick={() => setOpen('stop')}>
                {t('customers.deeds.stop')}
            </Button>
            <Button variant="default" loading={busy && open === null} onClick={() => void act(download)}>
                {t('customers.deeds.export')}
            </Button>
            <Button variant="default" onClick={() => setOpen('erase')}>
                {t('customers.deeds.erase')}
            </Button>
            {error !== null && open === null && <Trouble error={error} />}
            <Modal opened={open !== null} onClose={close} title={open === null ? '' : t(`customers.deeds.${open}Title`, { id })} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    {error !== null && <Trouble error={error} />}
                    {open === 'write' && <Write shop={shop} id={id} busy={busy} act={act} />}
                    {open === 'stop' && <Stop shop={shop} id={id} busy={busy} act={act} />}
                    {open === 'erase' && <Erase shop={shop} id={id} busy={busy} act={act} />}
                </div>
            </Modal>
        </div>
    );
}

interface Of {
    shop: string;
    id: string;
    busy: boolean;
    act: (deed: () => Promise<string | null>) => Promise<void>;
}

function Write({ shop, id, busy, act }: Of) {
    const { t } = useTranslation();
    const may = useMay();
    const templates = useQuery({ ...allOf('templates'), enabled: may('marketer', 'ops') });
    const [template, setTemplate] = useState('');
    const [channel, setChannel] = useState('sms');
    const [variables, setVariables] = useState('');
    const [once] = useState(() => `console-${Date.now()}-${Math.random().toString(36).slice(2)}`); // a second try is the same message

    async function send() {
        const read: unknown = variables.trim() === '' ? {} : parse(variables);
        const { status } = await ask(at`/api/customers/${id}/messages?shop=${shop}`, { method: 'POST', json: { template, channels: [channel], variables: read }, idempotencyKey: once });
        return t(status === 202 ? 'customers.deeds.standing' : 'customers.deeds.sent');
    }

    return (
        <>
            <p className="quiet small">{t('customers.deeds.writeText')}</p>
            {templates.data ? (
                <NativeSelect label={t('customers.deeds.template')} value={template} data={['', ...templates.data.map((one) => one.id)]} onChange={(event) => setTemplate(event.currentTarget.value)} />
            ) : (
                <TextInput label={t('customers.deeds.template')} value={template} onChange={(event) => setTemplate(event.currentTarget.value)} />
            )}
            <NativeSelect label={t('customers.deeds.channel')} value={channel} data={['sms', 'email', 'push']} onChange={(event) => setChannel(event.currentTarget.value)} />
            <Textarea label={t('customers.deeds.variables')} value={variables} placeholder={'number: "12465"'} rows={3} onChange={(event) => setVariables(event.currentTarget.value)} />
            <div className="row" style={{ justifyContent: 'flex-end' }}>
                <Button loading={busy} disabled={template === ''} onClick={() => void act(send)}>
                    {t('customers.deeds.send')}
                </Button>
            </div>
        </>
    );
}

function Stop({ shop, id, busy, act }: Of) {
    const { t } = useTranslation();
    const [channel, setChannel] = useState('any');
    const [source, setSource] = useState(t('customers.deeds.bySource'));

    async function stop() {
        await ask(at`/api/customers/${id}/consents?shop=${shop}`, { method: 'PUT', json: [{ channel, granted: false, source }] });
        return t('customers.deeds.stopped');
    }

    return (
        <>
            <p className="quiet small">{t('customers.deeds.stopText')}</p>
            <NativeSelect label={t('customers.deeds.channel')} value={channel} data={['any', 'sms', 'email', 'push']} onChange={(event) => setChannel(event.currentTarget.value)} />
            <TextInput label={t('customers.deeds.source')} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
            <div className="row" style={{ justifyContent: 'flex-end' }}>
                <Button loading={busy} disabled={source.trim() === ''} onClick={() => void act(stop)}>
                    {t('customers.deeds.stopNow')}
                </Button>
            </div>
        </>
    );
}

function Erase({ shop, id, busy, act }: Of) {
    const { t } = useTranslation();
    const [typed, setTyped] = useState('');

    async function erase() {
        const { status } = await ask(at`/api/customers/${id}?shop=${shop}`, { method: 'DELETE' });
        return t(status === 202 ? 'customers.deeds.eraseStands' : 'customers.deeds.erased');
    }

    return (
        <>
            <p>{t('customers.deeds.eraseText')}</p>
            <TextInput label={t('customers.id')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
            <div className="row" style={{ justifyContent: 'flex-end' }}>
                <Button color="red.8" loading={busy} disabled={typed !== id} onClick={() => void act(erase)}>
                    {t('customers.deeds.eraseNow')}
                </Button>
            </div>
        </>
    );
}
