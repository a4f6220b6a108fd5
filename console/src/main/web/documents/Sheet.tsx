import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Trouble, useMoment } from '../app/parts';
import type { Draft } from './draft';
import type { Diagnostic } from './Editor';
import { parts, stepAt } from './faults';
import { place, type Reading } from './yaml';

const Editor = lazy(() => import('./Editor'));

export type Look = { from: number; to: number } | null;
const NO_STEPS: string[] = [];

/** Whether the text is where it should be. */
export function SavingWords({ draft }: { draft: Draft }) {
    const { t } = useTranslation();
    const words = () => {
        switch (draft.saving.state) {
            case 'saved':
                return <span className="pill good">{t('journey.saved')}</span>;
            case 'typing':
                return <span className="pill">{t('journey.unsaved')}</span>;
            case 'saving':
                return <span className="pill">{t('journey.checking')}</span>;
            case 'faulty':
                return <span className="pill bad">{`${t('journey.faults', { count: draft.faults.length })} · ${t('journey.keptHere')}`}</span>;
            case 'failed':
                return <span className="pill warn">{t('journey.keptHere')}</span>;
            default:
                return null;
        }
    };
    return <div aria-live="polite">{words()}</div>;
}

/** What its author has to know of the text, and may do about it. */
export function Notes({ draft }: { draft: Draft }) {
    const { t } = useTranslation();
    const moment = useMoment();
    return (
        <>
            {draft.saving.state === 'failed' && <Trouble error={draft.saving.problem} retry={draft.save} />}
            {draft.restored !== null && draft.saving.state !== 'conflict' && (
                <div className="note" style={{ alignItems: 'center' }}>
                    {t('journey.restored', { time: moment(draft.restored) })}
                    <div className="row">
                        <Button size="xs" variant="default" onClick={draft.discard}>
                            {t('journey.discard')}
                        </Button>
                        {draft.saving.state === 'typing' && (
                            <Button size="xs" onClick={draft.save}>
                                {t('journey.save')}
                            </Button>
                        )}
                    </div>
                </div>
            )}
            {draft.saving.state === 'gone' && (
                <div className="note warn" role="alert" style={{ flexWrap: 'wrap' }}>
                    <div>
                        <b>{t('journey.gone')}</b>
                        {t('journey.goneText')}
                    </div>
                    <div className="row">
                        <Button size="xs" variant="default" onClick={draft.discard}>
                            {t('journey.discard')}
                        </Button>
                        <Button size="xs" onClick={draft.makeAnew}>
                            {t('journey.makeAnew')}
                        </Button>
                    </div>
                </div>
            )}
        </>
    );
}

/** The text, with the engine's faults at their lines and below. */
export function Sheet({ draft, reading, readOnly, look, show, steps = NO_STEPS, choose, children }: { draft: Draft; reading: Reading; readOnly: boolean; look: Look; show: (look: Look) => void; steps?: string[]; choose?: (step: string | null) => void; children?: ReactNode }) {
    const { t } = useTranslation();
    const diagnostics = useMemo(() => marks(draft, reading, steps), [draft, reading, steps]);
    return (
        <section className="card sheet" aria-label={t('journey.text')}>
            <div className="cardhead">
                <h2>{t('journey.text')}</h2>
                {reading.error && <span className="pill warn">YAML</span>}
                {children}
            </div>
            <Suspense fallback={<Loading />}>
                <Editor value={draft.text} label={t('journey.text')} readOnly={readOnly} change={draft.type} diagnostics={diagnostics} look={look} />
            </Suspense>
            <Faults draft={draft} reading={reading} steps={steps} show={show} choose={choose} />
        </section>
    );
}

function marks(draft: Draft, reading: Reading, steps: string[]): Diagnostic[] {
    if (reading.error) {
        return [{ from: reading.error.from, to: reading.error.to, severity: 'error', message: reading.error.message }];
    }
    const mark = (path: string, severity: 'error' | 'warning', message: string): Diagnostic => {
        const found = place(reading.document, parts(path, steps)) ?? { from: 0, to: 0 };
        return { ...found, severity, message };
    };
    return [
        ...draft.faults.map((fault) => mark(fault.path, 'error', fault.problem)),
        ...draft.warnings.map((warning) => mark(warning.path, 'warning', `${warning.problem}; ${warning.remedy ?? ''}`)),
    ];
}

function Faults({ draft, reading, steps, show, choose }: { draft: Draft; reading: Reading; steps: string[]; show: (look: Look) => void; choose?: (step: string | null) => void }) {
    const { t } = useTranslation();
    const all = [...draft.faults.map((one) => ({ ...one, bad: true })), ...draft.warnings.map((one) => ({ ...one, problem: [one.problem, one.remedy].filter(Boolean).join('; '), bad: false }))];
    if (all.length === 0) {
        return null;
    }
    return (
        <ul className="faults" aria-label={t('journey.faults', { count: draft.faults.length })} tabIndex={0}>
            {all.slice(0, 100).map((one, i) => (
                <li key={i}>
                    <button
                        type="button"
                        onClick={() => {
                            choose?.(stepAt(one.path, steps));
                            show(place(reading.document, parts(one.path, steps)));
                        }}
                    >
                        <span className={one.bad ? 'where' : 'where warn'}>{one.path || t('journey.whole')}</span>
                        {one.problem}
                    </button>
                </li>
            ))}
        </ul>
    );
}
