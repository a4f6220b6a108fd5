import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask, at, get } from '../api/engine';
import { useMay } from '../api/session';
import type { DryRun } from '../api/types';
import { sum, type JourneyReport } from '../reports/figures';

/** What goes on in a journey: who waits where, and who went which way in the last thirty days. */
export interface Figures {
    waiting: ReadonlyMap<string, number>;
    /** By the step and its way: `tell sent`, `tell notSent`, `draw arm`. */
    went: ReadonlyMap<string, number>;
}

const OFTEN = 15_000;

/** The figures of a journey that has been published. */
export function useFigures(id: string, published: boolean): Figures {
    const may = useMay();
    const standing = useQuery({
        queryKey: ['standing', id],
        queryFn: async ({ signal }) => (await ask<DryRun>(at`/api/journeys/${id}/publish`, { method: 'POST', json: { dryRun: true }, signal })).body,
        enabled: published && may('marketer'),
        refetchInterval: OFTEN,
        retry: false,
    });
    const path = at`/api/reports/journeys/${id}`;
    const report = useQuery({ queryKey: ['report', path], queryFn: ({ signal }) => get<JourneyReport>(path, signal), enabled: published, refetchInterval: OFTEN, retry: false });
    return useMemo(() => ({ waiting: new Map(Object.entries(standing.data?.perStep ?? {})), went: wentOf(report.data) }), [standing.data, report.data]);
}

/** Who went which way, as a report has it. */
export function wentOf(report: JourneyReport | undefined): Map<string, number> {
    const went = new Map<string, number>();
    for (const [step, totals] of Object.entries(report?.byStep ?? {})) {
        const notSent = sum(totals.skipped) + sum(totals.dropped);
        if (totals.sent + notSent > 0) {
            went.set(`${step} sent`, totals.sent);
            went.set(`${step} notSent`, notSent);
        }
    }
    for (const [step, arms] of Object.entries(report?.experiments ?? {})) {
        Object.entries(arms).forEach(([arm, of]) => went.set(`${step} ${arm}`, of.customers));
    }
    return went;
}
