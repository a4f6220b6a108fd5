import { Button, Loader } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/engine';
import type { Stage } from '../api/types';

/** The head of a page: its title, which is the window's, too, and what can be done. */
export function Head({ title, beside, lead, children }: { title: string; beside?: ReactNode; lead?: ReactNode; children?: ReactNode }) {
    const { t } = useTranslation();
    useEffect(() => {
        document.title = `${title} · ${t('brand')}`;
    }, [title, t]);
    return (
        <header className="head">
            <div className="title">
                <div className="titleline">
                    <h1>{title}</h1>
                    {beside}
                </div>
                {lead && <p className="quiet">{lead}</p>}
            </div>
            {children && <div className="row">{children}</div>}
        </header>
    );
}

export function Loading() {
    const { t } = useTranslation();
    return (
        <div className="empty" role="status">
            <Loader size="sm" aria-hidden />
            <span>{t('loading')}</span>
        </div>
    );
}

/** Why a call did not work: [what, what to do about it, and the engine's own English]. */
function useWords(): (error: unknown) => [what: string, how: string, detail: string] {
    const { t } = useTranslation();
    return (error) => {
        if (!(error instanceof Problem)) {
            return [t('trouble.other'), '', error instanceof Error ? error.message : ''];
        }
        switch (error.status) {
            case 0:
            case 502:
            case 504:
                return [t('trouble.away'), t('trouble.awayText'), ''];
            case 401:
                return [t('trouble.key'), t('trouble.keyText'), ''];
            case 403:
                return [t('trouble.role'), t('trouble.roleText'), error.detail];
            case 404:
                return [t('trouble.gone'), '', error.detail];
            case 409:
            case 412:
                return [t('trouble.changed'), t('trouble.changedText'), error.detail];
            case 429:
            case 503:
                return [t('trouble.busy'), t('trouble.busyText'), error.detail];
            case 400:
            case 422:
                return [t('trouble.fault'), '', error.errors.map((fault) => `${fault.path}: ${fault.problem}`).join('; ') || error.detail];
            default:
                return [t('trouble.other'), '', error.detail];
        }
    };
}

export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
    const { t } = useTranslation();
    const [what, how, detail] = useWords()(error);
    return (
        <div className="note bad" role="alert">
            <div>
                <b>{what}</b>
                {how}
                {detail && (
                    <div className="small" lang="en">
                        {detail}
                    </div>
                )}
            </div>
            {retry && (
                <Button size="xs" variant="default" onClick={retry}>
                    {t('retry')}
                </Button>
            )}
        </div>
    );
}

/** A query's answer, or the page's word on why it is not there. */
export function Answered<T>({ query, children }: { query: { data?: T; error: unknown; isPending: boolean; refetch: () => unknown }; children: (data: T) => ReactNode }) {
    if (query.data !== undefined) {
        return (
            <>
                {query.error ? <Trouble error={query.error} retry={() => void query.refetch()} /> : null}
                {children(query.data)}
            </>
        );
    }
    return query.isPending ? <Loading /> : <Trouble error={query.error} retry={() => void query.refetch()} />;
}

const tones: Record<Stage, string> = { draft: 'accent', live: 'good', paused: 'warn', archived: '', deleted: '' };

export function StagePill({ stage }: { stage: Stage }) {
    const { t } = useTranslation();
    return <span className={`pill ${tones[stage]}`}>{t(`stage.${stage}`)}</span>;
}

export function Pill({ tone = '', children }: { tone?: '' | 'good' | 'warn' | 'bad' | 'accent'; children: ReactNode }) {
    return <span className={`pill plain ${tone}`}>{children}</span>;
}

/** An instant as the language writes it; the whole of it when pointed at. */
export function When({ at }: { at: string | undefined }) {
    const moment = useMoment();
    return at ? (
        <time dateTime={at} title={at}>
            {moment(at)}
        </time>
    ) : null;
}

export function useMoment(): (at: string) => string {
    const { i18n } = useTranslation();
    return (at) => {
        const date = new Date(at);
        const year = date.getFullYear() === new Date().getFullYear() ? undefined : ('numeric' as const);
        return date.toLocaleString(i18n.language, { day: 'numeric', month: 'short', year, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    };
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
    return (
        <div className="empty">
            <b>{title}</b>
            {children}
        </div>
    );
}

export function Segments<T extends string>({ label, value, options, choose }: { label: string; value: T; options: [T, string][]; choose: (value: T) => void }) {
    return (
        <div className="segments" role="group" aria-label={label}>
            {options.map(([option, words]) => (
                <button key={option} type="button" aria-pressed={option === value} onClick={() => choose(option)}>
                    {words}
                </button>
            ))}
        </div>
    );
}
