import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ask, at } from '../api/engine';
import type { DryRun, JourneySummary, Outcome } from '../api/types';
import { Loading, Trouble } from '../app/parts';
import type { Draft } from '../documents/draft';
import { precondition } from '../documents/opening';

type Fate = 'keep' | 'migrate' | 'exit';

/** What may be done with a journey in its state, and nothing else. */
export function Actions({ id, summary, draft, changed }: { id: string; summary: JourneySummary | undefined; draft: Draft; changed: () => void }) {
    const { t } = useTranslation();
    const [open, setOpen] = useState<'publish' | 'archive' | 'delete' | null>(null);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const navigate = useNavigate();
    const stage = summary?.stage ?? 'draft';
    const saved = draft.saving.state === 'saved';

    async function act(deed: 'pause' | 'resume' | 'archive', words: string) {
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<Outcome>(at`/api/journeys/${id}/` + deed, { method: 'POST', json: deed === 'archive' ? undefined : {} });
            notifications.show({ message: words, color: 'green' });
            if (body.behind.length > 0) {
                notifications.show({ message: t('journey.behind', { names: body.behind.join(', ') }), color: 'yellow' });
            }
            setOpen(null);
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            changed();
            draft.reload();
        }
    }

    async function remove() {
        setBusy(true);
        setError(null);
        try {
            await ask(at`/api/journeys/${id}`, { method: 'DELETE', ifMatch: precondition(draft.etag) });
            draft.forget();
            notifications.show({ message: t('journey.deleted', { id }), color: 'green' });
            changed();
            await navigate('/journeys');
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    return (
        <>
            {error !== null && open === null && <Trouble error={error} />}
            {stage === 'live' && (
                <Button variant="default" loading={busy} onClick={() => void act('pause', t('journey.paused'))}>
                    {t('journey.pause')}
                </Button>
            )}
            {(stage === 'paused' || stage === 'archived') && (
                <Button variant="default" loading={busy} onClick={() => void act('resume', t('journey.resumed'))}>
                    {t('journey.resume')}
                </Button>
            )}
            {(stage === 'live' || stage === 'paused') && (
                <Button variant="default" onClick={() => setOpen('archive')}>
                    {t('journey.archive')}
                </Button>
            )}
            {summary && (stage === 'draft' || stage === 'archived') && (
                <Button variant="default" onClick={() => setOpen('delete')}>
                    {t('journey.delete')}
                </Button>
            )}
            <Button disabled={!saved || stage === 'archived'} title={stage === 'archived' ? t('journey.resumeFirst') : saved ? undefined : t('journey.saveFirst')} onClick={() => setOpen('publish')}>
                {t('journey.publish')}
            </Button>
            <Modal opened={open === 'archive'} onClose={() => setOpen(null)} title={t('journey.archiveTitle', { id })} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    <p>{t('journey.archiveText')}</p>
                    {error !== null && <Trouble error={error} />}
                    <div className="row" style={{ justifyContent: 'flex-end' }}>
                        <Button variant="default" onClick={() => setOpen(null)}>
                            {t('cancel')}
                        </Button>
                        <Button color="red.8" loading={busy} onClick={() => void act('archive', t('journey.archived'))}>
                            {t('journey.archive').replace(' …', '')}
                        </Button>
                    </div>
                </div>
            </Modal>
            <Modal opened={open === 'delete'} onClose={() => setOpen(null)} title={t('journey.deleteTitle', { id })} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    <p>{t('journey.deleteText')}</p>
                    {error !== null && <Trouble error={error} />}
                    <div className="row" style={{ justifyContent: 'flex-end' }}>
                        <Button variant="default" onClick={() => setOpen(null)}>
                            {t('cancel')}
                        </Button>
                        <Button color="red.8" loading={busy} onClick={() => void remove()}>
                            {t('journey.delete').replace(' …', '')}
                        </Button>
                    </div>
                </div>
            </Modal>
            <Modal opened={open === 'publish'} onClose={() => setOpen(null)} title={t('journey.publishTitle', { id })} closeButtonProps={{ 'aria-label': t('close') }}>
                {open === 'publish' && <Publish id={id} etag={draft.etag} close={() => setOpen(null)} changed={() => (changed(), draft.reload())} />}
            </Modal>
        </>
    );
}

/** Says first what publishing would do, then does it. */
function Publish({ id, etag, close, changed }: { id: string; etag: string | null; close: () => void; changed: () => void }) {
    const { t } = useTranslation();
    const [plan, setPlan] = useState<DryRun | null>(null);
    const [asked, setAsked] = useState(false);
    const [fate, setFate] = useState<Fate>('keep');
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);

    async function publish(dryRun: boolean) {
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<DryRun | Outcome>(at`/api/journeys/${id}/publish`, { method: 'POST', json: { inFlight: fate, dryRun }, ifMatch: dryRun ? null : etag });
            if ('journey' in body) {
                notifications.show({ message: t('journey.published', { version: body.journey.version }), color: 'green' });
                if (body.behind.length > 0) {
                    notifications.show({ message: t('journey.behind', { names: body.behind.join(', ') }), color: 'yellow' });
                }
                close();
                changed();
            } else {
                setPlan(body);
            }
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    if (!asked) {
        setAsked(true);
        void publish(true);
    }
    return (
        <div className="stack">
            {plan ? <Plan plan={plan} fate={fate} choose={setFate} /> : error === null && <Loading />}
            {error !== null && <Trouble error={error} retry={() => void publish(plan === null)} />}
            <div className="row" style={{ justifyContent: 'flex-end' }}>
                <Button variant="default" onClick={close}>
                    {t('cancel')}
                </Button>
                <Button disabled={!plan?.changed} loading={busy && plan !== null} onClick={() => void publish(false)}>
                    {t('journey.publishNow')}
                </Button>
            </div>
        </div>
    );
}

function Plan({ plan, fate, choose }: { plan: DryRun; fate: Fate; choose: (fate: Fate) => void }) {
    const { t } = useTranslation();
    const inside = Object.values(plan.inFlight ?? {}).reduce((sum, count) => sum + count, 0);
    const fates: [Fate, string][] = [
        ['keep', t('journey.fateKeep')],
        ['migrate', t('journey.fateMigrate')],
        ['exit', t('journey.fateExit')],
    ];
    return (
        <>
            <p>{plan.changed ? t('journey.dryRun', { version: plan.version }) : t('journey.unchanged')}</p>
            <p className="quiet">{inside === 0 ? t('journey.nobody') : t('journey.inFlight', { count: inside })}</p>
            {inside > 0 && (
                <fieldset className="stack tight" style={{ border: 0, padding: 0, margin: 0 }}>
                    <legend className="small quiet">{t('journey.fate')}</legend>
                    {fates.map(([one, words]) => (
                        <label key={one} className="row">
                            <input type="radio" name="fate" checked={fate === one} onChange={() => choose(one)} />
                            {words}
                        </label>
                    ))}
                </fieldset>
            )}
            {fate === 'migrate' && (plan.cannotMigrate?.length ?? 0) > 0 && (
                <div className="note warn">
                    <div>
                        <b>{t('journey.cannotMigrate')}</b>
                        <ul>
                            {plan.cannotMigrate.map((one) => (
                                <li key={`${one.version} ${one.step}`}>{`v${one.version} ${one.step} (${one.customers}): ${one.why}`}</li>
                            ))}
                        </ul>
                    </div>
                </div>
            )}
            {(plan.unknown?.length ?? 0) > 0 && <div className="note warn">{t('journey.unknown', { names: plan.unknown.join(', ') })}</div>}
            {(plan.warnings?.length ?? 0) > 0 && (
                <details>
                    <summary>{t('journey.warnings', { count: plan.warnings.length })}</summary>
                    <ul className="stack tight small" style={{ marginTop: 6 }}>
                        {plan.warnings.map((one, i) => (
                            <li key={i}>
                                <b>{one.path}</b> {one.problem}
                                {one.remedy ? `; ${one.remedy}` : ''}
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </>
    );
}
