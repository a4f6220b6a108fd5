import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { at, get } from '../api/engine';
import { Answered, Empty, Head, Pill, Segments } from '../app/parts';
import { useReasons } from '../i18n/reasons';
import { amounts, liftSays, major, minor, ofHundred, ranked, share, sum, type Arm, type FunnelReport, type JourneyReport, type Lift, type Totals } from './figures';
import { AskedFor, ByDay, Download, Gaps, Tiles, useAsked } from './parts';
import { FiguresTable } from './Reports';

/** What a journey or a campaign did and brought. */
export default function JourneyReportPage({ of }: { of: 'journeys' | 'campaigns' }) {
    const { t } = useTranslation();
    const { id = '' } = useParams();
    const asked = useAsked();
    const path = at`/api/reports/` + of + at`/${id}?` + asked.question;
    const query = useQuery({ queryKey: ['report', path], queryFn: ({ signal }) => get<JourneyReport>(path, signal), placeholderData: (before) => before });
    return (
        <>
            <div className="stack tight">
                <Link to={{ pathname: '/reports', search: asked.search.toString() }} className="small">
                    ← {t('reports.title')}
                </Link>
                <Head title={id} beside={<Pill>{t(`reports.kind.${of}`)}</Pill>}>
                    <Link to={at`/` + of + at`/${id}`}>{t(`reports.open.${of}`)}</Link>
                </Head>
            </div>
            <AskedFor asked={asked}>
                <Download path={path} name={`${id} ${asked.from} ${asked.to}`} />
            </AskedFor>
            <Answered query={query}>
                {(report) => (
                    <>
                        <Gaps of={report} />
                        <Overview total={report.total} />
                        {report.lift && <LiftCard lift={report.lift} />}
                        <ByDay from={report.from} to={report.to} byDay={report.byDay} />
                        <Parts report={report} versions={t(of === 'campaigns' ? 'reports.launch' : 'reports.version')} />
                        <Experiments experiments={report.experiments} />
                        {of === 'journeys' && <Funnel id={id} question={asked.question} />}
                        <Reasons total={report.total} />
                    </>
                )}
            </Answered>
        </>
    );
}

function Overview({ total }: { total: Totals }) {
    const { t, i18n } = useTranslation();
    const number = (value: number) => value.toLocaleString(i18n.language);
    const roi = Object.values(total.roi).map((times) => `${t('reports.roi')}: ${number(times)}×`).join(', ');
    return (
        <Tiles
            label={t('reports.overview')}
            figures={[
                [t('reports.entered'), number(total.entered), total.control > 0 ? t('reports.inControl', { count: total.control }) : undefined],
                [t('reports.sent'), number(total.sent), total.retried > 0 ? t('reports.again', { count: total.retried }) : undefined],
                [t('reports.delivered'), number(total.delivered), share(total.delivered, total.sent, i18n.language)],
                [t('reports.clicked'), number(total.clicked), `${t('reports.opened')}: ${number(total.opened)}`],
                [t('reports.converted'), number(total.converted), amounts(total.value, i18n.language)],
                [t('reports.cost'), amounts(total.cost, i18n.language, major), roi || undefined],
            ]}
        />
    );
}

