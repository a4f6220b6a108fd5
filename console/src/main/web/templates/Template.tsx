import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ask, at } from '../api/engine';
import type { JourneySummary } from '../api/types';
import { Pill, Trouble } from '../app/parts';
import { allOf } from '../documents/All';
import { OneDocument, useText, valueOf } from '../documents/OneDocument';
import { precondition } from '../documents/opening';
import { Preview, type Channel } from './Preview';

export default function TemplatePage() {
    const { id = '' } = useParams();
    return <TemplateOf key={id} id={id} />;
}

const CHANNELS: Channel[] = ['email', 'sms', 'push'];
const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function TemplateOf({ id }: { id: string }) {
    const { t } = useTranslation();
    const queries = useQueryClient();
    const text = useText({ path: at`/api/templates/${id}/draft`, otherwise: at`/api/templates/${id}`, name: `templates/${id}`, byItself: true, list: 'templates' });
    const { draft, reading, mayWrite } = text;
    const all = useQuery(allOf('templates'));
    const summary = all.data?.find((one) => one.id === id);
    const hasDraft = summary !== undefined && (summary.draft === true || summary.version === undefined);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const locales = valueOf(reading, 'locales');
    const languages = isFields(locales) ? Object.keys(locales) : [];
    const channels = CHANNELS.filter((channel) => isFields(locales) && Object.values(locales).some((one) => isFields(one) && channel in one));
    const saved = draft.saving.state === 'saved';

    async function act(deed: 'publish' | 'forget') {
        setBusy(true);
        setError(null);
        try {
            if (deed === 'publish') {
                const { body } = await ask<JourneySummary>(at`/api/templates/${id}/publish`, { method: 'POST', ifMatch: precondition(draft.etag) });
                notifications.show({ message: t('templates.published', { version: body.version }), color: 'green' });
            } else {
                await ask(at`/api/templates/${id}/draft`, { method: 'DELETE', ifMatch: precondition(draft.etag) });
                notifications.show({ message: t('templates.forgotten'), color: 'green' });
            }
            draft.reload();
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            await queries.invalidateQueries({ queryKey: ['templates'] });
        }
    }

    return (
        <OneDocument
            text={text}
            title={id}
            back={['/templates', t('templates.title')]}
            badges={
                <>
                    {summary?.version !== undefined && <Pill tone="good">{`v${summary.version}`}</Pill>}
                    {hasDraft && <Pill tone="accent">{t('stage.draft')}</Pill>}
                </>
            }
            actions={
                mayWrite && (
                    <>
                        {hasDraft && summary?.version !== undefined && (
                            <Button variant="default" loading={busy} onClick={() => void act('forget')}>
                                {t('templates.forget')}
                            </Button>
                        )}
                        <Button disabled={!saved || !hasDraft} loading={busy} onClick={() => void act('publish')}>
                            {t('templates.publish')}
                        </Button>
                    </>
                )
            }
            form={error !== null && <Trouble error={error} />}
        >
            {mayWrite && channels.length > 0 && <Preview id={id} languages={languages} channels={channels} version={hasDraft ? 'draft' : undefined} state={saved ? `${draft.etag}` : null} />}
        </OneDocument>
    );
}
