import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, at, get } from '../api/engine';
import { useMay } from '../api/session';
import type { Difference, Paged, Version } from '../api/types';
import { Answered, Empty, Pill, Trouble, When } from '../app/parts';
import { TextDiff } from '../documents/Conflict';
import type { Draft } from '../documents/draft';
import { precondition } from '../documents/opening';

export default function Versions({ id, draft, reverted, changed }: { id: string; draft: Draft; reverted: () => void; changed: () => void }) {
    const { t } = useTranslation();
    const query = useQuery({ queryKey: ['versions', id], queryFn: ({ signal }) => get<Paged<Version>>(at`/api/journeys/${id}/versions`, signal) });
    const may = useMay();
    const [compared, setCompared] = useState<[string, string] | null>(null);
    const [error, setError] = useState<unknown>(null);

    async function revert(version: number) {
        if (draft.saving.state !== 'saved' && !window.confirm(t('journey.revertDrops'))) {
            return;
        }
        setError(null);
        try {
            await ask(at`/api/journeys/${id}/revert`, { method: 'POST', json: { version }, ifMatch: precondition(draft.etag) });
            notifications.show({ message: t('journey.reverted', { version }), color: 'green' });
            reverted();
            changed();
        } catch (caught) {
            setError(caught);
        }
    }

    return (
        <Answered query={query}>
            {({ items }) => {
                const newest = [...items].reverse();
                return (
                    <>
                        {error !== null && <Trouble error={error} />}
                        <section className="card" aria-label={t('journey.versions')}>
                            {newest.length === 0 ? (
                                <Empty title={t('journey.noVersions')} />
                            ) : (
                                <ul className="timeline">
                                    {newest.map((version, i) => (
                                        <li key={version.version}>
                                            <When at={version.publishedAt} />
                                            <div className="row apart">
                                                <div className="row">
                                                    <b>{`v${version.version}`}</b>
                                                    {i === 0 && <Pill tone="good">{t('journey.current')}</Pill>}
                                                    <span className="quiet">{t('journey.publishedBy', { name: version.publisher })}</span>
                                                </div>
                                                <div className="row">
                                                    {newest[i + 1] && (
                                                        <Button size="xs" variant="default" onClick={() => setCompared([String(newest[i + 1]!.version), String(version.version)])}>
                                                            {`${t('journey.compare')}: v${newest[i + 1]!.version} → v${version.version}`}
                                                        </Button>
                                                    )}
                                                    <Button size="xs" variant="default" onClick={() => setCompared([String(version.version), 'draft'])}>
                                                        {`${t('journey.compare')}: v${version.version} → ${t('journey.against')}`}
                                                    </Button>
                                                    {may('marketer') && (
                                                        <Button size="xs" variant="default" onClick={() => void revert(version.version)}>
                                                            {t('journey.revert')}
                                                        </Button>
                                                    )}
                                                </div>
                                            </div>
                                        </li>
                                    ))}
                                </ul>
                            )}
                        </section>
                        {compared && <Compared id={id} from={compared[0]} to={compared[1]} />}
                    </>
                );
            }}
        </Answered>
    );
}

function Compared({ id, from, to }: { id: string; from: string; to: string }) {
    const { t } = useTranslation();
    const text = (version: string) => ask<string>(at`/api/journeys/${id}/versions/${version}`, { accept: 'application/yaml' }).then((answer) => answer.body);
    const query = useQuery({
        queryKey: ['diff', id, from, to],
        gcTime: 0,
        queryFn: async ({ signal }) => {
            const [a, b, diff] = await Promise.all([text(from), text(to), get<{ changes: Difference[] }>(at`/api/journeys/${id}/versions/${from}/diff/${to}`, signal)]);
            return { a, b, changes: diff.changes };
        },
    });
    const name = (version: string) => (version === 'draft' ? t('journey.against') : `v${version}`);
    return (
        <Answered query={query}>
            {({ a, b, changes }) => (
                <>
                    <p className="quiet">{changes.length === 0 ? t('journey.same') : t('journey.differences', { count: changes.length })}</p>
                    <TextDiff from={a} to={b} label={`${name(from)} → ${name(to)}`} />
                </>
            )}
        </Answered>
    );
}