/** The journey against its control group, in words and with the interval drawn. */
function LiftCard({ lift }: { lift: Lift }) {
    const { t, i18n } = useTranslation();
    const says = liftSays(lift);
    const { difference, low, high } = lift.rate;
    const words = { more: ofHundred(Math.abs(difference), i18n.language), low: ofHundred(low, i18n.language, true), high: ofHundred(high, i18n.language, true) };
    return (
        <section className="card pad stack" aria-labelledby="lift">
            <h2 id="lift">{t('reports.lift')}</h2>
            <div className={says === 'more' ? 'note good' : says === 'fewer' ? 'note bad' : 'note'}>
                <div>
                    <b>{t(`reports.liftSays.${says}`, words)}</b>
                    {says !== 'none' && t('reports.between', words)}
                    {says === 'undecided' && (
                        <div className="small" lang="en">
                            {lift.says}
                        </div>
                    )}
                </div>
            </div>
            <ArmsTable arms={{ [t('reports.treated')]: lift.treated, [t('reports.control')]: lift.control }} />
            {Object.entries(lift.perCustomer ?? {}).map(([currency, one]) => (
                <p key={currency}>
                    {t('reports.perCustomer', { more: minor(one.difference, currency, i18n.language), low: minor(one.low, currency, i18n.language), high: minor(one.high, currency, i18n.language) })}
                    {!one.decided && <span className="quiet"> {t('reports.chance')}</span>}
                </p>
            ))}
            <p className="quiet small">{t('reports.liftHow')}</p>
        </section>
    );
}

