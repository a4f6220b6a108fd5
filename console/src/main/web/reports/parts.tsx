import { Button, NativeSelect, TextInput } from '@mantine/core';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ask, at } from '../api/engine';
import { useSession } from '../api/session';
import { Loading, Segments, Trouble } from '../app/parts';
import { days, daysBefore, perDay, type Totals } from './figures';

const Days = lazy(() => import('./Days'));
const LONGEST = 400;

/** What a report is asked for, as it stands in the page's address. */
export function useAsked() {
    const { me } = useSession();
    const [wanted, setWanted] = useSearchParams();
    const today = new Date().toISOString().slice(0, 10);
    const to = wanted.get('to') || today;
    const from = wanted.get('from') || daysBefore(to, 29);
    const shop = wanted.get('shop') ?? me?.shops[0] ?? 'main';
    function want(changes: Record<string, string>) {
        setWanted(
            (before) => {
                const after = new URLSearchParams(before);
                Object.entries(changes).forEach(([name, value]) => (value ? after.set(name, value) : after.delete(name)));
                return after;
            },
            { replace: true },
        );
    }
    return { shop, from, to, today, want, question: at`shop=${shop}&from=${from}&to=${to}`, search: wanted };
}

export type Asked = ReturnType<typeof useAsked>;

/** Period and shop of a report. */
export function AskedFor({ asked, children }: { asked: Asked; children?: ReactNode }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const { from, to, today, shop, want } = asked;
    const last = (count: number) => (to === today && from === daysBefore(today, count - 1) ? String(count) : '');
    const chosen = ['7', '30', '90'].find((count) => last(Number(count)) !== '') ?? '';
    const shops = [...new Set([...(me?.shops ?? []), shop])];
    return (
        <div className="row apart" style={{ alignItems: 'flex-end' }}>
            <div className="row" style={{ alignItems: 'flex-end' }}>
                <Segments
                    label={t('reports.period')}
                    value={chosen}
                    options={[7, 30, 90].map((count): [string, string] => [String(count), t('reports.lastDays', { count })])}
                    choose={(count) => want({ from: daysBefore(today, Number(count) - 1), to: '' })}
                />
                <TextInput type="date" label={t('reports.from')} value={from} min={daysBefore(today, LONGEST)} max={to} onChange={(event) => event.currentTarget.value && want({ from: event.currentTarget.value })} />
                <TextInput type="date" label={t('reports.to')} value={to} min={from} max={today} onChange={(event) => event.currentTarget.value && want({ to: event.currentTarget.value })} />
                <ShopChoice shop={shop} shops={shops} choose={(one) => want({ shop: one })} />
            </div>
            <div className="row">{children}</div>
        </div>
    );
}

/** The shop; a key of all shops may name any. */
export function ShopChoice({ shop, shops, choose }: { shop: string; shops: string[]; choose: (shop: string) => void }) {
    const { t } = useTranslation();
    const { me } = useSession();
    const [typed, setTyped] = useState(shop);
    if ((me?.shops.length ?? 0) > 0) {
        return shops.length < 2 ? null : <NativeSelect label={t('shop')} value={shop} data={shops} onChange={(event) => choose(event.currentTarget.value)} />;
    }
    const done = () => typed.trim() !== '' && choose(typed.trim());
    return <TextInput label={t('shop')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={done} onKeyDown={(event) => event.key === 'Enter' && done()} style={{ width: 120 }} />;
}

/** Gives a text to the user as a file. */
export function saveFile(text: string, type: string, name: string) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Gives the report as a file for a spreadsheet. */
export function Download({ path, name }: { path: string; name: string }) {
    const { t } = useTranslation();
    const [busy, setBusy] = useState(false);
    const [error, setError] = useState<unknown>(null);
    async function download() {
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<string>(path, { accept: 'text/csv' });
            saveFile(body, 'text/csv', `${name}.csv`);
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }
    return (
        <>
            {error !== null && <Trouble error={error} />}
            <Button variant="default" loading={busy} onClick={() => void download()}>
                {t('reports.csv')}
            </Button>
        </>
    );
}

/** Whose customers are not in the figures, and what is told together. */
export function Gaps({ of }: { of: { folded: boolean; missing: number[]; silent: string[] } }) {
    const { t } = useTranslation();
    return (
        <>
            {((of.missing ?? []).length > 0 || (of.silent ?? []).length > 0) && <div className="note warn">{t('reports.gaps')}</div>}
            {of.folded && <div className="note">{t('reports.folded')}</div>}
        </>
    );
}

export function Tiles({ figures, label }: { figures: [string, string, string?][]; label: string }) {
    return (
        <section className="tiles" aria-label={label}>
            {figures.map(([words, figure, more]) => (
                <div className="card tile" key={words}>
                    <span className="figure">{figure}</span>
                    <span className="quiet small">{words}</span>
                    {more && <span className="small">{more}</span>}
                </div>
            ))}
        </section>
    );
}

type Shown = 'messages' | 'converted' | 'runs';

/** The days of a report, a few figures at a time. */
export function ByDay({ from, to, byDay }: { from: string; to: string; byDay: Record<string, Totals> }) {
    const { t } = useTranslation();
    const [shown, setShown] = useState<Shown>('messages');
    const all = useMemo(() => days(from, to), [from, to]);
    const series = useMemo(() => {
        const lines: Record<Shown, [string, (totals: Totals) => number][]> = {
            messages: [
                [t('reports.sent'), (one) => one.sent],
                [t('reports.delivered'), (one) => one.delivered],
                [t('reports.clicked'), (one) => one.clicked],
            ],
            converted: [
                [t('reports.converted'), (one) => one.converted],
                [t('reports.sales'), (one) => one.lastTouch.sales],
            ],
            runs: [[t('reports.entered'), (one) => one.entered]],
        };
        return lines[shown].map(([name, figure]) => ({ name, values: perDay(byDay, all, figure) }));
    }, [shown, byDay, all, t]);
    return (
        <section className="card pad stack" aria-labelledby="by-day">
            <div className="row apart">
                <h2 id="by-day">{t('reports.byDay')}</h2>
                <Segments
                    label={t('reports.byDay')}
                    value={shown}
                    options={[
                        ['messages', t('reports.messages')],
                        ['converted', t('reports.converted')],
                        ['runs', t('reports.entered')],
                    ]}
                    choose={setShown}
                />
            </div>
            <Suspense fallback={<Loading />}>
                <Days days={all} series={series} label={t('reports.byDay')} />
            </Suspense>
        </section>
    );
}
