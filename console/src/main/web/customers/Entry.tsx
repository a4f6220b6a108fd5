import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../api/types';
import { Pill, When } from '../app/parts';
import { useReasons } from '../i18n/reasons';
import { say } from '../journeys/graph';

function tone(outcome: string): 'good' | 'warn' | 'bad' | 'accent' | '' {
    const word = outcome.toUpperCase();
    if (['SENT', 'DELIVERED', 'CONVERTED', 'OPENED', 'CLICKED'].includes(word)) {
        return 'good';
    }
    if (['SKIPPED', 'HELD', 'DROPPED', 'NOT_ENTERED', 'REVOKED'].includes(word)) {
        return 'warn';
    }
    return ['FAILED', 'STUCK', 'REJECTED'].includes(word) ? 'bad' : word === 'ENTERED' ? 'accent' : '';
}

/** One decision: what, when, where, and on demand all that led to it. */
export function Entry({ entry, explain }: { entry: TimelineEntry; explain?: (journey: string) => void }) {
    const { t } = useTranslation();
    const reasons = useReasons();
    const meaning = reasons.means(entry.outcome, entry.reason);
    const inputs = Object.entries(entry.inputs ?? {});
    const gates = entry.gates ?? [];
    const { journey } = entry;
    return (
        <li>
            <When at={entry.at} />
            <div className="stack tight">
                <div className="row">
                    <Pill tone={tone(entry.outcome)}>{[reasons.outcome(entry.outcome), entry.reason].filter(Boolean).join(' · ')}</Pill>
                    <span>{[entry.journey, entry.step].filter(Boolean).join(' / ')}</span>
                    {entry.channel && <span className="quiet small">{[entry.channel, entry.template].filter(Boolean).join(' · ')}</span>}
                </div>
                {meaning && <p className="quiet small">{meaning}</p>}
                <details className="why">
                    <summary>{t('customers.why')}</summary>
                    <div className="stack tight" style={{ padding: '8px 0 4px' }}>
                        <dl className="inputs">
                            <dt>{t('customers.cause')}</dt>
                            <dd>{[entry.cause, entry.causeId].filter(Boolean).join(' ')}</dd>
                            {inputs.map(([name, value]) => (
                                <Pair key={name} name={name} value={value} />
                            ))}
                            {gates.map((gate, i) => (
                                <Pair key={`gate ${i}`} name={say(gate.gate)} value={[say(gate.verdict), say(gate.inputs)].filter(Boolean).join(' · ')} />
                            ))}
                        </dl>
                        {journey && explain && (
                            <div>
                                <Button size="xs" variant="default" onClick={() => explain(journey)}>
                                    {t('customers.explain', { journey })}
                                </Button>
                            </div>
                        )}
                    </div>
                </details>
            </div>
        </li>
    );
}

export function Pair({ name, value }: { name: string; value: string }) {
    return (
        <>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </>
    );
}
