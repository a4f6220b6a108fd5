import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';

export interface Series {
    name: string;
    values: number[];
}

const SERIES = ['--accent', '--good', '--warn'];

/** Figures by day as lines; the same as a table, for who cannot see them. */
export default function Days({ days, series, label }: { days: string[]; series: Series[]; label: string }) {
    const { t, i18n } = useTranslation();
    const scheme = useComputedColorScheme('light');
    const host = useRef<HTMLDivElement>(null);

    useEffect(() => {
        const box = host.current!;
        const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        const day = (seconds: number) => new Date(seconds * 1000).toLocaleDateString(i18n.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
        const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
        const chart = new uPlot(
            {
                width: Math.max(240, box.clientWidth),
                height: 220,
                legend: { show: false },
                cursor: { drag: { x: false, y: false } },
                tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
                scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] } },
                axes: [
                    { ...axis, space: 70, incrs: [86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400], values: (_, marks) => marks.map(day) },
                    { ...axis, size: 60, values: (_, marks) => marks.map((one) => one.toLocaleString(i18n.language, { notation: one >= 10_000 ? 'compact' : 'standard' })) },
                ],
                series: [{}, ...series.map((one, i) => ({ label: one.name, stroke: colour(SERIES[i] ?? '--quiet'), width: 2, fill: i === 0 ? `${colour('--accent')}1f` : undefined, points: { show: days.length < 3 } }))],
            },
            [days.map((one) => Date.parse(`${one}T00:00:00Z`) / 1000), ...series.map((one) => one.values)],
            box,
        );
        const watch = new ResizeObserver(() => chart.setSize({ width: Math.max(240, box.clientWidth), height: 220 }));
        watch.observe(box);
        return () => {
            watch.disconnect();
            chart.destroy();
        };
    }, [days, series, scheme, i18n.language]);

    return (
        <>
            <div className="row small" aria-hidden="true">
                {series.map((one, i) => (
                    <span key={one.name} className="row" style={{ gap: 6 }}>
                        <span style={{ width: 14, height: 3, borderRadius: 2, background: `var(${SERIES[i] ?? '--quiet'})` }} />
                        {one.name}
                    </span>
                ))}
            </div>
            <div ref={host} role="img" aria-label={label} style={{ minHeight: 220, overflow: 'hidden' }} />
            <details>
                <summary>{t('reports.asTable')}</summary>
                <div className="scroll" tabIndex={0} role="region" aria-label={label} style={{ maxHeight: 300, overflowY: 'auto' }}>
                    <table className="list">
                        <thead>
                            <tr>
                                <th scope="col">{t('reports.day')}</th>
                                {series.map((one) => (
                                    <th scope="col" key={one.name}>
                                        {one.name}
                                    </th>
                                ))}
                            </tr>
                        </thead>
                        <tbody>
                            {days.map((one, i) => (
                                <tr key={one}>
                                    <td className="nowrap">{one}</td>
                                    {series.map((line) => (
                                        <td className="num" data-label={line.name} key={line.name}>
                                            {(line.values[i] ?? 0).toLocaleString(i18n.language)}
                                        </td>
                                    ))}
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            </details>
        </>
    );
}
