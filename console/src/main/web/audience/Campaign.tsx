import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ask, at, get, Problem } from '../api/engine';
import type { JourneySummary } from '../api/types';
import { Answered, Loading, Pill, Trouble, When } from '../app/parts';
import { OneDocument, SaveButton, useText, type Text } from '../documents/OneDocument';
import { CampaignForm } from './CampaignForm';
import { about, isOdd, total, verdict, type Forecast, type Progress } from './estimate';
import { Outcomes } from './Outcomes';

export default function CampaignPage() {
    const { id = '' } = useParams();
    return <CampaignOf key={id} id={id} />;
}

const UNDER_WAY = ['planned', 'walking', 'paused'];

function CampaignOf({ id }: { id: string }) {
    const { t } = useTranslation();
    const text = useText({ path: at`/api/campaigns/${id}`, name: `campaigns/${id}`, byItself: false, list: 'campaigns' });
    const { draft } = text;
    const progress = useQuery({
        queryKey: ['campaigns', id, 'progress'],
        queryFn: ({ signal }) => get<Progress>(at`/api/campaigns/${id}/progress`, signal),
        enabled: draft.etag !== null,
        refetchInterval: (query) => (UNDER_WAY.includes(query.state.data?.stage ?? '') ? 1_500 : false),
    });
    return (
        <OneDocument
            text={text}
            title={id}
            back={['/campaigns', t('campaigns.title')]}
            badges={progress.data && progress.data.stage !== 'none' && <Pill tone={progress.data.stage === 'done' ? 'good' : progress.data.stage === 'cancelled' ? '' : 'accent'}>{t(`campaigns.now.${progress.data.stage}`)}</Pill>}
            actions={text.mayWrite && <SaveButton draft={draft} />}
            form={
                <>
                    {draft.etag !== null && progress.data && progress.data.stage !== 'none' && <Launched id={id} progress={progress.data} mayWrite={text.mayWrite} etag={draft.etag} changed={draft.reload} />}
                    <CampaignForm text={text} />
                    <Launch id={id} text={text} underWay={UNDER_WAY.includes(progress.data?.stage ?? '')} />
                </>
            }
        />
    );
}

function Card({ title, id, children }: { title: string; id: string; children: ReactNode }) {
    return (
        <section className="card pad stack" aria-labelledby={id}>
            <h2 id={id}>{title}</h2>
            {children}
        </section>
    );
}

/** What the last launch has come to, and what may be done with it. */
function Launched({ id, progress, mayWrite, etag, changed }: { id: string; progress: Progress; mayWrite: boolean; etag: string | null; changed: () => void }) {
    const { t, i18n } = useTranslation();
    const queries = useQueryClient();
    const [busy, setBusy] = useState(false);
    const [cancelling, setCancelling] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const { stage } = progress;

    async function act(deed: 'pause' | 'resume' | 'cancel') {
        setBusy(true);
        setError(null);
        try {
            await ask(at`/api/campaigns/${id}/` + deed, { method: 'POST', ifMatch: etag });
            notifications.show({ message: t(`campaigns.did.${deed}`), color: 'green' });
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
            setCancelling(false);
            changed();
            await queries.invalidateQueries({ queryKey: ['campaigns'] });
        }
    }

    return (
        <Card title={t('campaigns.launch', { run: progress.run })} id="launched">
            {error !== null && <Trouble error={error} />}
            <div className="row apart">
                <div className="row" role="status">
                    <b className="num">{progress.walked.toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 0 })}</b>
                    <span>{t('campaigns.walked', { customers: progress.customers.toLocaleString(i18n.language), reached: progress.reached.toLocaleString(i18n.language) })}</span>
                    {progress.from && (
                        <span className="quiet small">
                            {t(stage === 'planned' ? 'campaigns.begins' : 'campaigns.began')} <When at={progress.from} />
                        </span>
                    )}
                </div>
                <div className="row">
                    {mayWrite && (stage === 'walking' || stage === 'planned') && (
                        <Button variant="default" size="xs" loading={busy} onClick={() => void act('pause')}>
                            {t('journey.pause')}
                        </Button>
                    )}
                    {mayWrite && stage === 'paused' && (
                        <Button variant="default" size="xs" loading={busy} onClick={() => void act('resume')}>
                            {t('journey.resume')}
                        </Button>
                    )}
                    {mayWrite && stage !== 'cancelled' && (
                        <Button variant="default" size="xs" onClick={() => setCancelling(true)}>
                            {t('campaigns.cancel')}
                        </Button>
                    )}
                    <Link to={at`/reports/campaigns/${id}`}>{t('campaigns.result')}</Link>
                </div>
            </div>
            <div className="bar" aria-hidden="true">
                <span style={{ width: `${progress.walked * 100}%` }} />
            </div>
            <Outcomes outcomes={progress.outcomes} say={(count) => count.toLocaleString(i18n.language)} />
            {((progress.missing ?? []).length > 0 || (progress.silent ?? []).length > 0) && <div className="note warn">{t('reports.gaps')}</div>}
            <Modal opened={cancelling} onClose={() => setCancelling(false)} title={t('campaigns.cancelTitle', { id })} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    <p>{t('campaigns.cancelText')}</p>
                    <div className="row" style={{ justifyContent: 'flex-end' }}>
                        <Button variant="default" onClick={() => setCancelling(false)}>
                            {t('back')}
                        </Button>
                        <Button color="red.8" loading={busy} onClick={() => void act('cancel')}>
                            {t('campaigns.cancelNow')}
                        </Button>
                    </div>
                </div>
            </Modal>
        </Card>
    );
}

