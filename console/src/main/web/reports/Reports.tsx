import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { at, get } from '../api/engine';
import { Answered, Empty, Head } from '../app/parts';
import { amounts, major, share, type SummaryReport, type Totals } from './figures';
import { AskedFor, ByDay, Download, Gaps, Tiles, useAsked } from './parts';

const CAMPAIGN = 'campaign.';

/** All journeys and campaigns of a shop side by side. */
export default function Reports() {
    const { t, i18n } = useTranslation();
    const asked = useAsked();
    const path = `/api/reports/summary?${asked.question}`;
    const query = useQuery({ queryKey: ['report', path], queryFn: ({ signal }) => get<SummaryReport>(path, signal), placeholderData: (before) => before });
    return (
        <>
            <Head title={t('reports.title')} lead={t('reports.lead')} />
            <AskedFor asked={asked}>
                <Download path={path} name={`${asked.shop} ${asked.from} ${asked.to}`} />
            </AskedFor>
            <Answered query={query}>
                {(report) => (
                    <>
                        <Gaps of={report} />
                        <Tiles
                            label={t('reports.title')}
                            figures={[
                                [t('reports.sales'), report.sales.toLocaleString(i18n.language)],
                                [t('reports.revenue'), amounts(report.revenue, i18n.language)],
                                [t('reports.owed'), amounts(report.total.lastTouch.revenue, i18n.language)],
                                [t('reports.cost'), amounts(report.total.cost, i18n.language, major)],
                                [t('reports.sent'), report.total.sent.toLocaleString(i18n.language)],
                                [t('reports.clicked'), report.total.clicked.toLocaleString(i18n.language), share(report.total.clicked, report.total.sent, i18n.language)],
                            ]}
                        />
                        <ByDay from={report.from} to={report.to} byDay={report.byDay} />
                        <section className="card" aria-labelledby="side-by-side">
                            <h2 id="side-by-side">{t('reports.sideBySide')}</h2>
                            {Object.keys(report.journeys).length === 0 ? <Empty title={t('reports.none')}>{t('reports.noneText')}</Empty> : <Journeys journeys={report.journeys} question={asked.search.toString()} />}
                        </section>
                    </>
                )}
            </Answered>
        </>
    );
}

function Journeys({ journeys, question }: { journeys: Record<string, Totals>; question: string }) {
    const { t } = useTranslation();
    const rows = Object.entries(journeys).sort((a, b) => b[1].sent - a[1].sent || a[0].localeCompare(b[0]));
    const to = (id: string) => (id.startsWith(CAMPAIGN) ? at`/reports/campaigns/${id.slice(CAMPAIGN.length)}` : at`/reports/journeys/${id}`);
    return (
        <FiguresTable
            label={t('reports.sideBySide')}
            of={t('reports.journey')}
            rows={rows.map(([id, totals]) => ({
                key: id,
                name: (
                    <Link className="main-link" to={{ pathname: to(id), search: question }}>
                        {id}
                    </Link>
                ),
                totals,
            }))}
        />
    );
}

/** The figures that matter, a row for each of what is compared. */
export function FiguresTable({ label, of, rows }: { label: string; of: string; rows: { key: string; name: React.ReactNode; totals: Totals }[] }) {
    const { t, i18n } = useTranslation();
    const number = (value: number) => value.toLocaleString(i18n.language);
    const columns: [string, (totals: Totals) => string][] = [
        [t('reports.entered'), (one) => number(one.entered)],
        [t('reports.sent'), (one) => number(one.sent)],
        [t('reports.delivered'), (one) => `${number(one.delivered)} · ${share(one.delivered, one.sent, i18n.language)}`],
        [t('reports.clicked'), (one) => `${number(one.clicked)} · ${share(one.clicked, one.sent, i18n.language)}`],
        [t('reports.converted'), (one) => number(one.converted)],
        [t('reports.value'), (one) => amounts(one.value, i18n.language)],
        [t('reports.cost'), (one) => amounts(one.cost, i18n.language, major)],
        [t('reports.roi'), (one) => Object.values(one.roi).map((times) => `${number(times)}×`).join(', ') || '–'],
    ];
    return (
        <div className="scroll" tabIndex={0} role="region" aria-label={label}>
            <table className="list">
                <thead>
                    <tr>
                        <th scope="col">{of}</th>
                        {columns.map(([words]) => (
                            <th scope="col" key={words}>
                                {words}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => (
                        <tr key={row.key}>
                            <td>{row.name}</td>
                            {columns.map(([words, figure]) => (
                                <td className="num nowrap" data-label={words} key={words}>
                                    {figure(row.totals)}
                                </td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
