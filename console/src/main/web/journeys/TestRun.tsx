import { ActionIcon, Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, at, Problem } from '../api/engine';
import type { TestMessage, TestRun, TestStep } from '../api/types';
import { Icon, type IconName } from '../app/icons';
import { Empty, Loading, Pill, Trouble, useMoment } from '../app/parts';
import type { Diagnostic } from '../documents/Editor';
import { useReasons } from '../i18n/reasons';
import { cannotDraw, graphOf } from './graph';
import { sampleRun } from './sample';
import { place, read, type Reading } from '../documents/yaml';

const Editor = lazy(() => import('../documents/Editor'));
const Drawing = lazy(() => import('./Drawing'));

/** A run of the draft for a made-up customer, turned forward step by step. */
export default function TestRunPage({ id, reading, saved }: { id: string; reading: Reading; saved: boolean }) {
    const { t } = useTranslation();
    const [text, setText] = useState(() => sampleRun(reading.tree));
    const [run, setRun] = useState<TestRun | null>(null);
    const [error, setError] = useState<unknown>(null);
    const [busy, setBusy] = useState(false);
    const [turn, setTurn] = useState(0);
    const marks = useMemo(() => diagnostics(text, error), [text, error]);

    useEffect(() => {
        void start();
        // The first run is the page's own, once; every other is asked for.
    }, []);

    async function start() {
        setBusy(true);
        setError(null);
        try {
            const { body } = await ask<TestRun>(at`/api/journeys/${id}/test-runs`, { method: 'POST', yaml: text });
            setRun(body);
            setTurn(0);
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    }

    return (
        <>
            <p className="quiet">{t('journey.tests.lead')}</p>
            {!saved && <div className="note warn">{t('journey.tests.unsaved')}</div>}
            <div className="two">
                <section className="card sheet" style={{ height: 'auto', minHeight: 300 }} aria-label={t('journey.tests.request')}>
                    <div className="cardhead">
                        <h2>{t('journey.tests.request')}</h2>
                        <Button size="xs" loading={busy} onClick={() => void start()}>
                            {t('journey.tests.run')}
                        </Button>
                    </div>
                    <Suspense fallback={<Loading />}>
                        <Editor value={text} label={t('journey.tests.request')} change={setText} diagnostics={marks} />
                    </Suspense>
                    {error !== null && (
                        <div style={{ padding: 12 }}>
                            <Trouble error={error} />
                        </div>
                    )}
                </section>
                {run ? <Steps run={run} turn={turn} go={setTurn} /> : busy && <Loading />}
            </div>
            {run && cannotDraw(reading.tree) === null && <Where reading={reading} step={run.steps[turn]} />}
        </>
    );
}

function diagnostics(text: string, error: unknown): Diagnostic[] {
    if (!(error instanceof Problem)) {
        return [];
    }
    const { document } = read(text);
    return error.errors.flatMap((fault) => {
        const found = place(document, fault.path.split(/[.[\]]/).filter(Boolean).map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part)));
        return found ? [{ ...found, severity: 'error' as const, message: fault.problem }] : [];
    });
}

function Steps({ run, turn, go }: { run: TestRun; turn: number; go: (turn: number) => void }) {
    const { t } = useTranslation();
    const moment = useMoment();
    const last = run.steps.length - 1;
    const step = run.steps[turn];
    if (!step) {
        return (
            <div className="card">
                <Empty title={t('journey.tests.nothing')} />
            </div>
        );
    }
    const turns: [string, IconName, number, boolean][] = [
        [t('journey.tests.first'), 'first', 0, turn === 0],
        [t('journey.tests.previous'), 'left', turn - 1, turn === 0],
        [t('journey.tests.next'), 'right', turn + 1, turn === last],
        [t('journey.tests.last'), 'last', last, turn === last],
    ];
    return (
        <section className="card pad stack" aria-live="polite">
            <div className="row apart">
                <div>
                    <div className="quiet small">{t('journey.tests.clock')}</div>
                    <b className="num" style={{ fontSize: '1.25rem' }}>
                        {moment(step.at)}
                    </b>
                </div>
                <div className="row">
                    {turns.map(([label, icon, to, off]) => (
                        <ActionIcon key={icon} variant="default" size="lg" aria-label={label} title={label} disabled={off} onClick={() => go(to)}>
                            <Icon name={icon} size={18} />
                        </ActionIcon>
                    ))}
                </div>
            </div>
            <div className="row">
                <span className="quiet small">{t('journey.tests.step', { n: turn + 1, all: run.steps.length })}</span>
                <Pill tone="accent">{step.signal}</Pill>
                {step.detail && <span className="mono quiet">{step.detail}</span>}
            </div>
            <Happened step={step} />
            {turn === last && <p className="quiet">{t(`journey.tests.ended.${run.ending}`, { defaultValue: run.ending })}</p>}
        </section>
    );
}

function Happened({ step }: { step: TestStep }) {
    const { t } = useTranslation();
    const reasons = useReasons();
    const moment = useMoment();
    return (
        <>
            <ul className="stack tight">
                {step.decisions?.map((one, i) => (
                    <li key={i} className="row">
                        <b className="small">{[reasons.outcome(one.outcome), one.reason].filter(Boolean).join(' · ')}</b>
                        <span className="quiet small">{[one.step, one.channel, one.template].filter(Boolean).join(' · ')}</span>
                        {one.reason && <span className="quiet small">{reasons.means(one.outcome, one.reason)}</span>}
                    </li>
                ))}
            </ul>
            {step.passed?.map((one, i) => (
                <p key={i} className="quiet">
                    {t('journey.tests.passed', { reason: [reasons.means('NOT_ENTERED', one.reason) ?? one.reason, one.detail].filter(Boolean).join(': ') })}
                </p>
            ))}
            {step.messages?.map((message) => <Sent key={message.messageId} message={message} />)}
            {step.failure && <div className="note bad">{step.failure}</div>}
            {step.waiting?.map((one, i) => (
                <div key={i} className="note">
                    <span>
                        {t('journey.tests.waits', { step: one.step })}
                        {one.until && ` ${t('journey.tests.until', { time: moment(one.until) })}`}
                        {one.held && ` (${one.held})`}
                    </span>
                </div>
            ))}
        </>
    );
}

function Sent({ message }: { message: TestMessage }) {
    const { t } = useTranslation();
    const text = message.text;
    return (
        <div className="stack tight">
            <div className="row small quiet">
                {t('journey.tests.sent')} <Pill tone="good">{message.channel}</Pill> {message.template}
            </div>
            {text && (
                <div className="bubble">
                    {(text.subject ?? text.title) && <b>{text.subject ?? text.title}</b>}
                    {(text.subject ?? text.title) && '\n'}
                    {text.body ?? text.text}
                </div>
            )}
        </div>
    );
}

/** The drawing, with the steps in which the run stands. */
function Where({ reading, step }: { reading: Reading; step: TestStep | undefined }) {
    const { t } = useTranslation();
    const graph = useMemo(() => graphOf(reading.tree), [reading]);
    const here = useMemo(() => new Set([...(step?.waiting ?? []).map((one) => one.step), ...(step?.messages ?? []).map((one) => one.step)]), [step]);
    return (
        <section className="card canvas" aria-label={t('journey.drawing')}>
            <Suspense fallback={<Loading />}>
                <Drawing graph={graph} here={here} />
            </Suspense>
        </section>
    );
}