/** Rates with the interval in which each is in 95 of 100 cases. */
function ArmsTable({ arms }: { arms: Record<string, Arm> }) {
    const { t, i18n } = useTranslation();
    const most = Math.max(0.0001, ...Object.values(arms).map((arm) => arm.high));
    const percent = (rate: number) => rate.toLocaleString(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
    return (
        <table className="list">
            <thead>
                <tr>
                    <th scope="col">{t('reports.arm')}</th>
                    <th scope="col">{t('reports.customers')}</th>
                    <th scope="col">{t('reports.won')}</th>
                    <th scope="col">{t('reports.rate')}</th>
                    <th scope="col">{t('reports.value')}</th>
                </tr>
            </thead>
            <tbody>
                {Object.entries(arms).map(([name, arm]) => (
                    <tr key={name}>
                        <td>
                            <b>{name}</b>
                        </td>
                        <td className="num" data-label={t('reports.customers')}>
                            {arm.customers.toLocaleString(i18n.language)}
                        </td>
                        <td className="num" data-label={t('reports.won')}>
                            {arm.won.toLocaleString(i18n.language)}
                            {arm.again > 0 && <span className="quiet small"> {t('reports.wonAgain', { count: arm.again })}</span>}
                        </td>
                        <td data-label={t('reports.rate')} style={{ minWidth: 180 }}>
                            <div className="num">
                                {percent(arm.rate)} <span className="quiet small">{`${percent(arm.low)} – ${percent(arm.high)}`}</span>
                            </div>
                            <div className="interval" aria-hidden="true">
                                <span style={{ left: `${(arm.low / most) * 100}%`, right: `${100 - (arm.high / most) * 100}%` }} />
                                <i style={{ left: `${(arm.rate / most) * 100}%` }} />
                            </div>
                        </td>
                        <td className="num" data-label={t('reports.value')}>
                            {amounts(arm.value, i18n.language)}
                        </td>
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

type By = 'byVersion' | 'byStep' | 'byChannel';

function Parts({ report, versions }: { report: JourneyReport; versions: string }) {
    const { t } = useTranslation();
    const [by, setBy] = useState<By>('byChannel');
    const names: [By, string][] = [
        ['byChannel', t('reports.channel')],
        ['byStep', t('reports.step')],
        ['byVersion', versions],
    ];
    const rows = Object.entries(report[by]);
    return (
        <section className="card" aria-labelledby="parts">
            <div className="cardhead row apart">
                <h2 id="parts">{t('reports.parts')}</h2>
                <Segments label={t('reports.parts')} value={by} options={names} choose={setBy} />
            </div>
            {rows.length === 0 ? <Empty title={t('reports.none')} /> : <FiguresTable label={t('reports.parts')} of={names.find(([one]) => one === by)![1]} rows={rows.map(([name, totals]) => ({ key: name, name: <b>{name}</b>, totals }))} />}
        </section>
    );
}

function Experiments({ experiments }: { experiments: Record<string, Record<string, Arm>> }) {
    const { t } = useTranslation();
    return Object.entries(experiments ?? {}).map(([step, arms]) => (
        <section className="card" key={step} aria-label={t('reports.experiment', { step })}>
            <h2>{t('reports.experiment', { step })}</h2>
            <ArmsTable arms={arms} />
        </section>
    ));
}

/** Where the runs ended, step by step. */
function Funnel({ id, question }: { id: string; question: string }) {
    const { t, i18n } = useTranslation();
    const path = at`/api/reports/funnel?journey=${id}&` + question;
    const query = useQuery({ queryKey: ['report', path], queryFn: ({ signal }) => get<FunnelReport>(path, signal), placeholderData: (before) => before });
    return (
        <section className="card pad stack" aria-labelledby="funnel">
            <div className="row apart">
                <h2 id="funnel">{t('reports.funnel')}</h2>
                <Download path={path} name={`${id} funnel`} />
            </div>
            <Answered query={query}>
                {(funnel) => {
                    const most = Math.max(1, ...funnel.steps.map((step) => step.reached));
                    return funnel.ended === 0 ? (
                        <p className="quiet">{t('reports.noFunnel')}</p>
                    ) : (
                        <>
                            <p className="quiet">{t('reports.ended', { count: funnel.ended })}</p>
                            <ol className="stack">
                                {funnel.steps.map((step, i) => (
                                    <li key={`${i} ${step.step}`} className="stack tight">
                                        <div className="row apart">
                                            <b>{step.step || t('reports.beforeFirst')}</b>
                                            <span className="num">
                                                {step.reached.toLocaleString(i18n.language)} <span className="quiet">{share(step.reached, most, i18n.language)}</span>
                                            </span>
                                        </div>
                                        <div className="bar" aria-hidden="true">
                                            <span style={{ width: `${(step.reached / most) * 100}%` }} />
                                        </div>
                                        {step.ended > 0 && (
                                            <p className="quiet small">
                                                {t('reports.endedHere', { count: step.ended })}
                                                {': '}
                                                {ranked(step.left)
                                                    .map(([reason, count]) => `${reason} ${count.toLocaleString(i18n.language)}`)
                                                    .join(', ')}
                                            </p>
                                        )}
                                    </li>
                                ))}
                            </ol>
                        </>
                    );
                }}
            </Answered>
        </section>
    );
}

/** Why messages were not sent and runs not begun. */
function Reasons({ total }: { total: Totals }) {
    const { t, i18n } = useTranslation();
    const reasons = useReasons();
    const groups: [string, string, Record<string, number>][] = [
        ['SKIPPED', t('reports.skipped'), total.skipped],
        ['HELD', t('reports.held'), total.held],
        ['DROPPED', t('reports.dropped'), total.dropped],
        ['REVOKED', t('reports.revoked'), total.revoked],
        ['NOT_ENTERED', t('reports.notEntered'), total.notEntered],
        ['LEFT', t('reports.left'), total.left],
    ];
    const told = groups.filter(([, , of]) => sum(of) > 0);
    if (told.length === 0) {
        return null;
    }
    return (
        <section className="card pad stack" aria-labelledby="reasons">
            <h2 id="reasons">{t('reports.reasons')}</h2>
            <div className="two">
                {told.map(([outcome, words, of]) => (
                    <div key={outcome} className="stack tight">
                        <h3>{`${words}: ${sum(of).toLocaleString(i18n.language)}`}</h3>
                        <dl className="inputs">
                            {ranked(of).map(([reason, count]) => (
                                <div key={reason} style={{ display: 'contents' }}>
                                    <dt className="num">{count.toLocaleString(i18n.language)}</dt>
                                    <dd>
                                        <b>{reason}</b> <span className="quiet">{outcome === 'LEFT' ? '' : reasons.means(outcome, reason)}</span>
                                    </dd>
                                </div>
                            ))}
                        </dl>
                    </div>
                ))}
            </div>
        </section>
    );
}