/** Says what a launch would do now, and launches; what is odd is asked back first. */
function Launch({ id, text, underWay }: { id: string; text: Text; underWay: boolean }) {
    const { t } = useTranslation();
    const queries = useQueryClient();
    const { draft } = text;
    const saved = draft.saving.state === 'saved';
    const [asking, setAsking] = useState(false);
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    const query = useQuery({
        queryKey: ['forecast', id, draft.etag],
        queryFn: async ({ signal }) => (await ask<Forecast>(at`/api/campaigns/${id}/forecast`, { method: 'POST', signal })).body,
        enabled: saved,
        staleTime: 60_000,
        retry: (tries, problem) => problem instanceof Problem && (problem.passing || problem.status === 404) && tries < 5,
    });

    const odd = query.data !== undefined && isOdd(query.data);

    /** What was odd when it was shown is confirmed; what has become so since is asked back, with the newer forecast. */
    async function launch() {
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<{ campaign: JourneySummary; behind: string[] }>(at`/api/campaigns/${id}/launch`, { method: 'POST', json: { confirm: odd }, ifMatch: draft.etag });
            notifications.show({ message: t('campaigns.did.launch'), color: 'green' });
            if (body.behind.length > 0) {
                notifications.show({ message: t('journey.behind', { names: body.behind.join(', ') }), color: 'yellow' });
            }
            setAsking(false);
            draft.reload();
        } catch (caught) {
            if (caught instanceof Problem && caught.document.forecast) {
                queries.setQueryData(['forecast', id, draft.etag], caught.document.forecast as Forecast);
            } else {
                setError(caught);
            }
        } finally {
            setBusy(false);
            await queries.invalidateQueries({ queryKey: ['campaigns'] });
        }
    }

    return (
        <Card title={t('campaigns.step.forecast')} id="forecast">
            {!saved ? (
                <p className="quiet">{t('campaigns.saveFirst')}</p>
            ) : (
                <Answered query={query}>
                    {(forecast) => (
                        <>
                            <Foretold forecast={forecast} />
                            <div className="row apart">
                                <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
                                    {t('campaigns.forecastAgain')}
                                </Button>
                                {text.mayWrite && (
                                    <Button disabled={underWay} title={underWay ? t('campaigns.underWay') : undefined} onClick={() => setAsking(true)}>
                                        {t('campaigns.launchNow')}
                                    </Button>
                                )}
                            </div>
                            {underWay && <p className="quiet small">{t('campaigns.underWay')}</p>}
                        </>
                    )}
                </Answered>
            )}
            <Modal opened={asking} onClose={() => setAsking(false)} title={t('campaigns.launchTitle', { id })} closeButtonProps={{ 'aria-label': t('close') }}>
                <div className="stack">
                    {query.data ? <Foretold forecast={query.data} brief /> : <Loading />}
                    {error !== null && <Trouble error={error} />}
                    <div className="row" style={{ justifyContent: 'flex-end' }}>
                        <Button variant="default" onClick={() => setAsking(false)}>
                            {t('cancel')}
                        </Button>
                        <Button loading={busy} disabled={!query.data} color={odd ? 'red.8' : undefined} onClick={() => void launch()}>
                            {t(odd ? 'campaigns.launchAllTheSame' : 'campaigns.launchIt')}
                        </Button>
                    </div>
                </div>
            </Modal>
        </Card>
    );
}

function Foretold({ forecast, brief = false }: { forecast: Forecast; brief?: boolean }) {
    const { t, i18n } = useTranslation();
    const found = verdict(forecast);
    const say = (estimate: { count: number; error: number }) => about(estimate, i18n.language);
    const odd = isOdd(forecast);
    return (
        <>
            <div className={odd ? 'note warn' : 'note good'}>
                <div>
                    <b>{t(`campaigns.verdict.${found}`, { reached: say(forecast.reached), customers: say(forecast.customers), sent: say(total(forecast.outcomes?.sent)) })}</b>
                    {odd && t('campaigns.odd')}
                </div>
            </div>
            {(forecast.list?.unknown?.count ?? 0) > 0 && <div className="note warn">{t('campaigns.listUnknown', { customers: say(forecast.list!.unknown!) })}</div>}
            {((forecast.missing ?? []).length > 0 || (forecast.silent ?? []).length > 0) && <div className="note warn">{t('reports.gaps')}</div>}
            {!brief && (
                <>
                    <Outcomes outcomes={forecast.outcomes} say={say} />
                    {forecast.smsSegments?.count > 0 && <p>{t('campaigns.smsParts', { parts: say(forecast.smsSegments) })}</p>}
                    {forecast.reached.error > 0 && <p className="quiet small">{t('segments.sampled', { count: forecast.sampled })}</p>}
                </>
            )}
        </>
    );
}
